package dev.postern.radsec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.AlternativeName;
import dev.postern.certificate.PemFiles;
import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.TrustFiles;
import dev.postern.certificate.Watched;
import dev.postern.gateway.Certified;
import dev.postern.gateway.CertifiedGateways;
import dev.postern.gateway.Gateway;
import dev.postern.gateway.GatewayPolicy;
import dev.postern.gateway.RadSecRules;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import dev.postern.testing.Authority;
import dev.postern.transport.Connected;
import dev.postern.transport.Received;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real sockets on the loopback, with certificates of a CA of the test; the gate sends back what it
/// gets.
@Timeout(120)
abstract class RadSecStage {
  static final Octets PACKET = Octets.hex("01070014" + "aa".repeat(16));
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final RadSecLimits WIDE = new RadSecLimits(20, 20, 20, 20, MINUTE, MINUTE, MINUTE, 4);

  final Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);

  @TempDir Path folder;
  final Authority authority = Authority.root("the CA", now);
  final Authority.Issued fw1 = authority.client(Authority.dns("fw1.example.org"));
  final Authority.Issued fw2 = authority.client(Authority.dns("fw2.example.org"));
  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  final AtomicLong nanos = new AtomicLong();
  volatile List<String> gateways = List.of("fw1", "fw2");
  volatile Certified elsewhere = new Certified.Nobody();
  BiConsumer<Connected, Received> gate = (_, got) -> got.wayBack().send(got.octets());
  @Nullable RadSecListener listener;

  @BeforeEach
  void write() {
    authority.server("radius.example.org", "EC").in(folder, "server");
    Authority.certificates(folder.resolve("ca.pem"), authority);
    revoke();
  }

  @AfterEach
  void close() {
    if (listener != null) {
      listener.close();
    }
  }

  void revoke(Authority.Issued... revoked) {
    var certificates = new ArrayList<X509Certificate>();
    List.of(revoked).forEach(issued -> certificates.add(issued.own()));
    Authority.crls(
        folder.resolve("crl.pem"),
        authority.crl(now.plus(Duration.ofDays(1)), certificates.toArray(X509Certificate[]::new)));
  }

  RadSecListener listen(RadSecLimits limits) {
    return listen(limits, 0);
  }

  RadSecListener listen(RadSecLimits limits, int port) {
    var own = new PemFiles(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
    var trust =
        new TrustFiles(List.of(folder.resolve("ca.pem")), List.of(folder.resolve("crl.pem")));
    var files = new TlsFiles(own, trust);
    var watched = new Watched<>("RadSec", files.all(), () -> files.open(() -> now), nanos::get);
    CertifiedGateways known = (names, _) -> owner(names);
    listener =
        RadSecListener.open(
            new RadSecSettings(files, List.of("127.0.0.1"), port, limits),
            watched,
            known,
            (connected, got) -> {
              received.add(got);
              gate.accept(connected, got);
            },
            new Seen(),
            () -> now);
    return listener;
  }

  private Certified owner(List<AlternativeName> names) {
    for (String gateway : gateways) {
      if (names.contains(RadSecRules.name(gateway + ".example.org").orElseThrow())) {
        return new Certified.Known(gateway(gateway));
      }
    }
    return elsewhere;
  }

  private static Gateway gateway(String name) {
    return new Gateway(
        name,
        new SharedSecret(SecretOctets.utf8("of datagrams")),
        null,
        Instant.EPOCH,
        true,
        false,
        GatewayPolicy.DEFAULT,
        List.of());
  }

  private final class Seen implements RadSecMeter {
    @Override
    public void opened(String gateway) {
      seen.add("opened " + gateway);
    }

    @Override
    public void refused(Refusal why) {
      seen.add("refused: " + why.label());
    }

    @Override
    public void ended(String gateway, Ending why) {
      seen.add(gateway + " ended: " + why.label());
    }
  }

  String next() {
    try {
      String event = seen.poll(30, TimeUnit.SECONDS);
      return event == null ? "nothing" : event;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  RadSecPeer connect(Authority.@Nullable Issued own) {
    return connect(own, "TLSv1.3");
  }

  RadSecPeer connect(Authority.@Nullable Issued own, String version) {
    return RadSecPeer.connect(target(), own, authority, version);
  }

  InetSocketAddress target() {
    return Objects.requireNonNull(listener).addresses().getFirst();
  }

  void assertRefused(Authority.@Nullable Issued own, String version, String why) {
    try (var peer = connect(own, version)) {
      assertThat(peer.receive()).isEmpty();
    } catch (UncheckedIOException _) {
      // told in the handshake already
    }
    assertThat(next()).isEqualTo(why);
    assertThat(received).isEmpty();
  }
}
