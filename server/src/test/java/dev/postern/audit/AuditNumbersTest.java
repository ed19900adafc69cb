package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditNumbers.Stretch;
import dev.postern.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditNumbersTest {
  private final AuditNumbers numbers = new AuditNumbers(0, 0, 5);

  @Test
  void numbersBeginAtOneAndAreGivenOutOnce() {
    assertThat(numbers.take(2).first()).isEqualTo(1);
    assertThat(numbers.take(1).first()).isEqualTo(3);
  }

  @Test
  void nothingBeyondTheLowestNumberInFlightMayBeSealed() {
    var slow = numbers.take(1);
    var fast = numbers.take(1);
    fast.committed(rows(2, 1));
    assertThat(numbers.settled(100)).isEmpty();
    slow.committed(rows(1, 1));
    assertThat(numbers.settled(100))
        .containsExactly(new Stretch(1, 1, true, rows(1, 1)), new Stretch(2, 2, true, rows(2, 1)));
  }

  @Test
  void aTransactionThatEndedWithoutACommitLeavesAQuestionForTheDatabase() {
    var failed = numbers.take(3);
    failed.over();
    assertThat(numbers.settled(100)).containsExactly(new Stretch(1, 3, false, List.of()));
  }

  @Test
  void closingAfterTheCommitChangesNothing() {
    var taken = numbers.take(1);
    taken.committed(rows(1, 1));
    taken.over();
    assertThat(numbers.settled(100)).containsExactly(new Stretch(1, 1, true, rows(1, 1)));
  }

  @Test
  void numbersWhoseRowsWereNotWrittenAreKnownToBeMissing() {
    var taken = numbers.take(4);
    taken.committed(List.of(row(2), row(4)));
    assertThat(numbers.settled(3)).containsExactly(new Stretch(1, 3, true, List.of(row(2))));
    numbers.sealed(3);
    assertThat(numbers.settled(3)).containsExactly(new Stretch(4, 4, true, List.of(row(4))));
  }

  @Test
  void sealedNumbersAreForgottenAndTheRestOfAStretchStays() {
    numbers.take(3).committed(rows(1, 3));
    assertThat(numbers.settled(2)).containsExactly(new Stretch(1, 2, true, rows(1, 2)));
    numbers.sealed(2);
    assertThat(numbers.settled(2)).containsExactly(new Stretch(3, 3, true, rows(3, 1)));
    numbers.sealed(3);
    assertThat(numbers.settled(2)).isEmpty();
  }

  @Test
  void moreRowsThanAreKeptBecomeOneStretchThatTheDatabaseIsAskedFor() {
    numbers.take(4).committed(rows(1, 4));
    var inFlight = numbers.take(1);
    numbers.take(2).committed(rows(6, 2));
    assertThat(numbers.settled(100)).containsExactly(new Stretch(1, 4, false, List.of()));
    inFlight.committed(rows(5, 1));
    assertThat(numbers.settled(100))
        .containsExactly(
            new Stretch(1, 4, false, List.of()),
            new Stretch(5, 5, true, rows(5, 1)),
            new Stretch(6, 7, true, rows(6, 2)));
  }

  @Test
  void whatAnEarlierLifeLeftUnsealedComesFirst() {
    var after = new AuditNumbers(7, 9, 5);
    assertThat(after.take(1).first()).isEqualTo(10);
    assertThat(after.settled(100)).containsExactly(new Stretch(8, 9, false, List.of()));
  }

  private static List<AuditNumbers.Row> rows(int first, int count) {
    return IntStream.range(first, first + count).mapToObj(AuditNumbersTest::row).toList();
  }

  private static AuditNumbers.Row row(int number) {
    return new AuditNumbers.Row(number, Instant.EPOCH, Octets.empty());
  }
}
