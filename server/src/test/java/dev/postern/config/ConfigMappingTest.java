package dev.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.LimitSettings;
import dev.postern.audit.AuditSettings;
import dev.postern.certificate.AlternativeName.Kind;
import dev.postern.certificate.PemFiles;
import dev.postern.certificate.TrustFiles;
import dev.postern.config.ConfigOutcome.Sound;
import dev.postern.config.ConfigOutcome.Unsound;
import dev.postern.crypto.Argon2Cost;
import dev.postern.eap.ClientCertificates;
import dev.postern.eap.ClientNames;
import dev.postern.eap.EapSettings;
import dev.postern.password.PasswordSettings;
import dev.postern.token.OtpWindow;
import dev.postern.transport.TransportSettings;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every key of the sections that say how logins are answered, in its record, with its unit; and
/// what lies beyond its bounds, told at its own line.
class ConfigMappingTest {
  @Test
  void radius() {
    assertThat(
            sound(
                    """
                    radius:
                      addresses: [192.0.2.1, '::1']
                      port: 11812
                      accounting: 11813
                      sockets-per-address: 4
                      in-flight: 128
                      remembered: 512
                      memory: 1 min
                      rescan: 10 s
                    """)
                .radius())
        .isEqualTo(
            new TransportSettings(
                List.of("192.0.2.1", "::1"),
                11_812,
                11_813,
                4,
                128,
                512,
                Duration.ofMinutes(1),
                Duration.ofSeconds(10)));
  }

  @Test
  void eap() {
    var files = new PemFiles(Path.of("/etc/postern/eap.pem"), Path.of("/etc/postern/eap-key.pem"));
    assertThat(
            sound(
                    """
                    eap:
                      conversations: 500
                      patience: 30 s
                      certificate: /etc/postern/eap.pem
                      key: /etc/postern/eap-key.pem
                    """)
                .eap())
        .isEqualTo(new EapSettings(500, Duration.ofSeconds(30), List.of(files), null));
  }

  @Test
  void eapClients() {
    var clients =
        sound(
                """
                eap:
                  certificate: /etc/postern/eap.pem
                  key: /etc/postern/eap-key.pem
                  client-ca: [/etc/postern/a.pem, /etc/postern/b.pem]
                  client-crl: /etc/postern/crl.pem
                  client-name: email
                  client-name-pattern: '(.+)@example\\.org'
                """)
            .eap()
            .clients();
    assertThat(clients)
        .isEqualTo(
            new ClientCertificates(
                new TrustFiles(
                    List.of(Path.of("/etc/postern/a.pem"), Path.of("/etc/postern/b.pem")),
                    List.of(Path.of("/etc/postern/crl.pem"))),
                new ClientNames(Kind.EMAIL, Pattern.compile("(.+)@example\\.org"))));
  }

  @Test
  void passwords() {
    assertThat(
            sound(
                    """
                    passwords:
                      memory-kib: 8192
                      iterations: 3
                      threads: 5
                      waiting: 17
                      longest-wait: 1500 ms
                      upgrade: true
                    """)
                .rules()
                .passwords())
        .isEqualTo(
            new PasswordSettings(
                new Argon2Cost(8192, 3, Argon2Cost.OWASP.parallelism()),
                5,
                17,
                Duration.ofMillis(1500),
                true));
  }

  @Test
  void codes() {
    assertThat(
            sound(
                    """
                    codes:
                      steps: 2
                      look-ahead: 20
                      resynchronization: 8 h
                      counter-resynchronization: 50
                    """)
                .rules()
                .codes())
        .isEqualTo(new OtpWindow(2, 20, Duration.ofHours(8), 50));
  }

  @Test
  void limits() {
    assertThat(
            sound(
                    """
                    limits:
                      free-failures: 3
                      first-delay: 10 s
                      longest-delay: 30 min
                      unknown-failures: 6
                      lock: 2 h
                      suspend-after: 50
                      good-for: 7 d
                      reject-floor: 500 ms
                      unknown-names: 2000
                    """)
                .rules()
                .limits())
        .isEqualTo(
            new LimitSettings(
                3,
                Duration.ofSeconds(10),
                Duration.ofMinutes(30),
                6,
                Duration.ofHours(2),
                50,
                Duration.ofDays(7),
                Duration.ofMillis(500),
                2000));
  }

