package dev.postern.crypto;

import dev.postern.octets.Octets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2 (RFC 9106) in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`.
///
/// @param type as RFC 9106, section 3.1, numbers them: d, i, id
/// @param version 0x13, or 0x10 of old
record Argon2Hash(int type, int version, Argon2Cost cost, Octets salt, Octets tag)
    implements StoredHash {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2(d|i|id)(?:\\$v=(16|19))?\\$m=(\\d+),t=(\\d+),p=(\\d+)"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  static HashReading read(String stored) {
    var form = FORM.matcher(stored);
    if (!form.matches()) {
      return new HashReading.Refused("argon2 is not of the form $argon2id$v=19$m=…,t=…,p=…$…$…");
    }
    var salt = HashText.base64(form.group(6)).orElse(Octets.empty());
    var tag = HashText.base64(form.group(7)).orElse(Octets.empty());
    if (salt.length() < 8 || salt.length() > 64 || tag.length() < 16 || tag.length() > 64) {
      return new HashReading.Refused(
          "argon2 must have a salt of 8 to 64 octets and a tag of 16 to 64");
    }
    try {
      var cost =
          new Argon2Cost(
              HashText.number(form.group(3)),
              HashText.number(form.group(4)),
              HashText.number(form.group(5)));
      int version = "19".equals(form.group(2)) ? 0x13 : 0x10;
      return new HashReading.Read(new Argon2Hash(type(form.group(1)), version, cost, salt, tag));
    } catch (IllegalArgumentException e) {
      return new HashReading.Refused(String.valueOf(e.getMessage()));
    }
  }

  private static int type(String name) {
    return switch (name) {
      case "d" -> Argon2Parameters.ARGON2_d;
      case "i" -> Argon2Parameters.ARGON2_i;
      default -> Argon2Parameters.ARGON2_id;
    };
  }

  /// Hashes anew, as Argon2id.
  static Argon2Hash of(
      byte[] password, Argon2Cost cost, Octets salt, Argon2BytesGenerator.BlockPool blocks) {
    int type = Argon2Parameters.ARGON2_id;
    var untagged = new Argon2Hash(type, 0x13, cost, salt, Octets.empty());
    return new Argon2Hash(
        type, 0x13, cost, salt, Octets.copyOf(untagged.tag(password, 32, blocks)));
  }

  boolean matches(byte[] password, Argon2BytesGenerator.BlockPool blocks) {
    return MessageDigest.isEqual(tag.toArray(), tag(password, tag.length(), blocks));
  }

  private byte[] tag(byte[] password, int length, Argon2BytesGenerator.BlockPool blocks) {
    var argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(type)
            .withVersion(version)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt.toArray())
            .withBlockPool(blocks)
            .build());
    var tag = new byte[length];
    argon2.generateBytes(password, tag);
    return tag;
  }

  /// Whether it is what we would make ourselves, or harder.
  boolean covers(Argon2Cost own) {
    return type == Argon2Parameters.ARGON2_id && version == 0x13 && cost.covers(own);
  }

  /// The PHC string of an Argon2id hash.
  String text() {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.iterations(),
            cost.parallelism(),
            base64.encodeToString(salt.toArray()),
            base64.encodeToString(tag.toArray()));
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
