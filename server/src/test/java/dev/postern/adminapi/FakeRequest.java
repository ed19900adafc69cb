package dev.postern.adminapi;

import dev.postern.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request as a test gives it: header, segments, query by name, and a body that is already a
/// record (or text, for what is streamed).
public final class FakeRequest implements Request {
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> segments = new HashMap<>();
  private final Map<String, String> queries = new HashMap<>();
  private @Nullable Object body;

  public FakeRequest with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  public FakeRequest at(String segment, String value) {
    segments.put(segment, value);
    return this;
  }

  public FakeRequest asking(String query, String value) {
    queries.put(query, value);
    return this;
  }

  public FakeRequest body(Object body) {
    this.body = body;
    return this;
  }

  @Override
  public String id() {
    return "0000000000000001";
  }

  @Override
  public String source() {
    return "127.0.0.1";
  }

  @Override
  public String segment(String name) {
    String value = segments.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no segment " + name);
    }
    return value;
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(queries.get(name));
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  @Override
  public <T> T body(Class<T> type) {
    return type.cast(java.util.Objects.requireNonNull(body, "no body"));
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(String.valueOf(body).getBytes(StandardCharsets.UTF_8));
  }
}
