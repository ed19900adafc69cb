package dev.postern.bench;

import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpCalculator;
import dev.postern.otp.OtpParameters;
import dev.postern.otp.TimeStep;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/// One of many users, all of whose secrets follow from a number. The password is stored as
/// `{SSHA256}`, so that hashing does not hide the rest of the work.
record BenchUser(int number) {
  static final String HEADING = "username,password_hash,token_serial,token_key_base32";

  String name() {
    return "u%07d".formatted(number);
  }

  String password() {
    return "pw-%07d".formatted(number);
  }

  /// The token's key, as imports and key URIs have it.
  String keyInBase32() {
    return Base32.encode(key());
  }

  private byte[] key() {
    return digest("SHA-1", "seed-%07d".formatted(number));
  }

  /// What the user types: the password with the code of this moment behind it.
  SecretOctets typed(Instant now) {
    var calculator = new OtpCalculator(SecretOctets.copyOf(key()), OtpParameters.USUAL);
    return SecretOctets.utf8(password() + calculator.code(TimeStep.USUAL.at(now)).reveal());
  }

  /// The password with a code behind it that is hardly ever one of the token's.
  SecretOctets typedBadly() {
    return SecretOctets.utf8(password() + "000000");
  }

  /// The user's row of an import.
  String row() {
    String salt = "salt" + number % 10_000;
    byte[] digest = digest("SHA-256", password() + salt);
    byte[] tail = salt.getBytes(StandardCharsets.US_ASCII);
    var whole = new byte[digest.length + tail.length];
    System.arraycopy(digest, 0, whole, 0, digest.length);
    System.arraycopy(tail, 0, whole, digest.length, tail.length);
    return "%s,{SSHA256}%s,BENCH%07d,%s"
        .formatted(name(), Base64.getEncoder().encodeToString(whole), number, keyInBase32());
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has " + algorithm, e);
    }
  }
}
