package dev.postern.http;

/// What answers the requests of one method for one path. A segment in braces, `/users/{name}`,
/// takes whatever stands there: [Request#segment] gives it.
public record Route(Method method, String path, Handler handler) {
  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("path '" + path + "' must begin with a slash");
    }
  }
}
