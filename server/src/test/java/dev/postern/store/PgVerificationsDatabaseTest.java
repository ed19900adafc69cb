package dev.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEntry;
import dev.postern.audit.Verifications.Verified;
import dev.postern.user.UsersContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class PgVerificationsDatabaseTest {
  @Test
  void theLastOneIsKeptAndEachIsAudited() {
    try (var migrated = new MigratedDatabase()) {
      var verifications = new PgVerifications(migrated.database());
      assertThat(verifications.last()).isEmpty();
      var first = new Verified(UsersContract.NOW, UsersContract.OPERATOR, 10, 0);
      var second = new Verified(UsersContract.NOW.plusSeconds(5), UsersContract.OPERATOR, 12, 3);
      verifications.done(first);
      verifications.done(second);
      assertThat(verifications.last()).contains(second);
      assertThat(migrated.audited())
          .extracting(AuditEntry::event)
          .containsExactly("audit.verified", "audit.verified");
    }
  }
}
