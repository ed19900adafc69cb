package dev.postern.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/// Groups the database work of many requests into few statements.
///
/// A runner takes whatever waits, up to a bound, and does it in one go; what arrives meanwhile is
/// the next group. So a request that comes alone waits for nobody, and the more there are, the less
/// each costs. Two items with the same key are never in one group. If a group fails it is tried
/// again one by one, so that a bad item fails alone; an item whose patience has ended is not tried
/// at all.
final class Grouping<I, O> implements AutoCloseable {
  /// Does the work of a group: one outcome an item, in the same order. After `patience` nobody
  /// waits for it any more, so it must not wait longer for an answer: others wait behind it.
  @FunctionalInterface
  interface Work<I, O> {
    List<O> run(List<I> items, Duration patience);
  }

  /// - `runners`: groups in work at once, each with a connection
  /// - `largest`: items in a group
  /// - `queue`: items that may wait
  record Bounds(int runners, int largest, int queue) {}

  /// An item and who waits for it; no two are equal.
  private static final class Waiting<I, O> {
    final I item;
    final long givenUpAt;
    final CompletableFuture<O> outcome = new CompletableFuture<>();

    Waiting(I item, long givenUpAt) {
      this.item = item;
      this.givenUpAt = givenUpAt;
    }
  }

  /// How much later than its time an item may be given up.
  private static final Duration TICK = Duration.ofMillis(20);

  private final String name;
  private final Work<I, O> work;
  private final Function<I, Object> key;
  private final Bounds bounds;
  private final BlockingQueue<Waiting<I, O>> queue;
  private final Set<Waiting<I, O>> waiting = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  Grouping(String name, Bounds bounds, Function<I, Object> key, Work<I, O> work) {
    this.name = name;
    this.work = work;
    this.key = key;
    this.bounds = bounds;
    this.queue = new ArrayBlockingQueue<>(bounds.queue());
    for (int i = 0; i < bounds.runners(); i++) {
      threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::runForever));
    }
    threads.add(Thread.ofPlatform().daemon().name(name + "-late").start(this::giveUpForever));
  }

  /// Does one item's work among others'; throws [StoreUnavailable] when that can't be had in time.
  /// A timer for each item would cost more than the waiting, so one thread looks for all that are
  /// late.
  O run(I item, Duration patience) {
    if (closed || !patience.isPositive()) {
      throw new StoreUnavailable(name + ": no time left");
    }
    var mine = new Waiting<I, O>(item, System.nanoTime() + patience.toNanos());
    waiting.add(mine);
    try {
      return outcome(mine);
    } finally {
      waiting.remove(mine);
    }
  }

  private O outcome(Waiting<I, O> mine) {
    if (!queue.offer(mine)) {
      throw new StoreUnavailable(name + ": " + bounds.queue() + " wait already");
    }
    try {
      return mine.outcome.get();
    } catch (CancellationException _) {
      throw new StoreUnavailable(name + ": no answer in time");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(name + ": interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(name, e.getCause());
    }
  }

  private void giveUpForever() {
    try {
      while (!closed) {
        Thread.sleep(TICK);
        waiting.forEach(Grouping::worthTrying);
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  int waiting() {
    return queue.size();
  }

  private void runForever() {
    var postponed = new ArrayList<Waiting<I, O>>();
    try {
      while (!closed) {
        runGroup(next(postponed));
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  /// Those postponed from the group before, then one that is waited for if there were none, then
  /// whatever else waits.
  private List<Waiting<I, O>> next(List<Waiting<I, O>> postponed) throws InterruptedException {
    var candidates = new ArrayList<>(postponed);
    postponed.clear();
    if (candidates.isEmpty()) {
      candidates.add(queue.take());
    }
    queue.drainTo(candidates, bounds.largest() - Math.min(bounds.largest(), candidates.size()));
    var keys = new HashSet<Object>();
    var group = new ArrayList<Waiting<I, O>>(candidates.size());
    candidates.removeIf(waiting -> !worthTrying(waiting));
    for (var waiting : candidates) {
      (keys.add(key.apply(waiting.item)) ? group : postponed).add(waiting);
    }
    return group;
  }

  private void runGroup(List<Waiting<I, O>> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      complete(group);
    } catch (RuntimeException | Error failure) {
      if (group.size() == 1) {
        group.getFirst().outcome.completeExceptionally(failure);
      } else {
        group.stream().filter(Grouping::worthTrying).forEach(one -> runGroup(List.of(one)));
      }
    }
  }

  /// Cancels what nobody waits for any more.
  private static boolean worthTrying(Waiting<?, ?> waiting) {
    boolean worth = waiting.givenUpAt - System.nanoTime() > 0;
    if (!worth) {
      waiting.outcome.cancel(false);
    }
    return worth;
  }

  private void complete(List<Waiting<I, O>> group) {
    long now = System.nanoTime();
    long patience = group.stream().mapToLong(one -> one.givenUpAt - now).max().orElse(0);
    var items = group.stream().map(one -> one.item).toList();
    List<O> outcomes = work.run(items, Duration.ofNanos(patience));
    for (int i = 0; i < group.size(); i++) {
      group.get(i).outcome.complete(outcomes.get(i));
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
