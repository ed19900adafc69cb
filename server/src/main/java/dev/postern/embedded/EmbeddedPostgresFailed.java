package dev.postern.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/// The embedded PostgreSQL can't be had; the message is one line: what failed, why, and what to do.
public final class EmbeddedPostgresFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedPostgresFailed(String message) {
    super(message);
  }

  EmbeddedPostgresFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /// A failure of a file or folder, as people speak of it.
  static EmbeddedPostgresFailed cannot(String what, IOException cause) {
    return new EmbeddedPostgresFailed("cannot " + what + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    String message =
        cause instanceof FileSystemException file && file.getReason() != null
            ? file.getFile() + ": " + file.getReason()
            : String.valueOf(cause.getMessage());
    return withAdvice(message);
  }

  /// Adds what to do, for the troubles that have a known cure.
  static String withAdvice(String message) {
    if (message.contains("No space left on device")) {
      return message + "; free some space there, then start again";
    }
    if (message.contains("Read-only file system")) {
      return message + "; choose another home folder";
    }
    if (message.contains("has wrong ownership")) {
      return message + "; start as the user who made it, or change its owner";
    }
    return message;
  }
}
