package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import dev.postern.cli.takeover.ForeignUser.Password;
import dev.postern.octets.SecretOctets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A user of FreeRADIUS, gathered attribute by attribute.
final class RadiusUser {
  private static final Pattern HEX = Pattern.compile("(0x)?([0-9A-Fa-f]{2})+");
  private static final Pattern NT_HASH = Pattern.compile("(0x)?[0-9A-Fa-f]{32}");
  private static final Pattern CRYPT = Pattern.compile("\\$(2[abxy]|6|argon2[id]{1,2})\\$.*");
  private static final Pattern HEADED = Pattern.compile("\\{([A-Za-z0-9-]{1,16})\\}(.*)");
  private static final int MOST_GROUPS = 1000;

  private final long line;
  private final String name;
  private final Set<String> groups = new LinkedHashSet<>();
  private final List<Entry> remarks = new ArrayList<>();
  private @Nullable SecretOctets clear;
  private @Nullable SecretOctets hash;
  private @Nullable SecretOctets ntHash;
  private @Nullable SecretOctets key;
  private @Nullable String problem;

  RadiusUser(long line, String name) {
    this.line = line;
    this.name = name;
  }

  /// Takes a check item of this user.
  void take(long where, String attribute, String value) {
    try {
      take(attribute.toLowerCase(Locale.ROOT), value);
    } catch (Unsound unsound) {
      problem = unsound.reason();
    } catch (UnknownHash _) {
      remarks.add(
          new Entry.Remark(
              where, "the password is hashed in a way that is not taken: give another"));
    }
  }

  void join(String group) {
    if (groups.size() < MOST_GROUPS) {
      groups.add(group.replace(',', ' ').replace(';', ' ').strip());
    }
  }

  private void take(String attribute, String value) {
    switch (attribute) {
      case "cleartext-password", "user-password" -> clear = SecretOctets.utf8(value);
      case "nt-password" -> ntHash = ntHash(value);
      case "crypt-password" -> hash = crypt(value);
      case "ssha-password", "ssha1-password" -> hash = salted("{SSHA}", value);
      case "ssha2-256-password" -> hash = salted("{SSHA256}", value);
      case "ssha2-512-password" -> hash = salted("{SSHA512}", value);
      case "password-with-header" -> headed(value);
      case "totp-secret" -> key = KeyText.read(value);
      case "totp-key" -> key = KeyText.read(value.startsWith("0x") ? value.substring(2) : value);
      case "md5-password",
          "smd5-password",
          "sha-password",
          "sha1-password",
          "sha2-password",
          "lm-password",
          "pbkdf2-password" ->
          throw new UnknownHash();
      default -> {
        // conditions of a policy
      }
    }
  }

  private static SecretOctets ntHash(String value) {
    if (!NT_HASH.matcher(value).matches()) {
      throw new Unsound("NT-Password is not 32 hex digits");
    }
    return SecretOctets.utf8(value.substring(value.length() - 32));
  }

  private static SecretOctets crypt(String value) {
    if (!CRYPT.matcher(value).matches()) {
      throw new UnknownHash();
    }
    return SecretOctets.utf8(value);
  }

  private static SecretOctets salted(String scheme, String value) {
    if (value.startsWith("{")) {
      return SecretOctets.utf8(scheme + value.substring(value.indexOf('}') + 1));
    }
    String plain = value.startsWith("0x") ? value.substring(2) : value;
    String text =
        HEX.matcher(plain).matches()
            ? Base64.getEncoder().encodeToString(HexFormat.of().parseHex(plain))
            : plain;
    return SecretOctets.utf8(scheme + text);
  }

  private void headed(String value) {
    var headed = HEADED.matcher(value);
    if (!headed.matches()) {
      throw new UnknownHash();
    }
    String rest = headed.group(2);
    switch (headed.group(1).toLowerCase(Locale.ROOT)) {
      case "clear", "cleartext" -> clear = SecretOctets.utf8(rest);
      case "nt", "nthash" -> ntHash = ntHash(rest);
      case "crypt" -> hash = crypt(rest);
      case "ssha" -> hash = salted("{SSHA}", rest);
      case "ssha256" -> hash = salted("{SSHA256}", rest);
      case "ssha512" -> hash = salted("{SSHA512}", rest);
      default -> throw new UnknownHash();
    }
  }

  /// The user, or why not, and what was left out.
  List<Entry> entries(TokenDefaults defaults) {
    var entries = new ArrayList<>(remarks);
    entries.add(
        problem == null
            ? new Entry.Sound(line, user(), token(defaults))
            : new Entry.Refused(line, problem));
    return entries;
  }

  private ForeignUser user() {
    return new ForeignUser(name, "", "", "", List.copyOf(groups), password(), false);
  }

  private Password password() {
    if (clear != null) {
      return new Password.Clear(clear);
    }
    return hash == null && ntHash == null ? new Password.None() : new Password.Hashed(hash, ntHash);
  }

  private @Nullable ForeignToken token(TokenDefaults defaults) {
    return key == null
        ? null
        : new ForeignToken(
            KeyUriList.serial("RADIUS", name),
            defaults.parameters(),
            new Movement.ByTime(defaults.periodSeconds()),
            key,
            Standing.GOOD);
  }

  /// Ends the reading of an attribute.
  private static final class UnknownHash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownHash() {
      super("unknown hash", null, false, false);
    }
  }
}
