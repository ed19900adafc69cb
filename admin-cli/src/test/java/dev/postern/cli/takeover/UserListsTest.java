package dev.postern.cli.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignUser.Password;
import dev.postern.octets.SecretOctets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Users of FreeRADIUS, as `users` and as SQL, and of FortiAuthenticator and FortiToken Cloud.
class UserListsTest {
  private static final String BASE32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  private static final String NT = "8846F7EAEE8FB117AD06BDD830B7586C";
  private static final SecretOctets KEY = SecretOctets.utf8("12345678901234567890");

  private static List<Entry.Sound> sound(List<Entry> entries) {
    return entries.stream()
        .filter(Entry.Sound.class::isInstance)
        .map(Entry.Sound.class::cast)
        .toList();
  }

  private static ForeignUser user(Entry.Sound entry) {
    return Optional.ofNullable(entry.user()).orElseThrow();
  }

  private static ForeignToken token(Entry.Sound entry) {
    return Optional.ofNullable(entry.token()).orElseThrow();
  }

  @Test
  void freeradiusUsersComeWithPasswordAndToken() {
    var read =
        Reading.of(
            Format.FREERADIUS,
            """
            # the users file
            bob  Cleartext-Password := "he\\"llo, you", TOTP-Secret := "%1$s"
                 Reply-Message = "Hello, %%{User-Name}",
                 Class = "vpn"
            "John Doe" NT-Password := 0x%2$s
            carl Crypt-Password := '$6$salt$hash', Simultaneous-Use := 1 # twice
            dora SSHA-Password := "%3$s"
            emil Password-With-Header := "{ssha256}QUJD"
            fred SHA-Password := "00"
            DEFAULT Auth-Type = System
                 Fall-Through = 1
            $INCLUDE more
            """
                .formatted(BASE32, NT, "41".repeat(28)));
    var users = sound(read);
    assertThat(users)
        .extracting(entry -> user(entry).name())
        .containsExactly("bob", "John Doe", "carl", "dora", "emil", "fred");
    assertThat(token(users.getFirst()).key()).isEqualTo(KEY);
    assertThat(token(users.getFirst()).movement()).isEqualTo(new Movement.ByTime(30));
    assertThat(users)
        .extracting(entry -> user(entry).password())
        .containsExactly(
            new Password.Clear(SecretOctets.utf8("he\"llo, you")),
            new Password.Hashed(null, SecretOctets.utf8(NT)),
            new Password.Hashed(SecretOctets.utf8("$6$salt$hash"), null),
            new Password.Hashed(SecretOctets.utf8("{SSHA}" + base64("A".repeat(28))), null),
            new Password.Hashed(SecretOctets.utf8("{SSHA256}QUJD"), null),
            new Password.None());
    assertThat(read)
        .filteredOn(Entry.Remark.class::isInstance)
        .extracting(Entry::line)
        .containsExactly(3L, 9L, 10L, 12L);
    assertThat(read.toString()).doesNotContain("llo, you", NT, BASE32);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLineThatMakesNoSenseIsRefusedByItself() {
    var read =
        Reading.of(
            Format.FREERADIUS,
            """
            a Cleartext-Password := "open
            b Cleartext-Password "x"
            c NT-Password := xyz
            d TOTP-Secret := "1!"
            e Cleartext-Password := "x" NT-Password := "y"
            """);
    assertThat(read).hasSize(5).allMatch(Entry.Refused.class::isInstance);
  }

  @Test
  void aMysqlDumpComesTogetherByUser() {
    var read =
        Reading.of(
            Format.FREERADIUS_SQL,
            """
            -- MySQL dump 10.13
            /*!40101 SET NAMES utf8 */;
            DROP TABLE IF EXISTS `radcheck`;
            CREATE TABLE `radcheck` (
              `id` int(11) unsigned NOT NULL, -- a comment; with a semicolon
              `value` varchar(253) DEFAULT ';' NOT NULL
            ) ENGINE=InnoDB;
            LOCK TABLES `radcheck` WRITE;
            INSERT INTO `radcheck` VALUES (1,'bob','Cleartext-Password',':=','it''s \\'me\\''),\
            (2,'anna','NT-Password',':=','%1$s'),(3,'bob','TOTP-Secret',':=','%2$s');
            INSERT INTO `nas` (`nasname`, `secret`) VALUES ('192.0.2.1','geheim'),(NULL,'x');
            INSERT INTO `radusergroup` VALUES ('bob','vpn',1),('bob','staff',2),('anna','vpn',1);
            """
                .formatted(NT, BASE32));
    var users = sound(read);
    assertThat(users).hasSize(2);
    assertThat(user(users.getFirst()))
        .isEqualTo(
            new ForeignUser(
                "bob",
                "",
                "",
                "",
                List.of("vpn", "staff"),
                new Password.Clear(SecretOctets.utf8("it's 'me'")),
                false));
    assertThat(token(users.getFirst()).key()).isEqualTo(KEY);
    assertThat(user(users.getLast()).password())
        .isEqualTo(new Password.Hashed(null, SecretOctets.utf8(NT)));
  }

  @Test
  void aPostgresqlDumpComesTogetherByUser() {
    var read =
        Reading.of(
            Format.FREERADIUS_SQL,
            """
            -- PostgreSQL database dump
            SET standard_conforming_strings = on;
            COPY public.nas (id, nasname, secret) FROM stdin;
            1\t192.0.2.1\tgeheim;
            \\.

            COPY public.radcheck (id, username, attribute, op, value) FROM stdin;
            1\tbob\tCleartext-Password\t:=\thel\\\\lo
            2\tbob\tTOTP-Secret\t:=\t%s
            \\.

            INSERT INTO public.radusergroup (id, username, groupname, priority) VALUES (1, 'bob', 'vpn', 1);
            """
                .formatted(BASE32));
    var bob = sound(read).getFirst();
    assertThat(user(bob).password()).isEqualTo(new Password.Clear(SecretOctets.utf8("hel\\lo")));
    assertThat(user(bob).groups()).containsExactly("vpn");
    assertThat(token(bob).key()).isEqualTo(KEY);
  }

  @Test
  void halfADumpIsRefused() {
    for (String half :
        List.of(
            "INSERT INTO radcheck VALUES (1,'bob','Cleartext-Password',':=','hel",
            "INSERT INTO radcheck VALUES (1,'bob',",
            "COPY radcheck (id, username) FROM stdin;\n1\tbob\n",
            "/* a comment")) {
      assertThatThrownBy(() -> Reading.of(Format.FREERADIUS_SQL, half))
          .as(half)
          .isInstanceOf(BrokenFile.class);
    }
  }

  @Test
  void exportedUsersComeWithTheTokensThatWaitForTheirKeys() {
    var read =
        Reading.of(
            Format.FORTIAUTHENTICATOR,
            """
            Username,First name,Last name,Email,Mobile number,User groups,Status,Token serial number
            jdoe,Jane,Doe,jdoe@example.com,+49 1,"vpn,staff",Enabled,FTK2001000000001
            max,Max,,,,,disabled,
            ,,,,,,,
            """);
    var jdoe = sound(read).getFirst();
    assertThat(user(jdoe))
        .isEqualTo(
            new ForeignUser(
                "jdoe",
                "Jane Doe",
                "jdoe@example.com",
                "+49 1",
                List.of("vpn", "staff"),
                new Password.None(),
                true));
    assertThat(token(jdoe).key()).isNull();
    assertThat(read.get(1)).isInstanceOf(Entry.Remark.class);
    assertThat(read.get(2)).isInstanceOf(Entry.Refused.class);
    var cloud =
        sound(
            Reading.of(
                Format.FORTITOKEN_CLOUD,
                "Username;Email;Mobile Phone;Realm;Auth Method;Token SN\na;;;default;FTM;FTKMOB1\nb;;;default;Email;\nc;;;default;None;\n"));
    assertThat(cloud)
        .extracting(entry -> user(entry).secondFactor())
        .containsExactly(true, true, false);
    assertThat(token(cloud.getFirst()).serial()).isEqualTo("FTKMOB1");
    assertThatThrownBy(() -> Reading.of(Format.FORTIAUTHENTICATOR, "jdoe,Jane\n"))
        .hasMessageContaining("heading");
  }

  @Test
  void theseFormatsAreKnownByTheirBeginning() {
    for (var known :
        List.of(
            "freeradius=# users\nbob Cleartext-Password := \"x\"",
            "freeradius-sql=-- MySQL dump 10.13\n",
            "freeradius-sql=--\n-- PostgreSQL database dump\n",
            "freeradius-sql=INSERT INTO radcheck VALUES (1,",
            "fortiauthenticator=Username,First name,Last name,Email,Token serial number\n",
            "fortitoken-cloud=Username,Email,Mobile Phone,Realm,Auth Method,Token SN\n",
            "postern=username,email,phone\n")) {
      int split = known.indexOf('=');
      byte[] file = known.substring(split + 1).getBytes(StandardCharsets.UTF_8);
      assertThat(Format.of(file))
          .as(known)
          .map(Format::toString)
          .contains(known.substring(0, split));
    }
  }
}
