package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.store.Grouping.Bounds;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BAD = 13;

  private final ConcurrentLinkedQueue<List<Integer>> groups = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Duration> patiences = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Integer> outcomes = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Integer> refused = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);
  private Grouping<Integer, Integer> grouping = grouping(new Bounds(1, 8, 64));

  /// Items of the same last digit have the same key.
  private Grouping<Integer, Integer> grouping(Bounds bounds) {
    return new Grouping<>("test", bounds, item -> item % 10, this::work);
  }

  /// The first group waits until the test lets it go on, so that others can gather behind it.
  private List<Integer> work(List<Integer> items, Duration patience) {
    patiences.add(patience);
    begun.countDown();
    try {
      open.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    groups.add(items);
    if (items.contains(BAD)) {
      throw new IllegalStateException("a bad item");
    }
    return items.stream().map(item -> -item).toList();
  }

  @AfterEach
  void close() {
    open.countDown();
    grouping.close();
  }

  private void runBehindAnother(List<Integer> items) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> run(100));
      begun.await();
      items.forEach(item -> threads.execute(() -> run(item)));
      while (grouping.waiting() < items.size()) {
        Thread.onSpinWait();
      }
      open.countDown();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run(int item) {
    try {
      outcomes.add(grouping.run(item, PATIENCE));
    } catch (IllegalStateException _) {
      refused.add(item);
    }
  }

  @Test
  void anItemThatComesAloneWaitsForNobody() {
    open.countDown();
    assertThat(grouping.run(1, PATIENCE)).isEqualTo(-1);
    assertThat(groups).containsExactly(List.of(1));
  }

  @Test
  void whatGathersIsDoneInOneGo() {
    runBehindAnother(List.of(1, 2, 3, 4, 5));
    assertThat(groups).hasSize(2);
    assertThat(outcomes).containsExactlyInAnyOrder(-100, -1, -2, -3, -4, -5);
  }

  @Test
  void aGroupHasABound() {
    runBehindAnother(IntStream.range(1, 10).boxed().toList());
    assertThat(groups).allMatch(group -> group.size() <= 8).hasSize(3);
    assertThat(outcomes).hasSize(10);
  }

  @Test
  void twoItemsOfTheSameKeyAreNeverInOneGroup() {
    runBehindAnother(List.of(1, 11, 21, 2, 12, 3));
    assertThat(groups)
        .allMatch(group ->
            new HashSet<>(group.stream().map(item -> item % 10).toList()).size() == group.size());
    assertThat(outcomes).containsExactlyInAnyOrder(-100, -1, -11, -21, -2, -12, -3);
  }

  @Test
  void ofAFailedGroupEachIsTriedAloneAndTheBadOneFailsAlone() {
    runBehindAnother(List.of(1, 2, BAD, 4));
    assertThat(outcomes).containsExactlyInAnyOrder(-100, -1, -2, -4);
    assertThat(refused).containsExactly(BAD);
  }

  @Test
  void patienceEnds() {
    assertThatThrownBy(() -> grouping.run(1, Duration.ofMillis(1)))
        .isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> grouping.run(1, Duration.ZERO)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  void theWorkIsToldHowLongAnybodyWaitsForIt() {
    open.countDown();
    grouping.run(1, PATIENCE);
    assertThat(patiences.element()).isPositive().isLessThanOrEqualTo(PATIENCE);
  }

  @Test
  void theQueueHasABound() {
    grouping.close();
    grouping = grouping(new Bounds(1, 8, 1));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.execute(() -> run(100));
      begun.await();
      threads.execute(() -> run(1));
      while (grouping.waiting() < 1) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> grouping.run(2, PATIENCE)).isInstanceOf(StoreUnavailable.class);
      open.countDown();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(outcomes).containsExactlyInAnyOrder(-100, -1);
  }

  @Test
  void afterTheEndNothingIsTaken() {
    grouping.close();
    assertThatThrownBy(() -> grouping.run(1, PATIENCE)).isInstanceOf(StoreUnavailable.class);
  }
}
