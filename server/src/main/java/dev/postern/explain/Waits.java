package dev.postern.explain;

import dev.postern.audit.AuditEntry;
import dev.postern.user.SourceDelay;
import dev.postern.user.UserStanding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a user has to wait for at this moment: delays, each for one source, and a lock for all
/// sources without a good login.
final class Waits {
  private static final String OVER = "That is over: the user may try again.";

  private final @Nullable Instant lockEnd;
  private final List<SourceDelay> delays;

  Waits(Optional<UserStanding> standing, List<SourceDelay> delays, Instant now) {
    this.lockEnd =
        standing.flatMap(UserStanding::lockEnd).filter(end -> end.isAfter(now)).orElse(null);
    this.delays = delays.stream().filter(delay -> delay.until().isAfter(now)).toList();
  }

  List<String> sentences() {
    var sentences = new ArrayList<String>();
    if (lockEnd != null) {
      sentences.add("The user is locked until " + seconds(lockEnd) + ".");
    }
    for (var delay : delays) {
      sentences.add(
          "Logins from %s are not examined until %s."
              .formatted(delay.source(), seconds(delay.until())));
    }
    return sentences;
  }

  /// What to do about a login that was not examined, with the moment from which on the next one
  /// will be; about any other, the advice as it is.
  String advice(AuditEntry login, String advice) {
    return switch (login.reason()) {
      case "DELAYED" -> advice(delayOf(login), advice);
      case "LOCKED" -> advice(Optional.ofNullable(lockEnd), advice);
      default -> advice;
    };
  }

  private Optional<Instant> delayOf(AuditEntry login) {
    var origin = login.origin();
    return delays.stream()
        .filter(delay -> origin != null && delay.source().equals(origin.source()))
        .map(SourceDelay::until)
        .findFirst();
  }

  private static String advice(Optional<Instant> end, String advice) {
    return end.map(until -> advice + " It ends at " + seconds(until) + ".").orElse(OVER);
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
