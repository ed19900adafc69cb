package dev.postern.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.octets.SecretOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FortiGateFileTest {
  private static String file(String name) {
    try {
      return Files.readString(Path.of("src/test/resources/fortigate", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TakeoverTerms vdom(String name) {
    return new TakeoverTerms(null, null, null, null, null, null, name);
  }

  private static List<Entry> read(String text, TakeoverTerms terms) {
    return Reading.of(Format.FORTIGATE, text.getBytes(StandardCharsets.UTF_8), terms);
  }

  private static Handover handover(String text, TakeoverTerms terms) {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return Format.FORTIGATE.open(in, terms).handover(Set.of()).orElseThrow();
  }

  private static Entry.Sound user(List<Entry> entries, String name) {
    return entries.stream()
        .filter(Entry.Sound.class::isInstance)
        .map(Entry.Sound.class::cast)
        .filter(entry -> entry.user() != null && entry.user().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ForeignToken stock(List<Entry> entries, String serial) {
    return entries.stream()
        .filter(Entry.Sound.class::isInstance)
        .map(entry -> ((Entry.Sound) entry).token())
        .flatMap(token -> Optional.ofNullable(token).stream())
        .filter(token -> token.serial().equals(serial))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void usersComeWithAddressesGroupsAndSecondFactor() {
    var read = read(file("backup.conf"), vdom("root"));
    var jdoe = user(read, "jdoe").user();
    assertThat(jdoe)
        .isEqualTo(
            new ForeignUser(
                "jdoe",
                "",
                "jdoe@example.com",
                "+49 170 1",
                List.of("vpn-users", "staff"),
                new ForeignUser.Password.None(),
                true));
    var max = user(read, "max \"the man\" o\\brien").user();
    assertThat(max).isNotNull().extracting(ForeignUser::secondFactor).isEqualTo(true);
    assertThat(read.toString()).doesNotContain("secretsecret", "EEIOHIDHBXN5QLXV");
  }

  @Test
  void aTokenWhoseSeedIsEncryptedWaitsForIt() {
    var read = read(file("backup.conf"), vdom("root"));
    var hers = Optional.ofNullable(user(read, "jdoe").token()).orElseThrow();
    assertThat(hers.serial()).isEqualTo("FTK2001000000001");
    assertThat(hers.key()).isNull();
    assertThat(hers.movement()).isEqualTo(new Movement.ByTime(60));
    assertThat(hers.standing().label()).isEqualTo("in the drawer");
    var locked = stock(read, "FTK2001000000002");
    assertThat(locked.key()).isEqualTo(SecretOctets.utf8("12345678901234567890"));
    assertThat(locked.standing().suspended()).isTrue();
    assertThat(Reading.rowsOf(read))
        .anyMatch(row -> row.contains("jdoe") && row.contains("awaited"));
  }

  @Test
  void whoIsDisabledAndWhatNobodyHasIsLeftOutAndTold() {
    var read = read(file("backup.conf"), vdom("root"));
    assertThat(read)
        .filteredOn(Entry.Remark.class::isInstance)
        .extracting(entry -> ((Entry.Remark) entry).words())
        .anyMatch(words -> words.contains("disabled"))
        .anyMatch(words -> words.contains("app's token that nobody has"))
        .anyMatch(words -> words.startsWith("1 users come without a password"));
  }

  @Test
  void vdomsStayApart() {
    assertThatThrownBy(() -> read(file("backup.conf"), TakeoverTerms.NONE))
        .isInstanceOfSatisfying(
            TakeoverTerms.Missing.class,
            it -> {
              assertThat(it.what()).contains("root, vdom1");
              assertThat(it.hint()).contains("--vdom").contains("#FOS_Administrator");
            });
    assertThatThrownBy(() -> read(file("backup.conf"), vdom("vdom2")))
        .isInstanceOf(TakeoverTerms.Missing.class);
    for (String each : List.of("root", "vdom1")) {
      assertThat(read(file("backup.conf"), vdom(each)))
          .as("a name in two VDOMs is two people")
          .filteredOn(Entry.Refused.class::isInstance)
          .singleElement()
          .satisfies(it -> assertThat(it.toString()).contains("another VDOM"));
    }
  }

  /// The second seed's administrator: his VDOM is vdom1, his token's and licence's is root.
  @Test
  void administratorsAreTakenByThemselves() {
    var read = read(file("backup.conf"), vdom("#FOS_Administrator"));
    var mig1 = user(read, "ftm-mig1");
    assertThat(mig1.origin())
        .isEqualTo("admin(ftm-mig1) for license(EFTM000000000001) in vdom(root)");
    var admin = Optional.ofNullable(mig1.user()).orElseThrow();
    assertThat(admin.groups()).containsExactly("#FOS_Administrator");
    assertThat(admin.email()).isEqualTo("mig1@example.com");
    var token = Optional.ofNullable(mig1.token()).orElseThrow();
    assertThat(token.serial()).isEqualTo("FTKMOB2100000001");
    assertThat(token.standing().label()).isEqualTo("license(EFTM000000000001)");
    assertThat(user(read(file("backup.conf"), vdom("root")), "jdoe").origin())
        .isEqualTo("user(jdoe) in vdom(root)");
  }

  /// As the second seed prints it, masked serials and all.
  @Test
  void whatShowPrintedIsReadToo() {
    var read =
        read(
            """
                show user fortitoken FTKMOB21********
                config user fortitoken
                    edit "FTKMOB21********"
                        set license "EFTM00**********"
                        set activation-code ****************
                        set activation-expire 1643060275
                        set reg-id **********
                        set os-ver "5.3.0_IOS"
                    next
                end
                show system admin ftm-mig1
                config system admin
                    edit "ftm-mig1"
                        set accprofile "super_admin"
                        set vdom "vdom1"
                        set two-factor fortitoken
                        set fortitoken "FTKMOB21********"
                        set email-to "*****@fortinet.com"
                        set password ****************
                    next
                end
            """,
            vdom("#FOS_Administrator"));
    assertThat(user(read, "ftm-mig1").origin())
        .isEqualTo("admin(ftm-mig1) for license(EFTM00**********) in vdom(root)");
  }

  @Test
  void whoIsInTheCloudAlreadyNeedsASecondFactorStill() {
    var read =
        read(
            """
            config system admin
                edit "ftm-mig1"
                    set vdom "root"
                    set two-factor fortitoken-cloud
                    set email-to "x@example.com"
                next
            end
            """,
            vdom("#FOS_Administrator"));
    var user = user(read, "ftm-mig1");
    assertThat(user.token()).isNull();
    assertThat(user.user()).isNotNull().extracting(ForeignUser::secondFactor).isEqualTo(true);
  }

  @Test
  @DisplayName("S30: the commands set username-sensitivity disable, and can be taken back")
  void theFortiOsCommandsTurnUsersOverAndBack() {
    var handover = handover(file("backup.conf"), vdom("root"));
    assertThat(handover.commands()).isEqualTo(file("commands-root.txt"));
    assertThat(handover.back()).isEqualTo(file("back-root.txt"));
    var administrators = handover(file("backup.conf"), vdom("#FOS_Administrator"));
    assertThat(administrators.commands())
        .contains("edit \"ftm-mig1\"", "set remote-group \"postern-admins\"")
        .doesNotContain("jdoe", "config vdom");
  }

  @Test
  void whoIsNotTakenStaysAsHeIsThere() {
    var in = new ByteArrayInputStream(file("backup.conf").getBytes(StandardCharsets.UTF_8));
    var entries = Format.FORTIGATE.open(in, vdom("root"));
    long max = user(read(file("backup.conf"), vdom("root")), "max \"the man\" o\\brien").line();
    var handover = entries.handover(Set.of(max)).orElseThrow();
    assertThat(handover.commands()).contains("jdoe").doesNotContain("max", "twin", "gone");
    assertThat(handover.back()).contains("jdoe").doesNotContain("max");
    assertThat(handover(file("backup.conf"), vdom("#FOS_Administrator")).commands())
        .doesNotContain("remote-admins");
  }

  @Test
  @DisplayName("S30: each policy, phase 1 and admin group with a server beside Postern is named")
  void whereAServerWithoutSecondFactorRemainsIsNamed() {
    assertThat(handover(file("backup.conf"), vdom("root")).warnings())
        .hasSize(4)
        .anyMatch(it -> it.startsWith("phase1(dialup) in vdom(root)"))
        .anyMatch(it -> it.startsWith("policy(12) in vdom(root)"))
        .anyMatch(it -> it.startsWith("SSL VPN rule(1) in vdom(root)"))
        .anyMatch(it -> it.startsWith("administrators by remote-admins") && it.contains("ldap-1"))
        .noneMatch(it -> it.contains("policy(13)"));
    assertThat(handover(file("backup.conf"), vdom("vdom1")).warnings()).isEmpty();
  }

  @Test
  void halfAFileIsToldWithItsLine() {
    String whole = file("backup.conf");
    String half = whole.substring(0, whole.indexOf("set sms-phone"));
    assertThatThrownBy(() -> read(half, vdom("root")))
        .isInstanceOfSatisfying(
            BrokenFile.class,
            it -> {
              assertThat(it.line()).isEqualTo(half.lines().count() - 1);
              assertThat(it.reason()).contains("half a file");
            });
    String within = whole.substring(0, whole.indexOf("-----END"));
    assertThatThrownBy(() -> read(within, vdom("root"))).hasMessageContaining("within quotes");
    assertThatThrownBy(() -> read("set x y\n", TakeoverTerms.NONE))
        .hasMessageContaining("beginning is missing");
    assertThatThrownBy(() -> read("end\n", TakeoverTerms.NONE)).isInstanceOf(BrokenFile.class);
    assertThatThrownBy(() -> read("next\n", TakeoverTerms.NONE)).isInstanceOf(BrokenFile.class);
    assertThatThrownBy(() -> read("config x\n".repeat(100), TakeoverTerms.NONE))
        .hasMessageContaining("64 levels");
  }

  @Test
  void carriageReturnsAndAByteOrderMarkDoNotMatter() {
    String dos = "\ufeff" + file("backup.conf").replace("\n", "\r\n");
    assertThat(user(read(dos, vdom("root")), "jdoe").user())
        .isEqualTo(user(read(file("backup.conf"), vdom("root")), "jdoe").user());
    byte[] beginning = file("backup.conf").getBytes(StandardCharsets.UTF_8);
    assertThat(Format.of(beginning)).contains(Format.FORTIGATE);
  }
}