  @Test
  void api() {
    var api =
        sound(
                """
                api:
                  address: '[2001:db8::1]:443'
                  connections: 32
                  certificate: /etc/postern/api.pem
                  key: /etc/postern/api-key.pem
                """)
            .doors()
            .api();
    assertThat(api.http().address()).isEqualTo(InetAddress.ofLiteral("2001:db8::1"));
    assertThat(api.http().port()).isEqualTo(443);
    assertThat(api.http().connections()).isEqualTo(32);
    assertThat(api.pem())
        .hasValue(
            new PemFiles(Path.of("/etc/postern/api.pem"), Path.of("/etc/postern/api-key.pem")));
  }

  @Test
  void audit() {
    assertThat(sound("audit:\n  kept-months: 24\n").audit()).isEqualTo(new AuditSettings(24));
  }

  @ParameterizedTest(name = "{0}.{1}: {2} is taken, {3} is not")
  @CsvSource(
      textBlock =
          """
          radius, port, 65535, 65536
          radius, sockets-per-address, 16, 17
          radius, in-flight, 16, 15
          radius, remembered, 1048576, 1048577
          radius, memory, 5 s, 4 s
          radius, rescan, 60 s, 61 s
          radius, addresses, 192.0.2.1, gateway.example.org
          eap, conversations, 10, 9
          eap, patience, 10 min, 601 s
          passwords, memory-kib, 8, 7
          passwords, iterations, 1, 0
          passwords, iterations, 13, 14
          passwords, threads, 256, 257
          passwords, waiting, 1, 0
          passwords, longest-wait, 1 min, 61 s
          passwords, upgrade, false, maybe
          codes, steps, 10, 11
          codes, look-ahead, 100, 101
          codes, resynchronization, 8 h, 481 min
          codes, counter-resynchronization, 1, 0
          limits, free-failures, 20, 21
          limits, first-delay, 1 s, 999 ms
          limits, longest-delay, 30 s, 29 s
          limits, unknown-failures, 5, 4
          limits, lock, 60 s, 59 s
          limits, suspend-after, 100, 101
          limits, good-for, 365 d, 366 d
          limits, reject-floor, 2 s, 2001 ms
          limits, unknown-names, 1000, 999
          api, address, 127.0.0.1:1, 127.0.0.1
          api, connections, 4, 3
          audit, kept-months, 600, 601
          """)
  void whatIsBeyondItsBoundIsToldAtItsLine(String section, String key, String last, String beyond) {
    String text = "log:\n  level: info\n%s:\n  # a comment\n  %s: '%s'\n";
    assertThat(problems(text.formatted(section, key, last))).isEmpty();
    assertThat(problems(text.formatted(section, key, beyond)))
        .singleElement()
        .asString()
        .startsWith("postern.yaml:5: " + section)
        .contains(key);
  }

  @Test
  void oneFileOfACertificateAndItsKeyIsNotEnough() {
    assertThat(problems("api:\n  key: /k.pem\n"))
        .containsExactly("postern.yaml:2: api.key is of no use without api.certificate");
    assertThat(problems("api:\n  certificate: /c.pem\n"))
        .containsExactly("postern.yaml:2: api.certificate is of no use without api.key");
  }

  private static Config sound(String text) {
    return switch (ConfigReader.read("postern.yaml", text, Map.of())) {
      case Sound(Config config) -> config;
      case Unsound(var problems) -> throw new AssertionError(problems.toString());
    };
  }

  private static List<String> problems(String text) {
    return switch (ConfigReader.read("postern.yaml", text, Map.of())) {
      case Sound _ -> List.of();
      case Unsound(var problems) -> problems.stream().map(Problem::toString).toList();
    };
  }
}
