package dev.postern.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.crypto.Argon2Cost;
import dev.postern.crypto.PasswordHash;
import dev.postern.octets.SecretOctets;
import dev.postern.password.PasswordCheck.Overloaded;
import dev.postern.password.PasswordCheck.Verified;
import dev.postern.password.PasswordCheck.WrongPassword;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashPoolTest {
  private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
  private static final SecretOctets PASSWORD = SecretOctets.utf8("Gr\u00fc\u00dfe \u20ac");
  private static final SecretOctets WRONG = SecretOctets.utf8("wrong-horse");
  private static final PasswordHash SALTED =
      PasswordHash.of("{SSHA}Hax1wyn3gUsnIXdruUynvwm5Z2VzYWx0");

  private final AtomicLong nanos = new AtomicLong();
  private final Semaphore busy = new Semaphore(0);
  private HashPool pool = pool(Duration.ofSeconds(30));

  private HashPool pool(Duration longestWait) {
    var settings = new PasswordSettings(CHEAP, 1, 2, longestWait, false);
    return new HashPool(settings, new SecureRandom(), nanos::get);
  }

  @AfterEach
  void close() {
    busy.release(8);
    pool.close();
  }

  private static <T> Future<T> started(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }

  /// Keeps a thread of the pool, or a place in its queue, until the test is over.
  private void occupy() {
    Thread.ofVirtual()
        .start(() -> {
          var _ =
              pool.compute(() -> {
                busy.acquireUninterruptibly();
                return nanos;
              });
        });
  }

  private void occupyAll() {
    occupy();
    await().until(() -> pool.running() == 1);
    occupy();
    occupy();
    await().until(() -> pool.waiting() == 2);
  }

  @Test
  void aPasswordIsCheckedAgainstItsHash() {
    var hash = pool.hash(PASSWORD).orElseThrow();
    assertThat(pool.verify(PASSWORD, hash)).isEqualTo(new Verified());
    assertThat(pool.verify(WRONG, hash)).isEqualTo(new WrongPassword());
  }

  @Test
  void whenThreadsAndQueueAreFullTheNextIsToldAtOnce() {
    var hash = pool.hash(PASSWORD).orElseThrow();
    occupyAll();
    assertThat(pool.verify(PASSWORD, hash)).isEqualTo(new Overloaded());
    assertThat(pool.hash(PASSWORD)).isEmpty();
  }

  @Test
  void anUpgradeIsMadeOnlyWhileThePoolIsIdle() {
    assertThat(pool.hashIfIdle(PASSWORD))
        .hasValueSatisfying(
            hash -> assertThat(pool.verify(PASSWORD, hash)).isEqualTo(new Verified()));
    occupy();
    await().until(() -> pool.running() == 1);
    assertThat(pool.hashIfIdle(PASSWORD)).isEmpty();
  }

  /// An upgrade follows right behind the login's own hash, and behind the upgrade before it.
  @Test
  void whoHasTheOutcomeFindsThePoolIdle() {
    for (int i = 0; i < 2000; i++) {
      assertThat(pool.hashIfIdle(PASSWORD)).isPresent();
    }
  }

  @Test
  void aCheapHashNeedsNoThreadOfThePool() {
    occupyAll();
    assertThat(pool.verify(PASSWORD, SALTED)).isEqualTo(new Verified());
    assertThat(pool.verify(WRONG, SALTED)).isEqualTo(new WrongPassword());
  }

  @Test
  void whoWaitsTooLongGivesItsPlaceBack() {
    pool.close();
    pool = pool(Duration.ofMillis(50));
    var hash = PasswordHash.of("$2b$04$LcxLsb2xa.Ijn72qqPQTIO.9.JVhoroQv3vvqiaLVapGa4KWRczqS");
    occupy();
    await().until(() -> pool.running() == 1);
    assertThat(pool.verify(PASSWORD, hash)).isEqualTo(new Overloaded());
    assertThat(pool.waiting()).isZero();
  }

  @Test
  void theEstimateGrowsWithTheQueue() {
    var _ = pool.compute(() -> nanos.addAndGet(80_000_000));
    assertThat(pool.estimatedWait()).isEqualTo(Duration.ofMillis(80));
    occupyAll();
    assertThat(pool.estimatedWait()).isEqualTo(Duration.ofMillis(240));
  }

  @Test
  void closingTellsThoseWhoWait() throws Exception {
    var hash = pool.hash(PASSWORD).orElseThrow();
    occupy();
    await().until(() -> pool.running() == 1);
    var waiting = started(() -> pool.verify(PASSWORD, hash));
    await().until(() -> pool.waiting() == 1);
    pool.close();
    assertThat(waiting.get()).isEqualTo(new Overloaded());
    assertThat(pool.verify(PASSWORD, hash)).isEqualTo(new Overloaded());
  }

  @Test
  void settingsOutOfBoundsAreRefused() {
    var second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new PasswordSettings(CHEAP, 0, 1, second, false))
        .hasMessageContaining("threads");
    assertThatThrownBy(() -> new PasswordSettings(CHEAP, 1, 0, second, false))
        .hasMessageContaining("wait");
    assertThatThrownBy(() -> new PasswordSettings(CHEAP, 1, 1, Duration.ZERO, false))
        .hasMessageContaining("1 min");
    assertThat(PasswordSettings.usual(0).threads()).isEqualTo(1);
  }
}
