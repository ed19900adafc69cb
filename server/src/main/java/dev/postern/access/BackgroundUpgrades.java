package dev.postern.access;

import dev.postern.actor.Actor;
import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import dev.postern.password.LocalPasswords;
import dev.postern.password.Recoverables;
import dev.postern.user.RecoverableSecret;
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

/// Upgrades password hashes, one after the other, while the pool of hashes has nothing else to do,
/// and makes what is to be kept beside a hash. What finds no place, or the pool at work, is
/// dropped: the next login tries again.
///
/// A code that is asked for comes with a later request than the password. So what is stored is made
/// when the password is known, held here, and stored when the login is complete, if that ends on
/// this node and in time. The password itself is held no longer than it waits to be hashed.
public final class BackgroundUpgrades implements PasswordUpgrades, AutoCloseable {
  static final int MOST_KEPT = 1024;
  static final Duration KEPT_FOR = Duration.ofMinutes(10);
  private static final int MOST_WAITING = 64;

  /// An upgrade on its way; `made` is absent until it is.
  private record Begun(
      PasswordHash verified, @Nullable Made made, boolean complete, long sinceNanos) {}

  /// What is to be stored; what is absent needs no change, or could not be made.
  private record Made(
      @Nullable PasswordHash fresh, RecoverableSecret.@Nullable AtRest recoverable) {}

  private final LocalPasswords passwords;
  private final Recoverables recoverables;
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
      LocalPasswords passwords,
      Recoverables recoverables,
      Users users,
      Actor actor,
      LongSupplier nanos) {
    this.passwords = passwords;
    this.recoverables = recoverables;
    this.users = users;
    this.actor = actor;
    this.nanos = nanos;
  }

  @Override
  public void passwordRight(LoginSubject subject, SecretOctets password) {
    PasswordHash verified = subject.passwordHash();
    if (verified == null) {
      return;
    }
    boolean upgrade = passwords.upgradeWanted(verified);
    if ((upgrade || subject.wantsRecoverable()) && begin(subject.user().id(), verified)) {
      run(subject.user().id(), () -> make(subject, verified, upgrade, password));
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

  private void make(
      LoginSubject subject, PasswordHash verified, boolean upgrade, SecretOctets password) {
    UserId user = subject.user().id();
    var fresh = upgrade ? passwords.upgraded(password).orElse(null) : null;
    var recoverable =
        subject.wantsRecoverable()
            ? recoverables.of(user, subject.user().recoverable(), password)
            : null;
    var made = new Made(fresh, recoverable);
    if (fresh == null && recoverable == null) {
      drop(user);
    } else if (completeWith(user, verified, made)) {
      store(user, verified, made);
    }
  }

  /// Whether the login was complete before this was made; else it is held for when it is.
  private synchronized boolean completeWith(UserId user, PasswordHash verified, Made made) {
    var before = begun.get(user);
    if (before == null || !before.verified.equals(verified)) {
      return false;
    }
    if (before.complete) {
      begun.remove(user);
      return true;
    }
    begun.put(user, new Begun(verified, made, false, before.sinceNanos));
    return false;
  }

  @Override
  public void loginComplete(UserId user) {
    var ready = completed(user);
    if (ready != null && ready.made != null) {
      Made made = ready.made;
      run(user, () -> store(user, ready.verified, made));
    }
  }

  private synchronized @Nullable Begun completed(UserId user) {
    forgetOld();
    var before = begun.get(user);
    if (before == null) {
      return null;
    }
    if (before.made == null) {
      begun.put(user, new Begun(before.verified, null, true, before.sinceNanos));
    } else {
      begun.remove(user);
    }
    return before;
  }

  private void store(UserId user, PasswordHash verified, Made made) {
    boolean all = true;
    if (made.recoverable != null) {
      all = users.keep(user, verified, made.recoverable, actor);
    }
    if (made.fresh != null) {
      all &= users.upgradePassword(user, verified, made.fresh, actor);
    }
    (all ? stored : dropped).increment();
  }

  /// How many passwords are kept better now.
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
