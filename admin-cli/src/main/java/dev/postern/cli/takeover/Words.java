package dev.postern.cli.takeover;

import dev.postern.otp.OtpAlgorithm;
import java.util.Locale;

/// Reads single words that several formats share.
final class Words {
  private Words() {}

  /// @throws Unsound if there is no such hash
  static OtpAlgorithm algorithm(String word, OtpAlgorithm otherwise) {
    String plain = word.toUpperCase(Locale.ROOT).replace("-", "").replace("HMAC", "");
    return switch (plain) {
      case "" -> otherwise;
      case "SHA1" -> OtpAlgorithm.SHA1;
      case "SHA256" -> OtpAlgorithm.SHA256;
      case "SHA512" -> OtpAlgorithm.SHA512;
      default -> throw new Unsound("the hash is none of SHA-1, SHA-256 and SHA-512");
    };
  }

  /// @throws Unsound if codes can't have so many
  static int digits(String word, int otherwise) {
    return switch (word) {
      case "" -> otherwise;
      case "6" -> 6;
      case "8" -> 8;
      default -> throw new Unsound("codes have neither 6 nor 8 digits");
    };
  }

  /// @throws Unsound if it is none
  static long number(String word, long otherwise, String what) {
    if (word.isEmpty()) {
      return otherwise;
    }
    if (!word.matches("[0-9]{1,18}")) {
      throw new Unsound(what + " is not a number");
    }
    return Long.parseLong(word);
  }
}
