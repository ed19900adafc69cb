package dev.postern.crypto;

/// There are no key-encryption keys to work with; the message is one line that says what to do.
public final class KeyRingUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyRingUnusable(String message) {
    super(message);
  }
}
