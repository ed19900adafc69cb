package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.Person;
import dev.postern.testing.Site;
import dev.postern.user.Recoverable;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// eapol_test logs in by each method that EAP-TTLS holds.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EapolTtlsInteropTest {
  @TempDir private static Path folder;
  private Eapol eapol;
  private Site site;
  private int people;

  @BeforeAll
  void start() {
    eapol = Eapol.start(folder);
    site = eapol.site();
  }

  @AfterAll
  void close() {
    if (eapol != null) {
      eapol.close();
    }
  }

  static Stream<Arguments> methods() {
    return Stream.of("auth=CHAP", "auth=MSCHAP", "auth=MSCHAPV2", "autheap=GTC", "autheap=MSCHAPV2")
        .flatMap(
            inner -> Stream.of(Eapol.TLS_1_2, Eapol.TLS_1_3).map(tls -> Arguments.of(inner, tls)));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void passwordAndCodeAreLetInWithTheKeysThatTheClientHas(String inner, String tls) {
    var person = person();
    String said = ttls(person, person.password() + person.code(Person.step()), inner, tls);
    assertThat(said).contains(Eapol.SAME_KEYS).endsWith("SUCCESS\n");
    assertThat(site.logins(person)).last().matches(it -> it.event().equals("login.accepted"));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aWrongPasswordOrNoCodeIsToldFailure(String inner, String tls) {
    var person = person();
    assertThat(ttls(person, "wrong-horse", inner, tls))
        .contains("Access-Reject")
        .endsWith("FAILURE\n");
    assertThat(ttls(person, person.password(), inner, tls)).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("WRONG_PASSWORD", "CODE_MISSING");
  }

  private Person person() {
    people++;
    return site.person("inner-" + people, Recoverable.PASSWORD);
  }

  private String ttls(Person person, String password, String inner, String tls) {
    String[] network = {
      "eap=TTLS",
      "anonymous_identity=\"anonymous\"",
      "identity=\"" + person.name() + "\"",
      "password=\"" + password + "\"",
      "ca_cert=\"" + eapol.certificate() + "\"",
      "phase1=\"" + tls + "\"",
      "phase2=\"" + inner + "\""
    };
    return eapol.run(network);
  }
}
