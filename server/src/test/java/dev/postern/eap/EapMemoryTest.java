package dev.postern.eap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.TrustFiles;
import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.eap.MethodStep.Ask;
import dev.postern.testing.Authority;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an open conversation holds of the heap, of which as many may be open as a node allows.
class EapMemoryTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final int MANY = Integer.getInteger("postern.conversations", 100);
  private static final long MOST = 64 * 1024;

  @TempDir private Path folder;
  private final Authority root = Authority.root("Root", NOW);
  private final Authority.Issued client = root.below("Between").client(Authority.upn("jdoe"));
  private EapCertificate certificate;

  @BeforeEach
  void certify() {
    var own = root.server("radius.example.org", "RSA").in(folder, "eap");
    var trust =
        new TrustFiles(List.of(Authority.certificates(folder.resolve("ca.pem"), root)), List.of());
    certificate = new EapCertificate(new TlsFiles(own, trust), () -> NOW, () -> 0);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2,1", "TLSv1.3,1", "TLSv1.3,9"})
  void ofTls(String protocol, int turns) {
    measure(
        "EAP-TLS " + protocol + " turn " + turns,
        () -> new TlsMethod(certificate.context(), ClientNames.BY_UPN),
        () -> TtlsPeer.certified(protocol, client),
        turns);
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2,1", "TLSv1.3,1", "TLSv1.3,9"})
  void ofPeap(String protocol, int turns) {
    var gtc = new Offer(EapPacket.GTC, name -> new GtcMethod(name, false));
    measure(
        "PEAP " + protocol + " turn " + turns,
        () -> new PeapMethod(certificate.context(), List.of(gtc), new SecureRandom()),
        () -> TtlsPeer.peap(protocol),
        turns);
  }

  private static void measure(
      String what, Supplier<EapMethod> begun, Supplier<TtlsPeer> peers, int turns) {
    opened(begun, peers, turns, 20); // classes and what is shared are there after these
    var kept = new ArrayList<EapMethod>(MANY);
    long before = used();
    kept.addAll(opened(begun, peers, turns, MANY));
    long each = (used() - before) / kept.size();
    assertThat(each).as(what + ": octets a conversation").isBetween(1000L, MOST);
  }

  private static List<EapMethod> opened(
      Supplier<EapMethod> begun, Supplier<TtlsPeer> peers, int turns, int many) {
    var methods = new ArrayList<EapMethod>();
    for (int i = 0; i < many; i++) {
      var method = begun.get();
      var peer = peers.get();
      var step = method.hear(peer.begin(), 1000);
      for (int turn = 1; turn < turns && step instanceof Ask(var data) && !peer.hears(); turn++) {
        var answer = peer.answer(data);
        if (!peer.hears()) {
          step = method.hear(answer, 1000);
        }
      }
      methods.add(method);
    }
    return methods;
  }

  private static long used() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
