package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.actor.Actor;
import dev.postern.api.AuditReport;
import dev.postern.api.AuditVerification;
import dev.postern.api.ProgressLine;
import dev.postern.audit.AuditVerification.Finding;
import dev.postern.audit.AuditVerification.Kind;
import dev.postern.audit.AuditVerification.Progress;
import dev.postern.audit.AuditVerification.Report;
import dev.postern.audit.ExportedHead;
import dev.postern.audit.Seal;
import dev.postern.audit.SealedHeads;
import dev.postern.audit.Verifications;
import dev.postern.audit.Verifications.Verified;
import dev.postern.http.Answer;
import dev.postern.http.Refused;
import dev.postern.octets.Octets;
import dev.postern.operator.Role;
import dev.postern.user.RealmName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditVerifyRoutesTest {
  private final List<ExportedHead> compared = new ArrayList<>();
  private final List<Verified> noted = new ArrayList<>();
  private final AuditVerifyRoutes routes =
      new AuditVerifyRoutes(
          this::verify,
          new KeptHeads(List.of(head(seal(1)))),
          new NotedIn(noted),
          () -> Instant.EPOCH);

  private record NotedIn(List<Verified> all) implements Verifications {
    @Override
    public void done(Verified verified) {
      all.add(verified);
    }

    @Override
    public Optional<Verified> last() {
      return Optional.empty();
    }
  }

  private record KeptHeads(List<ExportedHead> kept) implements SealedHeads {
    @Override
    public void add(Seal seal) {
      throw new AssertionError("verifying exports nothing");
    }
  }

  @Test
  void progressComesBeforeTheReportAndBothSourcesOfHeadsAreCompared() {
    var lines = post(List.of(ExportedHead.line(seal(2))), Set.of());
    assertThat(compared).containsExactly(head(seal(1)), head(seal(2)));
    assertThat(lines)
        .containsExactly(
            ProgressLine.of(new dev.postern.api.Progress(10_000, null, 0, null)),
            ProgressLine.of(
                new AuditReport(
                    10_001, 2, List.of(new AuditReport.Finding("seal deleted", "seal 3: gone")))));
  }

  @Test
  void thatItWasVerifiedIsNotedWithWhoDidItAndHowMuchWasWrong() {
    post(null, Set.of());
    assertThat(noted)
        .containsExactly(new Verified(Instant.EPOCH, new Actor.Operator("anna"), 10_001, 1));
  }

  @Test
  void withoutAnyHeadsTheOwnOnesAreCompared() {
    post(null, Set.of());
    assertThat(compared).containsExactly(head(seal(1)));
  }

  @Test
  void aLineThatIsNoHeadAndACallerOfOneRealmAreRefused() {
    assertThatThrownBy(() -> post(List.of("what"), Set.of())).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> post(null, Set.of(RealmName.LOCAL))).isInstanceOf(Refused.class);
  }

  private Report verify(List<ExportedHead> heads, Progress progress) {
    compared.addAll(heads);
    progress.rows(10_000);
    return new Report(10_001, 2, List.of(new Finding(Kind.SEAL_DELETED, "seal 3: gone")));
  }

  private List<Object> post(@Nullable List<String> heads, Set<RealmName> realms) {
    var request = new FakeRequest().body(new AuditVerification(heads));
    var caller = new Caller(new Actor.Operator("anna"), Role.AUDITOR, realms, null);
    var answer = routes.routes().getFirst().handler().answer(request, caller);
    var lines = new ArrayList<Object>();
    ((Answer.Stream) answer).source().writeTo(lines::add);
    return lines;
  }

  private static ExportedHead head(Seal seal) {
    return ExportedHead.parse(ExportedHead.line(seal)).orElseThrow();
  }

  private static Seal seal(long number) {
    var covered = new Seal.Covered(number, number * 10, Instant.EPOCH, List.of(), false);
    return new Seal(new UUID(0, 1), number, covered, Seal.ORIGIN, Instant.EPOCH, Octets.empty());
  }
}
