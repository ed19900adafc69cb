package dev.postern.crypto;

/// A sealed secret can't be opened: its key is missing, it was changed, or it stands in another row
/// than the one it was sealed for. The message names the key and the row, never the content.
public final class UnsealFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsealFailed(String message) {
    super(message);
  }
}
