package dev.postern.audit;

import dev.postern.octets.Octets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The numbers of a node's rows: which is next, which are in flight between being written and being
/// committed, and which are settled and wait for their seal.
///
/// Rows are sealed in the order of their numbers and only up to the lowest number in flight. The
/// MACs of committed rows are kept here, so that sealing does not read what was just written; of a
/// stretch whose outcome is not known, or if more than `kept` rows wait, only the numbers are, and
/// the sealing asks the database which of them exist.
///
/// Any thread may call any method.
public final class AuditNumbers {
  /// Settled numbers in a row, and the rows that were committed under them; if those are not
  /// `known`, the database must be asked.
  public record Stretch(long first, long last, boolean known, List<Row> rows) {
    public Stretch {
      rows = List.copyOf(rows);
    }
  }

  /// What the sealing needs of a row.
  public record Row(long number, Instant at, Octets mac) {}

  /// Numbers given to one transaction.
  public final class Taken {
    private final long first;
    private final long last;
    private List<Row> rows = List.of();
    private boolean known;
    private boolean settled;

    private Taken(long first, long last) {
      this.first = first;
      this.last = last;
    }

    public long first() {
      return first;
    }

    /// These rows, in the order of their numbers, were committed, and no others will be under these
    /// numbers.
    public void committed(List<Row> written) {
      settle(this, written, true);
    }

    /// Says that the transaction is over. Unless [#committed] was called before, nobody knows
    /// whether the rows are there: an error while committing does not tell.
    public void over() {
      settle(this, List.of(), false);
    }
  }

  private final int kept;
  private final Deque<Taken> taken = new ArrayDeque<>();
  private long next;
  private long waiting;

  /// Goes on after the last number that bears a seal, `sealed`, and the last that is known to be
  /// written; the numbers between the two are what an earlier life of this node left unsealed.
  public AuditNumbers(long sealed, long written, int kept) {
    this.kept = kept;
    next = Math.max(sealed, written) + 1;
    if (written > sealed) {
      var left = new Taken(sealed + 1, written);
      left.settled = true;
      taken.add(left);
    }
  }

  public synchronized Taken take(int count) {
    var numbers = new Taken(next, next + count - 1);
    next += count;
    taken.add(numbers);
    return numbers;
  }

  private synchronized void settle(Taken numbers, List<Row> written, boolean known) {
    if (numbers.settled) {
      return;
    }
    numbers.settled = true;
    numbers.known = known;
    numbers.rows = List.copyOf(written);
    waiting += written.size();
    if (waiting > kept) {
      forgetRows();
    }
  }

  private void forgetRows() {
    long first = 0;
    long last = 0;
    while (!taken.isEmpty() && taken.peek().settled) {
      var oldest = taken.remove();
      first = first == 0 ? oldest.first : first;
      last = oldest.last;
      waiting -= oldest.rows.size();
    }
    if (first != 0) {
      var merged = new Taken(first, last);
      merged.settled = true;
      taken.addFirst(merged);
    }
  }

  /// What may be sealed now, in order, the last number being no more than `most` numbers away.
  public synchronized List<Stretch> settled(int most) {
    var stretches = new ArrayList<Stretch>();
    for (var numbers : taken) {
      if (!numbers.settled) {
        break;
      }
      long room = most - (stretches.isEmpty() ? 0 : numbers.first - stretches.getFirst().first());
      if (room <= 0) {
        break;
      }
      long last = Math.min(numbers.last, numbers.first + room - 1);
      var rows = numbers.rows.subList(0, upTo(last, numbers.rows));
      stretches.add(new Stretch(numbers.first, last, numbers.known, rows));
    }
    return stretches;
  }

  /// Forgets the numbers up to `last`, which bear a seal now.
  public synchronized void sealed(long last) {
    while (!taken.isEmpty() && taken.peek().first <= last) {
      var oldest = taken.remove();
      waiting -= oldest.rows.size();
      if (oldest.last > last) {
        var rest = new Taken(last + 1, oldest.last);
        rest.settled = true;
        rest.known = oldest.known;
        rest.rows = oldest.rows.subList(upTo(last, oldest.rows), oldest.rows.size());
        waiting += rest.rows.size();
        taken.addFirst(rest);
      }
    }
  }

  /// How many of the rows have a number up to `last`.
  private static int upTo(long last, List<Row> rows) {
    int low = 0;
    int high = rows.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.get(middle).number <= last) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
