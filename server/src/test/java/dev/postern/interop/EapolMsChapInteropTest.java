package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.testing.Person;
import dev.postern.testing.Site;
import dev.postern.user.Recoverable;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// eapol_test logs in by EAP-MSCHAPv2, and not by EAP-MD5.
@Tag("interop")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EapolMsChapInteropTest {
  private static final String PASSWORD_ALONE = "127.0.0.5";

  @TempDir private static Path folder;
  private Eapol eapol;
  private Site site;

  @BeforeAll
  void start() {
    eapol = Eapol.start(folder);
    site = eapol.site();
    site.addGateway(
        "alone", PASSWORD_ALONE, Map.of("without-token", "password-alone", "budget-seconds", "30"));
  }

  @AfterAll
  void close() {
    if (eapol != null) {
      eapol.close();
    }
  }

  @Test
  void theServerIsBelievedAndTheGatewayHasTheClientsKeys() {
    var person = site.personWithoutToken("alone", Recoverable.NT_HASH);
    String said = eapol.at(PASSWORD_ALONE).run(mschapv2(person.name(), person.password()));
    assertThat(said)
        .contains("EAP-MSCHAPV2: Authentication succeeded")
        .contains(Eapol.SAME_KEYS)
        .endsWith("SUCCESS\n");
    assertThat(site.logins(person).stream().map(AuditEntry::event))
        .containsExactly("login.challenged", "login.accepted");
  }

  @Test
  void theNameMayHaveADomain() {
    var person = site.personWithoutToken("domestic", Recoverable.NT_HASH);
    assertThat(eapol.at(PASSWORD_ALONE).run(mschapv2("LOCAL\\" + person.name(), person.password())))
        .contains(Eapol.SAME_KEYS)
        .endsWith("SUCCESS\n");
  }

  @Test
  void aWrongPasswordIsToldSoOnce() {
    var person = site.personWithoutToken("wrong", Recoverable.NT_HASH);
    assertThat(eapol.at(PASSWORD_ALONE).run(mschapv2(person.name(), "wrong-horse")))
        .contains("EAP-MSCHAPV2: error 691")
        .contains("EAP-MSCHAPV2: retry is not allowed")
        .endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("WRONG_PASSWORD");
  }

  @Test
  void withoutACodeWhoHasATokenIsRejected() {
    var person = site.person("coded", Recoverable.NT_HASH);
    assertThat(eapol.run(mschapv2(person.name(), person.password()))).endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("CODE_MISSING");
  }

  @Test
  void theCodeStandsBehindAPasswordThatIsKept() {
    var person = site.person("appended", Recoverable.PASSWORD);
    assertThat(eapol.run(mschapv2(person.name(), person.code(Person.step()))))
        .endsWith("FAILURE\n");
    assertThat(eapol.run(mschapv2(person.name(), person.password() + person.code(Person.step()))))
        .contains(Eapol.SAME_KEYS)
        .endsWith("SUCCESS\n");
  }

  @Test
  void md5IsNotSpoken() {
    var person = site.personWithoutToken("md5", Recoverable.PASSWORD);
    String said =
        eapol
            .withoutKeys()
            .at(PASSWORD_ALONE)
            .run(
                "eap=MD5",
                "identity=\"" + person.name() + "\"",
                "password=\"" + person.password() + "\"");
    assertThat(said).contains("Access-Reject").endsWith("FAILURE\n");
    assertThat(site.logins(person).stream().map(AuditEntry::reason))
        .containsExactly("EAP_NO_METHOD");
  }

  private static String[] mschapv2(String name, String password) {
    return new String[] {
      "eap=MSCHAPV2", "identity=\"" + name + "\"", "password=\"" + password + "\""
    };
  }
}
