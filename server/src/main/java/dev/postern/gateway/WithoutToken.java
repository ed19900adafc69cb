package dev.postern.gateway;

/// What a user meets who never had a token (S7): nothing else is meant by "without".
public enum WithoutToken {
  REJECT,
  PASSWORD_ALONE
}
