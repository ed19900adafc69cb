package dev.postern.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.transport.GatewayCalls;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// FreeRADIUS as a gateway that takes Disconnect-Requests: it verifies their authenticator and
/// Message-Authenticator, and proves its answers.
@Tag("interop")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisconnectInteropTest {
  private static final Path FREERADIUS = Path.of("/usr/sbin/freeradius");
  private static final SharedSecret SECRET =
      new SharedSecret(SecretOctets.utf8("a-secret-of-20-octets"));
  private static final String SETTINGS =
      """
      prefix = /usr
      libdir = /usr/lib/freeradius
      raddbdir = {folder}
      run_dir = {folder}
      logdir = {folder}
      client us {
        ipaddr = 127.0.0.1
        secret = a-secret-of-20-octets
      }
      modules {
        always ok {
          rcode = ok
        }
        always reject {
          rcode = reject
        }
      }
      server gateway {
        listen {
          type = coa
          ipaddr = 127.0.0.1
          port = {port}
        }
        recv-coa {
          if (&Acct-Session-Id == "a1" && &Framed-IP-Address == 10.8.0.2) {
            ok
          }
          else {
            update reply {
              &Error-Cause := Session-Context-Not-Found
            }
            reject
          }
        }
        send-coa {
          ok
        }
      }
      """;

  private Process freeradius;
  private InetSocketAddress gateway;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Program.require(FREERADIUS, "freeradius");
    try (var free = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      gateway = (InetSocketAddress) free.getLocalSocketAddress();
    }
    Files.writeString(folder.resolve("dictionary"), "$INCLUDE /usr/share/freeradius/dictionary\n");
    Files.writeString(
        folder.resolve("radiusd.conf"),
        SETTINGS
            .replace("{folder}", folder.toString())
            .replace("{port}", String.valueOf(gateway.getPort())));
    freeradius =
        new ProcessBuilder(FREERADIUS.toString(), "-d", folder.toString(), "-fxx", "-l", "stdout")
            .redirectErrorStream(true)
            .start();
    awaitReady();
  }

  private void awaitReady() throws IOException {
    var said = new StringBuilder();
    var out = freeradius.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.contains("Ready to process requests")) {
        return;
      }
    }
    throw new AssertionError("FreeRADIUS did not start: " + said);
  }

  @AfterAll
  void stop() {
    if (freeradius != null) {
      freeradius.destroy();
    }
  }

  private Optional<Packet> disconnect(String session, SharedSecret secret) {
    var attributes =
        List.of(
            Attribute.text(AttributeNumber.USER_NAME, "jdoe"),
            Attribute.text(AttributeNumber.ACCT_SESSION_ID, session),
            new Attribute(AttributeNumber.FRAMED_IP_ADDRESS, Octets.hex("0a080002")));
    var request = PacketCodec.sign(PacketCode.DISCONNECT_REQUEST, 7, attributes, secret);
    return new GatewayCalls(Duration.ofSeconds(2)).ask(gateway, request, secret);
  }

  @Test
  void aSessionThatIsThereIsEnded() {
    assertThat(disconnect("a1", SECRET)).map(Packet::code).contains(PacketCode.DISCONNECT_ACK);
  }

  @Test
  void aSessionThatIsNotThereIsRefusedWithItsErrorCause() {
    var refused = disconnect("b2", SECRET).orElseThrow();
    assertThat(refused.code()).isEqualTo(PacketCode.DISCONNECT_NAK);
    assertThat(refused.first(AttributeNumber.ERROR_CAUSE)).contains(Octets.hex("000001f7"));
  }

  @Test
  void underAnotherSecretThereIsNoAnswer() {
    var other = new SharedSecret(SecretOctets.utf8("another"));
    assertThat(disconnect("a1", other)).isEmpty();
  }
}
