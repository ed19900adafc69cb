package dev.postern.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.transport.Sighting.Answered;
import dev.postern.transport.Sighting.First;
import dev.postern.transport.Sighting.InProgress;
import dev.postern.transport.Sighting.Shed;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// RFC 5080, section 2.2.2, requirement by requirement.
class DuplicatesTest {
  private static final Octets REPLY = Octets.hex("0207");
  private static final Octets ONE = Octets.hex("01".repeat(16));
  private static final Octets OTHER = Octets.hex("02".repeat(16));
  private static final InetSocketAddress LOCAL = new InetSocketAddress("192.0.2.1", 1812);
  private static final InetSocketAddress SOURCE = new InetSocketAddress("203.0.113.9", 4000);

  private long nanos = Long.MAX_VALUE - 5; // the clock of nanoseconds may turn over
  private final Duplicates duplicates = new Duplicates(() -> nanos, Duration.ofSeconds(20), 2);

  private static Duplicates.Key key(int identifier) {
    return Duplicates.Key.of(LOCAL, SOURCE, 1, identifier);
  }

  private Sighting sight(int identifier) {
    return duplicates.sight("vpn-1", key(identifier), ONE);
  }

  private void answered(int identifier) {
    duplicates.answered("vpn-1", key(identifier), ONE, REPLY);
  }

  @Test
  void aRetransmissionAfterTheReplyGetsTheSameOctets() {
    assertThat(sight(7)).isEqualTo(new First());
    answered(7);
    assertThat(sight(7)).isEqualTo(new Answered(REPLY));
    assertThat(sight(7)).isEqualTo(new Answered(REPLY));
  }

  @Test
  void aRetransmissionWhileInWorkIsDropped() {
    sight(7);
    assertThat(sight(7)).isEqualTo(new InProgress());
  }

  @Test
  void anotherAuthenticatorIsANewRequestThatTakesTheOldOnesPlace() {
    sight(7);
    answered(7);
    assertThat(duplicates.sight("vpn-1", key(7), OTHER)).isEqualTo(new First());
    assertThat(duplicates.sight("vpn-1", key(7), OTHER)).isEqualTo(new InProgress());
    answered(7); // of the old one, too late
    assertThat(duplicates.sight("vpn-1", key(7), OTHER)).isEqualTo(new InProgress());
    assertThat(duplicates.remembered()).isEqualTo(1);
  }

  @Test
  void addressPortCodeAndIdentifierTellRequestsApart() {
    var wide = new Duplicates(() -> nanos, Duration.ofSeconds(20), 100);
    var otherLocal = new InetSocketAddress("192.0.2.2", 1812);
    var otherPort = new InetSocketAddress("203.0.113.9", 4001);
    var keys =
        new Duplicates.Key[] {
          key(7),
          key(8),
          Duplicates.Key.of(otherLocal, SOURCE, 1, 7),
          Duplicates.Key.of(LOCAL, otherPort, 1, 7),
          Duplicates.Key.of(LOCAL, SOURCE, 12, 7)
        };
    for (var key : keys) {
      assertThat(wide.sight("vpn-1", key, ONE)).isEqualTo(new First());
    }
  }

  @Test
  void aNewRequestIsShedWhenTheMemoryIsFullAndNothingInWorkIsGivenUp() {
    sight(1);
    sight(2);
    assertThat(sight(3)).isEqualTo(new Shed());
    assertThat(sight(1)).isEqualTo(new InProgress());
    assertThat(duplicates.remembered()).isEqualTo(2);
  }

  @Test
  void oneGatewayDoesNotCrowdOutAnother() {
    sight(1);
    sight(2);
    assertThat(duplicates.sight("vpn-2", key(3), ONE)).isEqualTo(new First());
  }

  @Test
  void aRequestWithoutReplyIsForgottenSoThatItsRetransmissionIsASecondChance() {
    sight(7);
    duplicates.forget("vpn-1", key(7), ONE);
    assertThat(duplicates.remembered()).isZero();
    assertThat(sight(7)).isEqualTo(new First());
  }

  @Test
  void aReplyIsRememberedForItsTimeAndNoLonger() {
    sight(7);
    answered(7);
    nanos += Duration.ofSeconds(20).toNanos() - 1;
    duplicates.sweep();
    assertThat(sight(7)).isEqualTo(new Answered(REPLY));
    nanos += 1;
    duplicates.sweep();
    assertThat(duplicates.remembered()).isZero();
    assertThat(sight(7)).isEqualTo(new First());
  }

  @Test
  void whatIsInWorkIsNeverTooOld() {
    sight(7);
    nanos += Duration.ofHours(1).toNanos();
    duplicates.sweep();
    assertThat(sight(7)).isEqualTo(new InProgress());
  }

  @Test
  void ofManyCopiesAtOnceOneIsTheFirst() {
    var sightings = new ConcurrentLinkedQueue<Sighting>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        threads.execute(() -> sightings.add(sight(7)));
      }
    }
    assertThat(sightings).hasSize(64).filteredOn(new First()::equals).hasSize(1);
  }
}
