package dev.postern.otp;

import dev.postern.octets.Base32;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.KeyUri.Movement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads key URIs. What it can't make sense of it refuses as a whole: a token taken over with the
/// wrong parameters would make wrong codes.
final class KeyUriReader {
  private static final int LONGEST = 2048;
  private static final Pattern FORM =
      Pattern.compile("otpauth://(totp|hotp)/([^?#]*)\\?([^#]*)", Pattern.CASE_INSENSITIVE);

  private KeyUriReader() {}

  static Optional<KeyUri> read(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          uri(
              form.group(1).toLowerCase(Locale.ROOT),
              unescaped(form.group(2)),
              query(form.group(3))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static KeyUri uri(String type, String path, Map<String, String> query) {
    int colon = path.indexOf(':');
    String issuerInPath = colon < 0 ? "" : path.substring(0, colon);
    var parameters =
        new OtpParameters(
            OtpAlgorithm.valueOf(query.getOrDefault("algorithm", "SHA1").toUpperCase(Locale.ROOT)),
            Integer.parseInt(query.getOrDefault("digits", "6")));
    return new KeyUri(
        movement(type, query),
        query.getOrDefault("issuer", issuerInPath).strip(),
        path.substring(colon + 1).strip(),
        key(query.getOrDefault("secret", "")),
        parameters);
  }

  private static Movement movement(String type, Map<String, String> query) {
    if (type.equals("totp")) {
      return new Movement.ByTime(
          TimeStep.ofSeconds(Integer.parseInt(query.getOrDefault("period", "30"))));
    }
    return new Movement.ByCounter(Long.parseLong(query.getOrDefault("counter", "")));
  }

  private static SecretOctets key(String base32) {
    return Base32.decode(base32).orElseThrow(() -> new IllegalArgumentException("not Base32"));
  }

  private static Map<String, String> query(String text) {
    var query = new HashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a parameter without a value");
      }
      String name = pair.substring(0, equals).toLowerCase(Locale.ROOT);
      if (query.put(name, unescaped(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("a parameter given twice");
      }
    }
    return query;
  }

  private static String unescaped(String text) {
    return UriEscapes.unescape(text)
        .orElseThrow(() -> new IllegalArgumentException("a broken escape"));
  }
}
