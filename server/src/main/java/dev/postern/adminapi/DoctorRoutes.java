package dev.postern.adminapi;

import dev.postern.api.ApiPaths;
import dev.postern.api.Diagnosis;
import dev.postern.doctor.Doctor;
import dev.postern.doctor.Finding;
import dev.postern.http.Answer;
import dev.postern.http.Method;
import dev.postern.http.Request;
import java.time.InstantSource;
import java.util.List;

/// What is wrong with the installation. It tells the weak sides of gateways, so who may not see
/// those may not ask.
public final class DoctorRoutes implements AdminRoutes {
  private final String node;
  private final Doctor doctor;
  private final InstantSource clock;

  public DoctorRoutes(String node, Doctor doctor, InstantSource clock) {
    this.node = node;
    this.doctor = doctor;
    this.clock = clock;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(new AdminRoute(Method.GET, ApiPaths.DOCTOR, Permission.DIAGNOSE, this::examine));
  }

  private Answer examine(Request request, Caller caller) {
    caller.requireAllRealms();
    var findings = doctor.examine().stream().map(DoctorRoutes::view).toList();
    return Answer.ok(new Diagnosis(node, clock.instant(), findings));
  }

  private static Diagnosis.Finding view(Finding finding) {
    return new Diagnosis.Finding(
        Diagnosis.Severity.valueOf(finding.severity().name()),
        finding.about(),
        finding.what(),
        finding.hint().isEmpty() ? null : finding.hint());
  }
}
