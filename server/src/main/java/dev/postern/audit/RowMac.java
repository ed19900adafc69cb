package dev.postern.audit;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The MAC of a row: HMAC-SHA256 under the node's key over everything the row says, its node and
/// number included, so that neither the words nor the place of a row can be changed unseen.
///
/// Each field goes in with its length, an absent one as length -1, the details sorted by name. May
/// be used by many threads at once.
public final class RowMac {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  public RowMac(SecretOctets key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key.reveal(), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public Octets of(AuditRow row) {
    try {
      // A clone has the key's first block digested already, which is half the work of a short row.
      return Octets.copyOf(((Mac) keyed.clone()).doFinal(octets(row)));
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] octets(AuditRow row) {
    var octets = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(octets)) {
      write(out, row);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return octets.toByteArray();
  }

  private static void write(DataOutputStream out, AuditRow row) throws IOException {
    var entry = row.entry();
    write(out, row.node());
    out.writeLong(row.number());
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
    write(out, entry.event());
    write(out, entry.reason());
    write(out, entry.actor().text());
    var subject = entry.subject();
    write(out, subject == null ? new UUID(0, 0) : subject.user().value());
    write(out, subject == null ? null : subject.name());
    var origin = entry.origin();
    write(out, origin == null ? null : origin.gateway());
    write(out, origin == null ? null : origin.source());
    write(out, origin == null ? null : origin.requestId());
    write(out, entry.detail());
  }

  private static void write(DataOutputStream out, Map<String, String> detail) throws IOException {
    out.writeInt(detail.size());
    if (!detail.isEmpty()) {
      for (var named : new TreeMap<>(detail).entrySet()) {
        write(out, named.getKey());
        write(out, named.getValue());
      }
    }
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
