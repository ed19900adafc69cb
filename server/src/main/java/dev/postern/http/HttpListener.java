package dev.postern.http;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// One address and port on which routes are served, each request on a virtual thread of its own.
///
/// Whatever goes wrong is answered as a [Problem] (RFC 9457) that tells the client no more than it
/// should know; the log gets the rest under the same request id.
public final class HttpListener implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final WebServer server;

  private HttpListener(WebServer server) {
    this.server = server;
  }

  /// Starts to listen; in the clear if there is no TLS context.
  ///
  /// Throws an [HttpUnavailable] if the address can't be listened on.
  public static HttpListener start(
      HttpSettings settings, Optional<SSLContext> tls, List<Route> routes, Failures failures) {
    var builder = WebServer.builder();
    limit(builder, settings);
    tls.ifPresent(context -> builder.tls(config -> config.sslContext(context)));
    var dispatch = new Dispatch(settings, failures);
    var server = builder.routing(routing(routes, dispatch)).build().start();
    if (!server.isRunning()) { // Helidon logs why and does not throw
      var address = new InetSocketAddress(settings.address(), settings.port());
      throw new HttpUnavailable("can't listen on " + address + " over TCP: is it in use?");
    }
    return new HttpListener(server);
  }

  private static void limit(WebServerConfig.Builder builder, HttpSettings settings) {
    builder
        .address(settings.address())
        .port(settings.port())
        .shutdownHook(false)
        .shutdownGracePeriod(GRACE)
        .maxTcpConnections(settings.connections())
        .maxConcurrentRequests(settings.connections())
        .maxPayloadSize(settings.streamBytes())
        .idleConnectionTimeout(settings.patience().multipliedBy(2))
        .connectionOptions(options -> options.readTimeout(settings.patience()))
        .directHandlers(PlainProblems::register)
        .protocolsDiscoverServices(false)
        .addProtocol(Http1Config.builder().maxHeadersSize(settings.headerBytes()).build());
  }

  private static HttpRouting.Builder routing(List<Route> routes, Dispatch dispatch) {
    var routing = HttpRouting.builder();
    for (var route : routes) {
      var method = Method.create(route.method().name());
      routing.route(method, route.path(), (in, out) -> dispatch.run(route.handler(), in, out));
    }
    for (String path : new TreeSet<>(routes.stream().map(Route::path).toList())) {
      var other = otherMethod(path, routes);
      routing.any(path, (in, out) -> dispatch.run(other, in, out));
    }
    Handler nothing = _ -> Answer.failed(Problem.notFound("nothing is served at this path"));
    return routing.any((in, out) -> dispatch.run(nothing, in, out));
  }

  private static Handler otherMethod(String path, List<Route> routes) {
    String methods =
        routes.stream()
            .filter(route -> route.path().equals(path))
            .map(route -> route.method().name())
            .collect(Collectors.joining(", "));
    int status = Status.METHOD_NOT_ALLOWED_405.code();
    var problem = new Problem(status, "wrong method", "this path takes " + methods, null, null);
    return _ -> Answer.failed(problem);
  }

  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
