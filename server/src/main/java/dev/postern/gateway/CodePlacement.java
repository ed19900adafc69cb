package dev.postern.gateway;

/// How a gateway's users give their code: asked for by Access-Challenge, appended to the password,
/// or as they like.
public enum CodePlacement {
  CHALLENGE,
  APPENDED,
  EITHER
}
