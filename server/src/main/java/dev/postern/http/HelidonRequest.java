package dev.postern.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// A [Request] as Helidon read it.
record HelidonRequest(String id, ServerRequest request, HttpSettings settings) implements Request {
  @Override
  public String source() {
    return request.remotePeer().address() instanceof InetSocketAddress peer
        ? peer.getAddress().getHostAddress()
        : request.remotePeer().host();
  }

  @Override
  public String segment(String name) {
    return request.path().pathParameters().get(name);
  }

  @Override
  public Optional<String> query(String name) {
    List<String> values = request.query().all(name, List::of);
    if (values.size() > 1) {
      throw Problem.badRequest(name + " is given twice").field(name).refused();
    }
    return values.stream().findFirst();
  }

  @Override
  public Optional<String> header(String name) {
    return request.headers().value(HeaderNames.create(name));
  }

  @Override
  public <T> T body(Class<T> type) {
    try (var body = new BoundedBody(content(), settings.bodyBytes(), settings.patience())) {
      return Json.read(body.readAllBytes(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream stream() {
    return new BoundedBody(content(), settings.streamBytes(), BoundedBody.FOR_EVER);
  }

  private InputStream content() {
    return request.content().hasEntity()
        ? request.content().inputStream()
        : InputStream.nullInputStream();
  }
}
