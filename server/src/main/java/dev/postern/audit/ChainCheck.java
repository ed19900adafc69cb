package dev.postern.audit;

import dev.postern.audit.AuditVerification.Finding;
import dev.postern.audit.AuditVerification.Kind;
import dev.postern.audit.Seal.NumberRange;
import dev.postern.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Checks the rows of one node, in the order of their numbers, against its seals.
///
/// A fault is named once and where it is: a row whose MAC does not fit, a number that a seal covers
/// and no row has. The head of a seal is held against its rows only if none of them is at fault,
/// and the check goes on from the head that the seal says, so that one fault does not show in all
/// seals behind it.
public final class ChainCheck {
  /// A row as it was found, and the MAC beside it.
  public record Found(AuditRow row, Octets mac) {}

  private static final Duration SEALED_WITHIN = Duration.ofMinutes(1);
  private static final int MOVES_LOOKED_FOR = 100;

  private final NodeKeys keys;
  private final RowMac rowMac;
  private final String node;
  private final Map<Long, ExportedHead> heads = new HashMap<>();
  private final Consumer<Finding> findings;
  private final LongConsumer counted;

  private Iterator<Found> rows = List.<Found>of().iterator();
  private @Nullable Found next;
  private Octets head = Seal.ORIGIN;
  private long seal;
  private long last;
  private long seals;

  /// A check of the node called `name`, which tells its findings one by one, and after each row
  /// that one more was checked.
  public ChainCheck(NodeKeys keys, String name, Consumer<Finding> findings, LongConsumer counted) {
    this.keys = keys;
    this.findings = findings;
    this.counted = counted;
    rowMac = keys.rowMac();
    node = name;
  }

  /// The chain begins here, since what was before was let go.
  public ChainCheck behind(Anchor anchor) {
    head = anchor.head();
    seal = anchor.seal();
    last = anchor.last();
    return this;
  }

  /// Compares with heads of this node that were exported.
  public ChainCheck with(List<ExportedHead> exported) {
    exported.forEach(one -> heads.put(one.seal(), one));
    return this;
  }

  /// Checks and returns how many seals there were. Both are in the order of their numbers.
  public long run(Iterator<Seal> sealed, Iterator<Found> found, Instant now) {
    rows = found;
    advance();
    loose(last); // remnants of months that were let go: their MACs must still fit
    while (sealed.hasNext()) {
      check(sealed.next());
    }
    unsealed(now);
    truncated();
    return seals;
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
    if (next != null) {
      counted.accept(1);
    }
  }

  private void check(Seal one) {
    seals++;
    boolean whole = one.number() == seal + 1;
    if (!whole) {
      found(Kind.SEAL_DELETED, numbers("seal", seal + 1, one.number() - 1) + ": gone");
      loose(one.covered().first() - 1);
    }
    boolean signed = one.signedUnder(keys);
    if (!signed) {
      found(Kind.SEAL_FORGED, "seal " + one.number() + ": the signature is not the node's");
    }
    var rowsOfIt = new Covering(one.covered());
    rowsOfIt.read();
    if (whole && signed && rowsOfIt.sound && !fits(one, rowsOfIt.macs)) {
      found(
          Kind.SEAL_FORGED,
          "seal " + one.number() + ": its head does not follow from the one before and its rows");
    }
    exported(one);
    head = one.head();
    seal = one.number();
    last = one.covered().last();
  }

  private boolean fits(Seal one, List<Octets> macs) {
    return one.covered().first() == last + 1
        && Seal.head(head, one.covered(), macs).equals(one.head());
  }

  private void exported(Seal one) {
    var outside = heads.remove(one.number());
    if (outside != null && !outside.head().equals(one.head())) {
      found(Kind.SEAL_FORGED, "seal " + one.number() + ": another head was exported");
    }
  }

  /// Rows up to a number that no seal covers: their MAC is all there is.
  private void loose(long upTo) {
    while (next != null && next.row().number() <= upTo) {
      if (!authentic(next)) {
        found(Kind.EDITED, row(next) + ": its MAC does not fit");
      }
      advance();
    }
  }

