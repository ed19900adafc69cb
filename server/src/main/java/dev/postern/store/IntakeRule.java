package dev.postern.store;

import dev.postern.crypto.Sealer;
import dev.postern.store.IntakeSurroundings.PresentToken;
import dev.postern.store.IntakeSurroundings.PresentUser;
import dev.postern.takeover.Intake.Row;
import dev.postern.takeover.Intake.Terms;
import dev.postern.takeover.TakenRow.Step;
import dev.postern.token.Token;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of the rows of an import beside what is there already. Judges them in the order of
/// the file, for an earlier row may stand in the way of a later one.
final class IntakeRule {
  /// An import is not approved row by row.
  private static final String HELD =
      "the user's e-mail or phone is changed or was within 72 h, or the user was removed: give the"
          + " token by posternctl token add, which takes a second operator";

  /// How a row ends.
  sealed interface Verdict {
    record Refused(String reason) implements Verdict {}

    record Taken(Row row, Step user, Step token) implements Verdict {}
  }

  private final Terms terms;
  private final Sealer sealer;
  private final IntakeSurroundings around;
  private final Set<UUID> seenUsers;
  private final Set<String> seenTokens;
  private final Set<UUID> changedAddresses = new HashSet<>();

  /// @param seen what was in rows before these
  IntakeRule(Terms terms, Sealer sealer, IntakeSurroundings around, IntakeMemory.Seen seen) {
    this.terms = terms;
    this.sealer = sealer;
    this.around = around;
    seenUsers = new HashSet<>(seen.users());
    seenTokens = seen.tokens();
  }

  Verdict judge(Row row) {
    if (row.user() != null && !around.realms().contains(row.user().realm().text())) {
      return new Verdict.Refused("there is no such realm");
    }
    boolean repeated = row.user() != null && !seenUsers.add(row.user().id().value());
    if (repeated && !(row.bare() && row.token() != null)) {
      return new Verdict.Refused("the user was on an earlier line");
    }
    if (row.token() != null && seenTokens.contains(row.token().serial().text())) {
      return new Verdict.Refused("the token was on an earlier line");
    }
    return beside(row, repeated);
  }

  private Verdict beside(Row row, boolean repeated) {
    var before = present(row);
    if (before != null && !repeated && !terms.update()) {
      return new Verdict.Refused(
          "there is such a user already; import with --update to change users");
    }
    if (before != null && before.addressChangedBy(Objects.requireNonNull(row.user()))) {
      changedAddresses.add(before.id());
    }
    Step user = userStep(row, before, repeated);
    return row.token() == null
        ? new Verdict.Taken(row, user, Step.NONE)
        : withToken(row, row.token(), user);
  }

  private @Nullable PresentUser present(Row row) {
    return row.user() == null ? null : around.users().get(row.user().id().value());
  }

  private static Step userStep(Row row, @Nullable PresentUser before, boolean repeated) {
    if (row.user() == null) {
      return Step.NONE;
    }
    if (repeated) {
      return Step.UNCHANGED;
    }
    if (before == null) {
      return Step.CREATED;
    }
    return before.changedBy(row) ? Step.CHANGED : Step.UNCHANGED;
  }

  private Verdict withToken(Row row, Token token, Step user) {
    var there = around.tokens().get(token.serial().text());
    if (there == null) {
      return given(row, user, Step.CREATED);
    }
    if (!terms.update()) {
      return new Verdict.Refused("there is a token with this serial already");
    }
    boolean brings = there.awaitsKey() && !row.awaitsKey();
    if (!brings && !row.awaitsKey() && !sameKey(row, token, there)) {
      return new Verdict.Refused("there is a token with this serial already, with another key");
    }
    boolean owned = token.owner() == null || TokenRows.column(token.owner()).equals(there.owner());
    if (owned && !brings) {
      return new Verdict.Taken(row, user, Step.UNCHANGED);
    }
    if (owned) {
      boolean suspect = there.ownerSuspect() || changedAddresses.contains(there.owner());
      return suspect ? new Verdict.Refused(HELD) : given(row, user, Step.CHANGED);
    }
    if (!there.owner().equals(UserRows.STOCK)) {
      return new Verdict.Refused("somebody else has the token with this serial");
    }
    return there.state().equals("pending")
        ? given(row, user, Step.CHANGED)
        : new Verdict.Refused("the token with this serial lies in stock and is " + there.state());
  }

  /// An address that was changed lately holds a token back (S24).
  private Verdict given(Row row, Step user, Step token) {
    return suspect(row) ? new Verdict.Refused(HELD) : new Verdict.Taken(row, user, token);
  }

  private boolean suspect(Row row) {
    if (row.user() == null) {
      return false;
    }
    var before = present(row);
    return before == null
        ? around.removed().contains(row.user().id().value())
        : before.changedLately() || changedAddresses.contains(before.id());
  }

  private boolean sameKey(Row row, Token token, PresentToken there) {
    String identity = token.serial().sealingIdentity();
    return row.key() != null
        && sealer.unseal(there.key(), identity).equals(sealer.unseal(row.key(), identity));
  }
}
