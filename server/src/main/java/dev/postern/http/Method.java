package dev.postern.http;

/// What a request asks to be done (RFC 9110, section 9.3; PATCH is RFC 5789's).
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE
}
