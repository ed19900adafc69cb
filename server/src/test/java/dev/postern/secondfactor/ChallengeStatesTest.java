package dev.postern.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.crypto.KeyRing;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.token.TokenSerial;
import dev.postern.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChallengeStatesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String KEY = "QUJD".repeat(10) + "QUI=";
  private static final ChallengeState STATE =
      new ChallengeState(
          new UUID(1, 2),
          new UserId(new UUID(3, 4)),
          NOW.plusSeconds(180),
          1,
          ChallengeState.NONE,
          null,
          SecretOctets.utf8("c".repeat(ChallengeState.MOST_CARRIED)));
  private static final ChallengeState NEXT =
      STATE.wanting(new ChallengeState.NextCode(new TokenSerial("T".repeat(32)), 58_000_000));

  private final ChallengeStates states = states("k1");

  private static ChallengeStates states(String keyName) {
    return new ChallengeStates(KeyRing.parse(keyName + " " + KEY, "test"), new SecureRandom());
  }

  @Test
  void anyNodeWithTheSameKeyGoesOn() {
    var sealed = states.seal(STATE, "vpn-1");
    assertThat(states("k1").open(sealed, "vpn-1")).contains(STATE);
    var next = states.seal(NEXT, "vpn-1");
    assertThat(states("k1").open(next, "vpn-1")).contains(NEXT);
    var decoy = STATE.rejecting("UNKNOWN_USER");
    assertThat(states.open(states.seal(decoy, "vpn-1"), "vpn-1")).contains(decoy);
  }

  @Test
  void whatWasSealedUnderAnOlderKeyStillOpens() {
    var sealed = states.seal(STATE, "vpn-1");
    var older = "k1 " + KEY;
    states.take(KeyRing.parse("k2 " + KEY.replaceFirst("^.", "z") + "\n" + older, "test"));
    assertThat(states.open(sealed, "vpn-1")).contains(STATE);
    assertThat(states("k1").open(states.seal(STATE, "vpn-1"), "vpn-1")).isEmpty();
  }

  @Test
  void anotherGatewayCannotUseIt() { // RFC 5080, section 2.1.1
    assertThat(states.open(states.seal(STATE, "vpn-1"), "vpn-2")).isEmpty();
  }

  @Test
  void itTellsTheUserThatItIsFor() {
    var opened = states.open(states.seal(STATE, "vpn-1"), "vpn-1").orElseThrow();
    assertThat(opened.user()).isEqualTo(STATE.user());
  }

  @Test
  void noOctetOfItCanBeAltered() {
    byte[] sealed = states.seal(STATE, "vpn-1").toArray();
    for (int at = 0; at < sealed.length; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        byte[] altered = sealed.clone();
        altered[at] ^= (byte) bit;
        var opened = states.open(Octets.copyOf(altered), "vpn-1");
        assertThat(opened).as("octet %d, bit %d", at, bit).isEmpty();
      }
    }
  }

  @Test
  void whatIsNoStateOfOursIsNone() {
    assertThat(states.open(Octets.empty(), "vpn-1")).isEmpty();
    assertThat(states.open(Octets.utf8("0000000002"), "vpn-1")).isEmpty();
    assertThat(states.open(Octets.hex("00ff80"), "vpn-1")).isEmpty();
    assertThat(states.open(Octets.utf8("A".repeat(253)), "vpn-1")).isEmpty();
    assertThat(states.open(Octets.utf8("A".repeat(254)), "vpn-1")).isEmpty();
    assertThat(states("k2").open(states.seal(STATE, "vpn-1"), "vpn-1")).isEmpty();
  }

  @Test
  void aThousandOfTheSameAreAllDifferent() {
    var seen = new HashSet<Octets>();
    for (int i = 0; i < 1000; i++) {
      seen.add(states.seal(STATE, "vpn-1"));
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void itFitsAnAttributeAndIsText() { // RFC 2865, section 5
    var longest = states("k".repeat(32)).seal(NEXT.rejecting("UNSUPPORTED_SCHEME"), "vpn-1");
    assertThat(longest.length()).isBetween(16, 253);
    assertThat(longest.utf8()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  @DisplayName("S8: a decoy is as long as any other State")
  void aDecoyIsAsLongAsAnyOther() {
    int length = states.seal(STATE, "vpn-1").length();
    assertThat(states.seal(STATE.rejecting("UNKNOWN_USER"), "vpn-1").length()).isEqualTo(length);
    assertThat(states.seal(NEXT, "vpn-1").length()).isEqualTo(length);
  }
}
