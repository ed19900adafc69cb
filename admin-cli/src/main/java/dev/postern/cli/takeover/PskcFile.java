package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tokens in PSKC (RFC 6030), with keys in clear, under a pre-shared key or under a password.
final class PskcFile implements Entries {
  private static final int LONGEST_PERIOD = 3601;
  private static final int LONGEST_LABEL = 256;

  private final XmlElements elements;
  private final TakeoverTerms terms;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private PskcSecrets secrets = PskcSecrets.CLEAR;
  private @Nullable XmlElement encryption;

  PskcFile(InputStream in, TakeoverTerms terms) {
    this.terms = terms;
    elements = new XmlElements(in, "KeyContainer");
  }

  @Override
  public Optional<Entry> next() {
    while (ready.isEmpty()) {
      var element = elements.next();
      if (element.isEmpty()) {
        return Optional.empty();
      }
      take(element.get());
    }
    return Optional.of(ready.remove());
  }

  private void take(XmlElement element) {
    switch (element.name()) {
      case "EncryptionKey" -> {
        encryption = element;
        secrets = PskcSecrets.under(element, null, terms);
      }
      case "MACMethod" -> {
        if (encryption != null) {
          secrets = PskcSecrets.under(encryption, element, terms);
        }
      }
      case "KeyPackage" -> keys(element);
      case "Signature" ->
          ready.add(new Entry.Remark(element.line(), "the signature is not looked at"));
      default -> {
        // extensions of other makers
      }
    }
  }

  private void keys(XmlElement keyPackage) {
    int before = ready.size();
    keyPackage.children().stream()
        .filter(child -> child.name().equals("Key"))
        .forEach(key -> ready.add(entry(keyPackage, key)));
    if (ready.size() == before) {
      ready.add(new Entry.Refused(keyPackage.line(), "the package has no key"));
    }
  }

  private Entry entry(XmlElement keyPackage, XmlElement key) {
    try {
      String user = user(keyPackage, key);
      return new Entry.Sound(
          key.line(), user.isEmpty() ? null : ForeignUser.named(user), token(keyPackage, key));
    } catch (Unsound unsound) {
      return new Entry.Refused(key.line(), unsound.reason());
    }
  }

  /// `UserId` is a distinguished name (RFC 6030, sections 4.3.2 and 4.4), or what people put there.
  private static String user(XmlElement keyPackage, XmlElement key) {
    String name = key.textAt("UserId");
    if (name.isEmpty()) {
      name = keyPackage.textAt("DeviceInfo", "UserId");
    }
    String first = name.split(",", 2)[0];
    String type = first.split("=", 2)[0].strip().toUpperCase(Locale.ROOT);
    return first.contains("=") && (type.equals("UID") || type.equals("CN"))
        ? first.substring(first.indexOf('=') + 1).strip()
        : name;
  }

  private ForeignToken token(XmlElement keyPackage, XmlElement key) {
    XmlElement data =
        key.child("Data").orElseThrow(() -> new Unsound("the key is named but not in the file"));
    var parameters = key.child("AlgorithmParameters");
    return new ForeignToken(
        serial(keyPackage, key),
        new OtpParameters(
            algorithm(parameters.map(it -> it.textAt("Suite")).orElse("")), digits(key)),
        movement(key, data),
        secrets.octets(data.child("Secret").orElseThrow(() -> new Unsound("there is no secret"))),
        standing(key));
  }

  private static String serial(XmlElement keyPackage, XmlElement key) {
    String serial = keyPackage.textAt("DeviceInfo", "SerialNo");
    String id = key.attribute("Id");
    if (serial.isEmpty() && id.isEmpty()) {
      throw new Unsound("there is neither a SerialNo nor an Id");
    }
    return serial.isEmpty() ? id : serial;
  }

  private static OtpAlgorithm algorithm(String suite) {
    return Words.algorithm(suite.replace("_", "-"), OtpAlgorithm.SHA1);
  }

  private int digits(XmlElement key) {
    var format = key.at("AlgorithmParameters", "ResponseFormat");
    if (format.isEmpty()) {
      return terms.defaults(TokenDefaults.USUAL).digits();
    }
    String encoding = format.get().attribute("Encoding");
    if (!encoding.isEmpty() && !encoding.equals("DECIMAL")) {
      throw new Unsound("codes are not decimal");
    }
    return Words.digits(format.get().attribute("Length"), 6);
  }

  private Movement movement(XmlElement key, XmlElement data) {
    String algorithm = key.attribute("Algorithm").toLowerCase(Locale.ROOT);
    if (algorithm.endsWith(":hotp") || algorithm.endsWith("#hotp")) {
      return new Movement.ByCounter(number(data, "Counter", 0));
    }
    if (algorithm.endsWith(":totp") || algorithm.endsWith("#totp")) {
      int usual = terms.defaults(TokenDefaults.USUAL).periodSeconds();
      return new Movement.ByTime(
          Math.toIntExact(Math.min(LONGEST_PERIOD, number(data, "TimeInterval", usual))));
    }
    throw new Unsound("the algorithm is neither hotp nor totp");
  }

  private long number(XmlElement data, String name, long otherwise) {
    var field = data.child(name);
    return field.isEmpty() ? otherwise : secrets.number(field.get());
  }

  private static Standing standing(XmlElement key) {
    String label = key.textAt("FriendlyName");
    return new Standing(
        false,
        label.substring(0, Math.min(LONGEST_LABEL, label.length())),
        time(key.textAt("Policy", "ExpiryDate")));
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new Unsound("the ExpiryDate is none");
    }
  }

  /// Octets as PSKC has them, line ends and all.
  static SecretOctets base64(String text) {
    try {
      return SecretOctets.copyOf(Base64.getMimeDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      throw new Unsound("this is not Base64");
    }
  }
}
