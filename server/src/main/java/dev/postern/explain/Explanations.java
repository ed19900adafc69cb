package dev.postern.explain;

import dev.postern.audit.AuditFilter;
import dev.postern.audit.AuditLog;
import dev.postern.audit.AuditRow;
import dev.postern.token.HeldToken;
import dev.postern.token.Token;
import dev.postern.token.TokenFilter;
import dev.postern.token.TokenState;
import dev.postern.token.Tokens;
import dev.postern.user.UserId;
import dev.postern.user.UserStanding;
import dev.postern.user.Users;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Answers "why was I rejected" from what was written when it was decided and from how the user
/// stands now. It also answers for a name that is nobody's, whose attempts are in the audit, too.
public final class Explanations {
  private static final int MOST_TOKENS = 20;
  private static final int ROOM = 4000; // of the 4096 octets of a reply (RFC 2865, section 3)
  private static final int AROUND_A_NAME = 8; // as Fortinet-Group-Name
  private static final List<String> NOBODY = List.of("There is no user of this name.");

  private final Users users;
  private final Tokens tokens;
  private final AuditLog log;
  private final InstantSource clock;

  public Explanations(Users users, Tokens tokens, AuditLog log, InstantSource clock) {
    this.users = users;
    this.tokens = tokens;
    this.log = log;
    this.clock = clock;
  }

  /// Explains the last `limit` logins of a user, whom commands name as `called`.
  public Explanation of(UserId user, String called, int limit) {
    var found = users.find(user);
    var waits = new Waits(found, users.delays(user), clock.instant());
    var logins =
        log.last(AuditFilter.of(user, "login."), limit).reversed().stream()
            .map(row -> login(row, called, waits))
            .toList();
    return new Explanation(found.map(known -> now(known, waits)).orElse(NOBODY), logins);
  }

  private static Explanation.Login login(AuditRow row, String called, Waits waits) {
    var entry = row.entry();
    return switch (entry.event()) {
      case "login.accepted" -> new Explanation.Login(row, "Let in.", "");
      case "login.challenged" ->
          entry.reason().isEmpty()
              ? new Explanation.Login(row, "The code was asked for.", "")
              : worded(row, called, waits);
      default -> worded(row, called, waits);
    };
  }

  private static Explanation.Login worded(AuditRow row, String called, Waits waits) {
    var words = ReasonWords.of(row.entry().reason()).about(called);
    return new Explanation.Login(row, words.sentence(), waits.advice(row.entry(), words.advice()));
  }

  private List<String> now(UserStanding standing, Waits waits) {
    var sentences = new ArrayList<>(standing(standing));
    sentences.addAll(waits.sentences());
    var user = standing.user();
    crowd(user.groups()).ifPresent(sentences::add);
    var hands = new TokenFilter.Hands.Of(user.id());
    var held = tokens.page(new TokenFilter(hands, null, ""), "", MOST_TOKENS);
    if (held.isEmpty()) {
      sentences.add(
          user.everHadToken()
              ? "The user has no token now, but had one: logins are rejected."
              : "The user has never had a token.");
    }
    held.forEach(token -> sentences.add(token(token)));
    return sentences;
  }

  private static Optional<String> crowd(List<String> groups) {
    int octets =
        groups.stream()
            .mapToInt(name -> name.getBytes(StandardCharsets.UTF_8).length + AROUND_A_NAME)
            .sum();
    return octets <= ROOM
        ? Optional.empty()
        : Optional.of(
            "The names of the user's "
                + groups.size()
                + " groups may not all fit into an Access-Accept: the last are left out.");
  }

  private static List<String> standing(UserStanding standing) {
    var sentences = new ArrayList<String>();
    if (!standing.user().enabled()) {
      sentences.add("The user is disabled.");
    }
    if (!standing.hasPassword()) {
      sentences.add("The user has no local password.");
    }
    kept(standing).ifPresent(sentences::add);
    if (standing.failures() > 0) {
      sentences.add("Failed logins since the last good one: " + standing.failures() + ".");
    }
    return sentences;
  }

  private static Optional<String> kept(UserStanding standing) {
    String what =
        switch (standing.user().recoverable()) {
          case NOTHING -> "";
          case NT_HASH -> "an NT hash of the password, for MS-CHAP";
          case PASSWORD -> "the password itself, for CHAP and MS-CHAP";
        };
    if (what.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        standing.hasRecoverable()
            ? "Kept: " + what + "."
            : "To be kept from the next login by PAP on: " + what + ".");
  }

  private String token(HeldToken held) {
    var token = held.token();
    var text = new StringBuilder("Token " + token.serial().text() + " is " + state(token));
    var used = held.lastUsedAt();
    text.append(used == null ? ", never used" : ", last used " + Waits.seconds(used));
    return text.append('.').toString();
  }

  private String state(Token token) {
    boolean over = token.expiry().filter(end -> !end.isAfter(clock.instant())).isPresent();
    return over && token.state() == TokenState.ACTIVE
        ? "expired"
        : token.state().name().toLowerCase(Locale.ROOT);
  }
}