  private boolean authentic(Found found) {
    return rowMac.of(found.row()).equals(found.mac());
  }

  private void unsealed(Instant now) {
    var first = next;
    long end = 0;
    boolean late = false;
    while (next != null) {
      late |= next.row().entry().at().plus(SEALED_WITHIN).isBefore(now);
      end = next.row().number();
      loose(end);
    }
    if (first != null && late) {
      found(
          Kind.UNSEALED,
          numbers("row", first.row().number(), end)
              + ": older than a minute and without a seal; start the node so that it seals them, or"
              + " its seals were deleted");
    }
  }

  private void truncated() {
    heads.values().stream()
        .filter(outside -> outside.seal() > seal)
        .max((one, other) -> Long.compare(one.seal(), other.seal()))
        .ifPresent(outside ->
            found(
                Kind.TRUNCATED,
                numbers("seal", seal + 1, outside.seal())
                    + ": exported and gone, with "
                    + numbers("row", last + 1, outside.last())));
  }

  private void found(Kind kind, String detail) {
    findings.accept(new Finding(kind, "node " + node + ", " + detail));
  }

  private static String numbers(String what, long first, long last) {
    return first == last ? what + " " + first : what + "s " + first + " to " + last;
  }

  private static String row(Found found) {
    var entry = found.row().entry();
    String who = entry.concerned().map(subject -> " " + subject.name()).orElse("");
    return "row " + found.row().number() + " (" + entry.at() + " " + entry.event() + who + ")";
  }

  /// The rows of one seal.
  private final class Covering {
    private final Seal.Covered covered;
    private final List<Octets> macs = new ArrayList<>();
    private final List<Found> unfit = new ArrayList<>();
    private long expected;
    private boolean sound = true;

    private Covering(Seal.Covered covered) {
      this.covered = covered;
      expected = covered.first();
    }

    private void read() {
      while (next != null && next.row().number() <= covered.last()) {
        take(next);
        advance();
      }
      gone(covered.last() + 1);
      unfit.forEach(this::name);
    }

    private void take(Found found) {
      long number = found.row().number();
      if (number < expected) {
        sound = false;
        found(Kind.INSERTED, row(found) + ": there are two of this number");
      } else if (lost(number)) {
        notSealed(found);
      } else {
        gone(number);
        expected = number + 1;
        macs.add(found.mac());
        if (!authentic(found)) {
          sound = false;
          unfit.add(found);
        }
      }
    }

    /// A row whose number was sealed as lost. If its MAC fits, its commit took longer than anybody
    /// waited for it.
    private void notSealed(Found found) {
      if (!authentic(found)) {
        sound = false;
        found(Kind.INSERTED, row(found) + ": no row of this number was written");
      }
    }

    private void gone(long before) {
      while (expected < before) {
        var range = range(expected);
        if (range != null) {
          expected = range.last() + 1;
        } else {
          sound = false;
          found(Kind.DELETED, "row " + expected + ": sealed and gone");
          expected++;
        }
      }
    }

    private boolean lost(long number) {
      return range(number) != null;
    }

    private @Nullable NumberRange range(long number) {
      for (var range : covered.lost()) {
        if (range.holds(number)) {
          return range;
        }
      }
      return null;
    }

    private void name(Found found) {
      long written = unfit.size() <= MOVES_LOOKED_FOR ? writtenAs(found) : 0;
      if (written == 0) {
        found(Kind.EDITED, row(found) + ": its MAC does not fit");
      } else {
        found(Kind.MOVED, row(found) + ": was written as row " + written);
      }
    }

    private long writtenAs(Found found) {
      for (var other : unfit) {
        long number = other.row().number();
        var there = new AuditRow(found.row().node(), number, found.row().entry());
        if (authentic(new Found(there, found.mac()))) {
          return number;
        }
      }
      return 0;
    }
  }
}
