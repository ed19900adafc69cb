package dev.postern;

import dev.postern.certificate.PemFiles;
import dev.postern.doctor.AuditCheck;
import dev.postern.doctor.CertificateCheck;
import dev.postern.doctor.Check;
import dev.postern.doctor.ClockCheck;
import dev.postern.doctor.Doctor;
import dev.postern.doctor.EapCertificateCheck;
import dev.postern.doctor.GatewaysCheck;
import dev.postern.doctor.NodesCheck;
import dev.postern.doctor.ReadinessCheck;
import dev.postern.doctor.ReplyRulesCheck;
import dev.postern.doctor.VerificationCheck;
import dev.postern.store.PgGateways;
import dev.postern.store.PgUnsealedRows;
import dev.postern.store.PgVerifications;
import dev.postern.store.ReplyRuleWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the doctor looks at.
final class DoctorStart {
  private DoctorStart() {}

  /// To be called when the certificate was read that is served from now on.
  static Doctor doctor(Ground ground, Stored stored, PemFiles served, ReplyRuleWatch rules) {
    var clock = ground.clock();
    var gateways = new PgGateways(stored.database(), ground.sealer(), clock);
    var until = served.goodUntil().orElse(Instant.EPOCH);
    var checks = new ArrayList<Check>();
    ground
        .config()
        .eap()
        .pem()
        .ifPresent(pem -> checks.add(new EapCertificateCheck(pem::goodUntil, clock)));
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
}
