package dev.postern.audit;

import dev.postern.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// The seal over some of a node's rows, one of a chain: `head` is a digest of the head before it,
/// of what this one covers and of the MACs of its rows, so that the newest head stands for all rows
/// that ever were. The signature tells who made it.
public record Seal(
    UUID node, long number, Covered covered, Octets head, Instant at, Octets signature) {
  /// The head before the first seal.
  public static final Octets ORIGIN = Octets.copyOf(new byte[32]);

  /// The rows that a seal covers: those with numbers from `first` to `last` without the `lost`
  /// ones, whose transactions were rolled back. `firstAt` is the earliest of their times;
  /// `recovered` says that they were found in the database by a node that had stopped before it
  /// could seal them.
  public record Covered(
      long first, long last, Instant firstAt, List<NumberRange> lost, boolean recovered) {
    public Covered {
      lost = List.copyOf(lost);
    }
  }

  /// Numbers from `first` to `last`.
  public record NumberRange(long first, long last) {
    public boolean holds(long number) {
      return first <= number && number <= last;
    }
  }

  /// The head of a chain that had `previous` as its head and is now made longer by rows with these
  /// MACs, in the order of their numbers.
  public static Octets head(Octets previous, Covered covered, List<Octets> macs) {
    var digest = sha256();
    digest.update(previous.toArray());
    digest.update(octets(covered));
    macs.forEach(mac -> digest.update(mac.toArray()));
    return Octets.copyOf(digest.digest());
  }

  /// The same with its signature under these keys.
  public Seal sign(NodeKeys keys) {
    return new Seal(node, number, covered, head, at, keys.sign(statement()));
  }

  public boolean signedUnder(NodeKeys keys) {
    return keys.signed(statement(), signature);
  }

  private Octets statement() {
    var octets = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(octets)) {
      out.writeUTF("postern audit seal 1");
      out.writeUTF(node.toString());
      out.writeLong(number);
      out.write(octets(covered));
      out.write(head.toArray());
      out.writeLong(micros(at));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Octets.copyOf(octets.toByteArray());
  }

  private static byte[] octets(Covered covered) {
    var octets = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(octets)) {
      out.writeLong(covered.first);
      out.writeLong(covered.last);
      out.writeLong(micros(covered.firstAt));
      out.writeBoolean(covered.recovered);
      out.writeInt(covered.lost.size());
      for (var range : covered.lost) {
        out.writeLong(range.first);
        out.writeLong(range.last);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return octets.toByteArray();
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
