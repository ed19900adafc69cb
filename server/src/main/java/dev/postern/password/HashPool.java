package dev.postern.password;

import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.PasswordHashes;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Computes password hashes on a few platform threads of its own, with a bounded queue before them.
/// A hash takes tens of milliseconds of a core: on the threads that answer requests, a handful of
/// logins would keep everybody's codes waiting. The bound on threads is also the bound on Argon2's
/// memory.
///
/// The calling thread, a virtual one, waits for the outcome. Hashes that cost nothing worth waiting
/// for are checked on it.
public final class HashPool implements AutoCloseable {
  private static final int WARM_UP_ROUNDS = 4;

  private final PasswordHashes hashes;
  private final PasswordSettings settings;
  private final LongSupplier nanoTime;
  private final ArrayBlockingQueue<Runnable> queue;
  private final ThreadPoolExecutor threads;
  private final Semaphore fresh;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong meanNanos = new AtomicLong();

  /// @param nanoTime a clock that only its differences are read of, such as `System::nanoTime`
  public HashPool(PasswordSettings settings, SecureRandom random, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    hashes = new PasswordHashes(settings.cost(), random, settings.threads());
    queue = new ArrayBlockingQueue<>(settings.waiting());
    threads =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            0,
            TimeUnit.SECONDS,
            queue,
            Thread.ofPlatform().daemon().name("password-hash-", 0).factory());
    fresh = new Semaphore(settings.threads(), true);
  }

  /// Computes some hashes for nothing, so that the first login does not pay for the compiler's work
  /// and the first estimate is a measured one. Takes about a second.
  public void warmUp() {
    var password = SecretOctets.utf8("warm-up");
    for (int i = 0; i < WARM_UP_ROUNDS * settings.threads(); i++) {
      var _ = compute(() -> hashes.hash(password));
    }
  }

  /// Whether the password is the one that was hashed.
  public PasswordCheck verify(SecretOctets password, PasswordHash hash) {
    if (!PasswordHashes.costly(hash)) {
      return check(hashes.verify(password, hash));
    }
    return compute(() -> hashes.verify(password, hash))
        .map(HashPool::check)
        .orElseGet(PasswordCheck.Overloaded::new);
  }

  private static PasswordCheck check(boolean verified) {
    return verified ? new PasswordCheck.Verified() : new PasswordCheck.WrongPassword();
  }

  /// A fresh hash of our own kind; empty if this node is overloaded. At most as many as there are
  /// threads are asked for at once, others wait their turn outside the queue: a large import does
  /// not crowd out logins.
  public Optional<PasswordHash> hash(SecretOctets password) {
    fresh.acquireUninterruptibly();
    try {
      return compute(() -> hashes.hash(password));
    } finally {
      fresh.release();
    }
  }

  /// A fresh hash of our own kind, if the pool has nothing else to do: whoever comes meanwhile
  /// waits for one hash at most, and only where the pool has a single thread.
  Optional<PasswordHash> hashIfIdle(SecretOctets password) {
    return running() == 0 && waiting() == 0
        ? compute(() -> hashes.hash(password))
        : Optional.empty();
  }

  /// Whether a good login should be taken as the chance to store a hash of our own instead.
  boolean upgradeWanted(PasswordHash hash) {
    return settings.upgrade() && hashes.upgradeWanted(hash);
  }

  /// Runs `work` on a thread of the pool and waits for it; empty if it found no place or took too
  /// long.
  <T> Optional<T> compute(Supplier<T> work) {
    var task = new FutureTask<>(() -> measured(work));
    try {
      threads.execute(task);
      return Optional.of(task.get(settings.longestWait().toNanos(), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException | CancellationException _) {
      return Optional.empty();
    } catch (TimeoutException _) {
      return abandoned(task);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return abandoned(task);
    } catch (ExecutionException e) {
      throw new AssertionError("hashing failed", e.getCause());
    }
  }

  private <T> Optional<T> abandoned(FutureTask<T> task) {
    task.cancel(false);
    threads.remove(task);
    return Optional.empty();
  }

  private <T> T measured(Supplier<T> work) {
    running.incrementAndGet();
    try {
      long start = nanoTime.getAsLong();
      T result = work.get();
      long taken = nanoTime.getAsLong() - start;
      meanNanos.updateAndGet(mean -> mean == 0 ? taken : mean + (taken - mean) / 8);
      return result;
    } finally {
      running.decrementAndGet();
    }
  }

  /// How many wait for a thread.
  public int waiting() {
    return queue.size();
  }

  /// How many are being computed. Who has been told the outcome finds it counted no more; the
  /// executor's own count goes down a moment after that.
  public int running() {
    return running.get();
  }

  /// How long a password that is asked about now would wait for its answer, the hashing included.
  public Duration estimatedWait() {
    long ahead = queue.size() / settings.threads();
    return Duration.ofNanos(meanNanos.get() * (ahead + 1));
  }

  /// Ends the threads; whoever still waits is told that this node is overloaded.
  @Override
  public void close() {
    for (Runnable task : threads.shutdownNow()) {
      if (task instanceof FutureTask<?> waiting) {
        waiting.cancel(false);
      }
    }
  }
}
