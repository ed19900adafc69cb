package dev.postern.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.octets.SecretOctets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The hashes in `vectors/passwords` were made by the programs that it names: argon2 (reference
/// implementation), argon2-cffi, passlib, mkpasswd (libxcrypt), openssl and Python's hashlib. The
/// others are Ulrich Drepper's test vectors for SHA-512-crypt.
class PasswordHashesTest {
  private static final SecretOctets WRONG = SecretOctets.utf8("wrong-horse");
  private static final SecretOctets PASSWORD = SecretOctets.utf8("correct-horse");

  private final PasswordHashes hashes =
      new PasswordHashes(new Argon2Cost(64, 2, 1), new SecureRandom(), 1);

  record Vector(SecretOctets password, PasswordHash hash) {}

  private static List<Vector> madeElsewhere() throws IOException {
    try (var in = PasswordHashesTest.class.getResourceAsStream("/vectors/passwords/hashes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .map(field -> new Vector(password(field[1]), PasswordHash.of(field[2])))
          .toList();
    }
  }

  private static SecretOctets password(String hex) {
    return SecretOctets.copyOf(HexFormat.of().parseHex(hex.replace("-", "")));
  }

  private static Stream<Vector> published() {
    return Stream.of(
        new Vector(
            SecretOctets.utf8("Hello world!"),
            PasswordHash.of(
                "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJues"
                    + "I68u4OTLiBFdcbYEdFCoEOfaS35inz1")),
        new Vector(
            SecretOctets.utf8("Hello world!"),
            PasswordHash.of(
                "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sb"
                    + "HbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.")));
  }

  @ParameterizedTest
  @MethodSource({"madeElsewhere", "published"})
  void aHashFromElsewhereKnowsItsPasswordAndNoOther(Vector vector) {
    assertThat(PasswordHashes.problem(vector.hash().reveal())).isEmpty();
    assertThat(hashes.verify(vector.password(), vector.hash())).isTrue();
    assertThat(hashes.verify(WRONG, vector.hash())).isFalse();
  }

  @Test
  void ourOwnIsArgon2idOfTheCostThatWasSet() {
    var hash = hashes.hash(PASSWORD);
    assertThat(hash.reveal()).startsWith("$argon2id$v=19$m=64,t=2,p=1$");
    assertThat(hash).isNotEqualTo(hashes.hash(PASSWORD));
    assertThat(hashes.verify(PASSWORD, hash)).isTrue();
    assertThat(hashes.verify(WRONG, hash)).isFalse();
    assertThat(hashes.upgradeWanted(hash)).isFalse();
  }

  @Test
  void aWeakerKindOrCostWantsAnUpgrade() {
    var usual = new PasswordHashes(Argon2Cost.OWASP, new SecureRandom(), 1);
    assertThat(usual.upgradeWanted(hashes.hash(PASSWORD))).isTrue();
    assertThat(hashes.upgradeWanted(PasswordHash.of("{SSHA}Hax1wyn3gUsnIXdruUynvwm5Z2VzYWx0")))
        .isTrue();
  }

  @Test
  void onlySaltedShaIsCheap() throws IOException {
    for (var vector : madeElsewhere()) {
      assertThat(PasswordHashes.costly(vector.hash()))
          .isEqualTo(!vector.hash().reveal().startsWith("{"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$argon2id$v=19$m=65537,t=1,p=1$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$argon2id$v=19$m=99999999999,t=1,p=1$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$argon2id$v=19$m=65536,t=5,p=1$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$argon2id$v=19$m=65536,t=1,p=255$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$argon2id$v=19$m=7,t=1,p=1$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$2b$15$H6N2AiG6v84.byEIQESR.u90xcwVi.a1FSwpAWnIlsKII6j5UlpSi",
        "$2b$03$H6N2AiG6v84.byEIQESR.u90xcwVi.a1FSwpAWnIlsKII6j5UlpSi",
        "$pbkdf2-sha256$2000001$tFbKGWNMCUFIaQ1hTInxvg$ROMOzWc63YtwFzasnNYVpGTdAgQfTZuAdnyw1/1UnaQ",
        "pbkdf2_sha256$2000001$evB1lfZoS43q$T8s8CgCSu/h7ExofeKEkxtdNWYVao+ezr3k3WZwotcw=",
      })
  void aHashThatWouldCostTooMuchIsRefusedWithItsLimit(String stored) {
    assertThat(PasswordHashes.problem(stored)).get().asString().contains("must");
    assertThat(hashes.verify(PASSWORD, PasswordHash.of(stored))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct-horse",
        "$argon2id$v=19$m=64,t=1,p=1$c29t$HgO3JlsAA8SNIxnP48FHNQ",
        "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$HgO3",
        "$argon2id$v=18$m=64,t=1,p=1$c29tZXNhbHQ$HgO3JlsAA8SNIxnP48FHNQ",
        "$2x$05$H6N2AiG6v84.byEIQESR.u90xcwVi.a1FSwpAWnIlsKII6j5UlpSi",
        "$2b$05$short",
        "$6$salt$short",
        "$5$salt$short",
        "$1$salt$short",
        "$pbkdf2-md5$1000$tFbKGWNMCUFIaQ1hTInxvg$ROMOzWc63YtwFzasnNYVpGTdAgQfTZuAdnyw1/1UnaQ",
        "$pbkdf2-sha256$1000$$ROMOzWc63YtwFzasnNYVpGTdAgQfTZuAdnyw1/1UnaQ",
        "{SSHA}Hax1wyn3gUsnIXdruUynvwm5Z2U=",
        "{SSHA512}Hax1wyn3gUsnIXdruUynvwm5Z2VzYWx0",
        "{MD5}XUFAKrxLKna5cZ2REBfFkg==",
      })
  void whatIsNoUsableHashIsRefusedAndMatchesNothing(String stored) {
    assertThat(PasswordHashes.problem(stored)).isPresent();
    assertThat(hashes.verify(PASSWORD, PasswordHash.of(stored))).isFalse();
    assertThat(hashes.verify(SecretOctets.utf8(""), PasswordHash.of(stored))).isFalse();
  }

  @Test
  void anUnsaltedHashIsRefusedWithTheReason() {
    assertThat(PasswordHashes.problem("{SHA}2jmj7l5rSw0yVb/vlWAYkK/YBwk="))
        .get()
        .asString()
        .contains("no salt");
  }

  @Test
  void aPasswordIsReadAsTheOctetsItIs() {
    var latin1 = SecretOctets.copyOf(new byte[] {'a', (byte) 0xe9, 0, 'b'});
    var hash = hashes.hash(latin1);
    assertThat(hashes.verify(latin1, hash)).isTrue();
    assertThat(hashes.verify(latin1.first(2), hash)).isFalse();
  }

  @Test
  void anEndlessPasswordIsNotHashed() {
    var endless = SecretOctets.copyOf(new byte[1025]);
    assertThat(hashes.verify(endless, hashes.hash(PASSWORD))).isFalse();
    assertThatThrownBy(() -> hashes.hash(endless)).hasMessageContaining("1024");
  }

  @Test
  void itDoesNotPrintItself() {
    assertThat(hashes.hash(PASSWORD)).hasToString("[redacted]");
  }
}
