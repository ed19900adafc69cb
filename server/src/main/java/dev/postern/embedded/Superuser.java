package dev.postern.embedded;

import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;

/// The role that owns the embedded database, with a password made at the first start and kept in a
/// file that only the programs' user and root can read.
///
/// @param password what `initdb` was given
record Superuser(SecretOctets password) {
  static final String NAME = "postern";

  /// The password in `home`; made if there is neither one nor a database that needs the old one.
  static Superuser open(HomeFolder home, SecureRandom random) {
    Path file = passwordFile(home);
    try {
      if (!Files.exists(file)) {
        if (Files.exists(home.path().resolve("data"))) {
          throw new EmbeddedPostgresFailed(
              file + " is missing, and the database beside it needs it; restore it from a backup");
        }
        byte[] octets = new byte[24];
        random.nextBytes(octets);
        SmallFile.write(file, Base64.getUrlEncoder().encodeToString(octets) + "\n", home.user());
      }
      return new Superuser(SecretOctets.utf8(SmallFile.read(file).orElse("").strip()));
    } catch (IOException e) {
      throw EmbeddedPostgresFailed.cannot("use the password file " + file, e);
    }
  }

  static Path passwordFile(HomeFolder home) {
    return home.path().resolve("superuser-password");
  }

  Connection connect(String url) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", NAME);
    properties.setProperty("password", password.revealUtf8());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(url, properties);
  }
}
