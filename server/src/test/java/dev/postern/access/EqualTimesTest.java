package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.SessionClass;
import dev.postern.audit.AuditEntry;
import dev.postern.crypto.PasswordHash;
import dev.postern.eap.EapConversations;
import dev.postern.eap.EapSettings;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.password.PasswordCheck;
import dev.postern.password.Passwords;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import dev.postern.testing.InMemoryLoginWorld;
import dev.postern.testing.LoginStage;
import dev.postern.testing.LoginWorld;
import dev.postern.testing.TestParts;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenState;
import dev.postern.transport.GateClock;
import dev.postern.transport.GateMeter;
import dev.postern.transport.Received;
import dev.postern.transport.RequestGate;
import dev.postern.transport.TransportSettings;
import dev.postern.transport.Workers;
import dev.postern.user.UserId;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The time of a Reject by a clock on which only work takes time: a trip to the store 5 ms, a hash
/// 80 ms and the wait before it. Real times are measured by the benchmarks.
@DisplayName("S1: a Reject leaves at the same moment whatever the reason, for the same work")
class EqualTimesTest {
  private static final Duration TRIP = Duration.ofMillis(5);
  private static final Duration HASH = Duration.ofMillis(80);
  private static final Duration FLOOR = LimitSettings.DEFAULT.rejectFloor();
  private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.100", 1812);
  private static final InetSocketAddress THERE = new InetSocketAddress("203.0.113.1", 4000);

  private final SecureRandom random = new SecureRandom();
  private final InMemoryLoginWorld world = new InMemoryLoginWorld();
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> trips = new ArrayList<>();
  private final Workers workers = new Workers(16);
  private Duration queue = Duration.ZERO;
  private int hashes;
  private final RequestGate gate = gate();

  @BeforeEach
  void people() {
    world.gateway("vpn-1", true);
    var jdoe = world.user("jdoe", "correct-horse");
    world.token(jdoe, "T1", TokenKind.TOTP, 6, TokenState.ACTIVE);
    world.user("bare", "correct-horse");
    world.enable(world.user("gone", "correct-horse"), false);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void takes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /// The world's logins, which take time.
  private final class TimedLogins implements Logins {
    @Override
    public Optional<LoginSubject> find(UserId user, Duration patience) {
      takes(TRIP);
      trips.add("find");
      return world.logins().find(user, patience);
    }

    @Override
    public Verdict settle(Attempt attempt, Duration patience) {
      takes(TRIP);
      trips.add("settle");
      return world.logins().settle(attempt, patience);
    }

    @Override
    public void note(AuditEntry entry, Duration patience) {
      takes(TRIP);
      trips.add("note");
      world.logins().note(entry, patience);
    }
  }

  /// One password is right; each check takes its time, after those in the queue.
  private final class TimedPasswords implements Passwords {
    @Override
    public PasswordCheck verify(SecretOctets password, @Nullable PasswordHash stored) {
      takes(queue.plus(HASH));
      hashes++;
      return password.equals(SecretOctets.utf8("correct-horse"))
          ? new PasswordCheck.Verified()
          : new PasswordCheck.WrongPassword();
    }

    @Override
    public Duration expectedWait() {
      return queue;
    }
  }

  private RequestGate gate() {
    var handler =
        new AccessHandler(
            new AccessFlow(parts()),
            LoginStage.REPLIES,
            new RequestIds(random),
            new EapConversations(EapSettings.DEFAULT, Optional.empty(), System::nanoTime, random),
            new SessionClass(LoginWorld.RING),
            () -> true,
            LoginMeter.NONE);
    return new RequestGate(
        _ -> Optional.of(gateway()),
        handler::answer,
        workers,
        TransportSettings.DEFAULT,
        new GateClock(world.clock(), nanos::get),
        () -> true,
        GateMeter.NONE);
  }

  private AccessParts parts() {
    return TestParts.of(new TimedLogins(), new TimedPasswords(), world.clock(), nanos::get, random);
  }

  private static Gateway gateway() {
    var secret = new SharedSecret(SecretOctets.utf8("the secret of gateway vpn-1"));
    return new Gateway(
        "vpn-1", secret, null, Instant.EPOCH, true, false, GatewayPolicy.DEFAULT, List.of());
  }

  /// How long after its arrival the Reject of this login leaves.
  private Duration rejected(String name, String typed) {
    var authenticator = new byte[16];
    random.nextBytes(authenticator);
    var proof = Octets.copyOf(authenticator);
    var hidden = UserPassword.hide(SecretOctets.utf8(typed), proof, gateway().secret());
    var request =
        new Packet(
            PacketCode.ACCESS_REQUEST,
            1,
            proof,
            List.of(
                Attribute.text(AttributeNumber.USER_NAME, name),
                new Attribute(AttributeNumber.USER_PASSWORD, hidden)));
    long arrived = nanos.get();
    var sent = new AtomicLong(-1);
    var replies = new ArrayList<Octets>();
    var way =
        new Received.WayBack() {
          @Override
          public void send(Octets reply) {
            replies.add(reply);
            sent.compareAndSet(-1, nanos.get());
          }

          @Override
          public void later(Duration delay, Runnable action) {
            sent.set(nanos.get() + delay.toNanos());
            action.run();
          }
        };
    var octets = PacketCodec.encodeRequest(request, gateway().secret());
    gate.receive(new Received(octets, THERE, HERE, arrived, way));
    try {
      assertThat(workers.drain(Duration.ofSeconds(30))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(replies).hasSize(1);
    assertThat(replies.getFirst().toArray()[0]).isEqualTo((byte) PacketCode.ACCESS_REJECT);
    return Duration.ofNanos(sent.get() - arrived);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, correct-horse000042, 0",
    "jdoe, wrong-horse, 1",
    "jdoe, wrong-horse000042, 1",
    "jdoe, correct-horse000042, 1",
    "bare, correct-horse, 1",
    "gone, correct-horse, 1"
  })
  void everyRejectTakesTwoTripsAndLeavesAtTheFloor(String name, String typed, int checks) {
    assertThat(rejected(name, typed)).isEqualTo(FLOOR);
    assertThat(trips).containsExactly("find", "settle");
    assertThat(hashes).isEqualTo(checks);
  }

  @Test
  void aNameThatIsNoneLeavesAtTheFloorToo() {
    assertThat(rejected("no name", "correct-horse")).isEqualTo(FLOOR);
    assertThat(trips).containsExactly("note");
  }

  @Test
  void whatMeetsADelayLeavesAtTheFloorToo() {
    for (int i = 0; i < 7; i++) {
      assertThat(rejected("jdoe", "wrong-horse" + i)).isEqualTo(FLOOR);
    }
  }

  /// Unknown users, whose passwords are not hashed, wait as long as those who queue for a hash.
  @ParameterizedTest
  @ValueSource(ints = {100, 500, 1500})
  void theFloorRisesWithTheQueueOfHashes(int millis) {
    queue = Duration.ofMillis(millis);
    assertThat(rejected("nobody", "correct-horse")).isEqualTo(FLOOR.plus(queue));
    assertThat(rejected("jdoe", "wrong-horse")).isEqualTo(FLOOR.plus(queue));
    assertThat(rejected("jdoe", "correct-horse000042")).isEqualTo(FLOOR.plus(queue));
  }
}
