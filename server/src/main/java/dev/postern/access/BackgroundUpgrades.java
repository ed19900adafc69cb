package dev.postern.access;

import dev.postern.actor.Actor;
import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import dev.postern.password.LocalPasswords;
import dev.postern.user.UserId;
import dev.postern.user.Users;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Upgrades password hashes, one after the other, while the pool of hashes has nothing else to do.
/// What finds no place, or the pool at work, is dropped: the next login tries again.
///
/// A code that is asked for comes with a later request than the password. So the new hash is made
/// when the password is known, kept here, and stored when the login is complete, if that ends on
/// this node and in time. The password itself is kept no longer than it waits to be hashed.
public final class BackgroundUpgrades implements PasswordUpgrades, AutoCloseable {
  static final int MOST_KEPT = 1024;
  static final Duration KEPT_FOR = Duration.ofMinutes(10);
  private static final int MOST_WAITING = 64;

  /// An upgrade on its way; `fresh` is absent until it is made.
  private record Begun(
      PasswordHash verified, @Nullable PasswordHash fresh, boolean complete, long sinceNanos) {}

  private final LocalPasswords passwords;
  private final Users users;
  private final Actor actor;
  private final LongSupplier nanos;
  private final SequencedMap<UserId, Begun> begun = new LinkedHashMap<>();
  private final LongAdder stored = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("password-upgrade").factory());

  /// @param actor in whose name a hash is stored: this node
  /// @param nanos [System#nanoTime]'s clock
  public BackgroundUpgrades(
      LocalPasswords passwords, Users users, Actor actor, LongSupplier nanos) {
    this.passwords = passwords;
    this.users = users;
    this.actor = actor;
    this.nanos = nanos;
  }

  @Override
  public void passwordRight(UserId user, PasswordHash verified, SecretOctets password) {
    if (passwords.upgradeWanted(verified) && begin(user, verified)) {
      run(user, () -> hash(user, verified, password));
    }
  }

  /// False if it is on its way already, or too many are.
  private synchronized boolean begin(UserId user, PasswordHash verified) {
    forgetOld();
    var before = begun.get(user);
    if (before != null && before.verified.equals(verified)) {
      return false;
    }
    if (before == null && begun.size() >= MOST_KEPT) {
      dropped.increment();
      return false;
    }
    begun.remove(user);
    begun.put(user, new Begun(verified, null, false, nanos.getAsLong()));
    return true;
  }

  private void forgetOld() {
    long now = nanos.getAsLong();
    Iterator<Begun> eldestFirst = begun.values().iterator();
    while (eldestFirst.hasNext() && now - eldestFirst.next().sinceNanos > KEPT_FOR.toNanos()) {
      eldestFirst.remove();
    }
  }

  private void run(UserId user, Runnable work) {
    try {
      thread.execute(() -> {
        try {
          work.run();
        } catch (RuntimeException _) { // the store is away, which its watch tells
          drop(user);
        }
      });
    } catch (RejectedExecutionException _) {
      drop(user);
    }
  }

  private synchronized void drop(UserId user) {
    begun.remove(user);
    dropped.increment();
  }

  private void hash(UserId user, PasswordHash verified, SecretOctets password) {
    var fresh = passwords.upgraded(password);
    if (fresh.isEmpty()) {
      drop(user);
    } else if (completeWith(user, verified, fresh.get())) {
      store(user, verified, fresh.get());
    }
  }

  /// Whether the login was complete before the hash was; else the hash is kept for when it is.
  private synchronized boolean completeWith(
      UserId user, PasswordHash verified, PasswordHash fresh) {
    var before = begun.get(user);
    if (before == null || !before.verified.equals(verified)) {
      return false;
    }
    if (before.complete) {
      begun.remove(user);
      return true;
    }
    begun.put(user, new Begun(verified, fresh, false, before.sinceNanos));
    return false;
  }

  @Override
  public void loginComplete(UserId user) {
    var ready = completed(user);
    if (ready != null && ready.fresh != null) {
      PasswordHash fresh = ready.fresh;
      run(user, () -> store(user, ready.verified, fresh));
    }
  }

  private synchronized @Nullable Begun completed(UserId user) {
    forgetOld();
    var before = begun.get(user);
    if (before == null) {
      return null;
    }
    if (before.fresh == null) {
      begun.put(user, new Begun(before.verified, null, true, before.sinceNanos));
    } else {
      begun.remove(user);
    }
    return before;
  }

  private void store(UserId user, PasswordHash verified, PasswordHash fresh) {
    if (users.upgradePassword(user, verified, fresh, actor)) {
      stored.increment();
    } else {
      dropped.increment();
    }
  }

  /// How many hashes were replaced.
  public long stored() {
    return stored.sum();
  }

  /// How many were not, for want of a place, of an idle pool or of the database, or because the
  /// password was changed meanwhile.
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
