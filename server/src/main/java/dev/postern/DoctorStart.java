package dev.postern;

import dev.postern.certificate.CertificateUnusable;
import dev.postern.certificate.PemFiles;
import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.Trust;
import dev.postern.certificate.TrustFiles;
import dev.postern.doctor.AuditCheck;
import dev.postern.doctor.CertificateCheck;
import dev.postern.doctor.Check;
import dev.postern.doctor.ClockCheck;
import dev.postern.doctor.Doctor;
import dev.postern.doctor.ExpiryCheck;
import dev.postern.doctor.GatewaysCheck;
import dev.postern.doctor.NodesCheck;
import dev.postern.doctor.ReadinessCheck;
import dev.postern.doctor.ReplyRulesCheck;
import dev.postern.doctor.VerificationCheck;
import dev.postern.eap.EapSettings;
import dev.postern.store.PgGateways;
import dev.postern.store.PgUnsealedRows;
import dev.postern.store.PgVerifications;
import dev.postern.store.ReplyRuleWatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the doctor looks at.
final class DoctorStart {
  private DoctorStart() {}

  /// To be called when the certificate was read that is served from now on.
  static Doctor doctor(Ground ground, Stored stored, PemFiles served, ReplyRuleWatch rules) {
    var clock = ground.clock();
    var gateways = new PgGateways(stored.database(), ground.sealer(), clock);
    var until = served.goodUntil().orElse(Instant.EPOCH);
    var checks = new ArrayList<Check>();
    checks.addAll(eap(ground.config().eap(), clock));
    ground.config().radSec().ifPresent(it -> checks.addAll(radSec(it.files(), clock)));
    checks.addAll(
        List.of(
            new ReadinessCheck(() -> Observed.problems(stored)),
            new ClockCheck(stored.clockWatch()),
            new NodesCheck(stored.nodes(), () -> ground.keys().ring().currentName(), clock),
            new CertificateCheck(until, served::goodUntil, clock),
            new AuditCheck(new PgUnsealedRows(stored.database()), clock),
            new VerificationCheck(new PgVerifications(stored.database()), clock),
            new GatewaysCheck(gateways, ground.config().radius().memory(), clock),
            new ReplyRulesCheck(rules::fresh)));
    return new Doctor(checks);
  }

  private static List<Check> eap(EapSettings eap, InstantSource clock) {
    var checks = new ArrayList<Check>();
    eap.pem().ifPresent(pem -> checks.add(ExpiryCheck.certificate(pem::goodUntil, clock)));
    if (eap.clients() != null) {
      var files = eap.clients().trust();
      checks.add(
          ExpiryCheck.clientCa(() -> read(files, clock).map(Trust::authoritiesGoodUntil), clock));
      if (!files.crls().isEmpty()) {
        checks.add(
            ExpiryCheck.clientCrl(() -> read(files, clock).flatMap(Trust::crlsGoodUntil), clock));
      }
    }
    return checks;
  }

  private static List<Check> radSec(TlsFiles files, InstantSource clock) {
    var checks = new ArrayList<Check>();
    checks.add(ExpiryCheck.radSecCertificate(files.own()::goodUntil, clock));
    var trust = files.trust();
    if (trust != null) {
      checks.add(
          ExpiryCheck.radSecCa(() -> read(trust, clock).map(Trust::authoritiesGoodUntil), clock));
      if (!trust.crls().isEmpty()) {
        checks.add(
            ExpiryCheck.radSecCrl(() -> read(trust, clock).flatMap(Trust::crlsGoodUntil), clock));
      }
    }
    return checks;
  }

  private static Optional<Trust> read(TrustFiles files, InstantSource clock) {
    try {
      return Optional.of(files.open(clock));
    } catch (CertificateUnusable _) {
      return Optional.empty();
    }
  }
}
