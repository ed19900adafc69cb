package dev.postern.audit;

import dev.postern.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// What remains of a node's seals up to `seal` when their months were let go: the chain of `node`
/// begins behind `last` with `head`. Signed by the node that let them go (S33).
public record Anchor(UUID node, long seal, long last, Octets head, Made made, Octets signature) {
  /// By whom and when; rows from before `keptFrom` were let go.
  public record Made(UUID by, Instant at, Instant keptFrom) {}

  public Anchor sign(NodeKeys keys) {
    return new Anchor(node, seal, last, head, made, keys.sign(statement()));
  }

  public boolean signedUnder(NodeKeys keys) {
    return keys.signed(statement(), signature);
  }

  private Octets statement() {
    var octets = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(octets)) {
      out.writeUTF("postern audit anchor 1");
      out.writeUTF(node.toString());
      out.writeLong(seal);
      out.writeLong(last);
      out.write(head.toArray());
      out.writeUTF(made.by.toString());
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, made.at));
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, made.keptFrom));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Octets.copyOf(octets.toByteArray());
  }
}
