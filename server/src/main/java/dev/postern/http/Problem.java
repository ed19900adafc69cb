package dev.postern.http;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Why a request was not done, for the person who reads it (RFC 9457): a title for the kind, a
/// detail for the case, a hint what to do, and the field it is about where it is about one. None of
/// them may hold a secret or a value that could be one.
public record Problem(
    int status, String title, String detail, @Nullable String hint, @Nullable String field) {

  public static Problem badRequest(String detail) {
    return new Problem(400, "bad request", detail, null, null);
  }

  public static Problem unauthorized(String detail) {
    return new Problem(401, "not logged in", detail, "run: posternctl login", null);
  }

  public static Problem forbidden(String detail) {
    return new Problem(403, "not allowed", detail, null, null);
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "not found", detail, null, null);
  }

  public static Problem conflict(String detail) {
    return new Problem(409, "refused", detail, null, null);
  }

  /// What was asked is understood but breaks a rule.
  public static Problem invalid(String detail) {
    return new Problem(422, "refused", detail, null, null);
  }

  public static Problem tooMany(String detail) {
    return new Problem(429, "too many attempts", detail, null, null);
  }

  public static Problem unavailable(String detail) {
    return new Problem(503, "unavailable", detail, "try again in a moment", null);
  }

  public Problem hint(String hint) {
    return new Problem(status, title, detail, hint, field);
  }

  public Problem field(String field) {
    return new Problem(status, title, detail, hint, field);
  }

  /// Ends a handler at once.
  public Refused refused() {
    return new Refused(this);
  }

  Map<String, Object> members() {
    var members = new TreeMap<String, Object>();
    members.put("type", "about:blank");
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    if (hint != null) {
      members.put("hint", hint);
    }
    if (field != null) {
      members.put("field", field);
    }
    return members;
  }
}
