package dev.postern.adminapi;

import dev.postern.accounting.DisconnectOutcome;
import dev.postern.accounting.DisconnectOutcome.Acknowledged;
import dev.postern.accounting.DisconnectOutcome.NoGateway;
import dev.postern.accounting.DisconnectOutcome.Off;
import dev.postern.accounting.DisconnectOutcome.Over;
import dev.postern.accounting.DisconnectOutcome.Refused;
import dev.postern.accounting.DisconnectOutcome.Silent;
import dev.postern.accounting.Session;
import dev.postern.api.DisconnectReport;
import dev.postern.api.SessionView;
import dev.postern.http.Answer;
import dev.postern.http.Problem;
import dev.postern.radius.AttributeNumber;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sessions, and what gateways say to ending them, in the words of the API.
final class SessionWords {
  /// What the dictionaries call the value of a standard attribute.
  @FunctionalInterface
  interface ValueNames {
    String of(int attribute, int value);
  }

  private final ValueNames names;

  SessionWords(ValueNames names) {
    this.names = names;
  }

  SessionView view(Session session) {
    var origin = session.origin();
    var subject = session.subject();
    var span = session.span();
    return new SessionView(
        session.id().text(),
        origin.gateway(),
        origin.nas(),
        origin.session(),
        subject.userName(),
        subject.station(),
        Stream.of(subject.ipv4(), subject.ipv6()).filter(one -> !one.isEmpty()).toList(),
        span.startedAt(),
        span.heardAt(),
        span.endedAt(),
        span.ending() == null ? null : span.ending().name().toLowerCase(Locale.ROOT),
        cause(span.cause()),
        session.traffic().seconds(),
        session.traffic().input(),
        session.traffic().output(),
        subject.login());
  }

  private @Nullable String cause(int cause) {
    return cause == 0 ? null : names.of(AttributeNumber.ACCT_TERMINATE_CAUSE, cause);
  }

  Answer answer(Session session, DisconnectOutcome outcome) {
    return switch (outcome) {
      case Acknowledged() ->
          report(session, "acknowledged", "the gateway ends it: its Stop follows", null);
      case Refused(int errorCause) ->
          report(session, "refused", "the gateway refuses" + because(errorCause), hint(errorCause));
      case Silent(String address, int port) ->
          report(
              session,
              "no answer",
              "no answer from " + address + " port " + port,
              "let the gateway take Disconnect-Requests (RFC 5176) from this node's address on"
                  + " that port, under the same shared secret; on a FortiGate: set radius-coa"
                  + " enable; another port: posternctl gateway change --disconnect-port");
      case Off() ->
          Answer.failed(
              Problem.conflict(
                      "gateway '" + session.origin().gateway() + "' is not asked to end sessions")
                  .hint("posternctl gateway change --disconnect-port 3799"));
      case NoGateway(String address) ->
          Answer.failed(
              Problem.conflict(
                      address
                          + ", where the session was heard of, is no address of gateway '"
                          + session.origin().gateway()
                          + "' any more")
                  .hint("run: posternctl gateway show " + session.origin().gateway()));
      case Over() -> Answer.failed(Problem.conflict("the session is over"));
    };
  }

  private Answer report(Session session, String outcome, String words, @Nullable String hint) {
    return Answer.ok(new DisconnectReport(view(session), outcome, words, hint));
  }

  private String because(int errorCause) {
    return errorCause == 0
        ? ""
        : ": " + names.of(AttributeNumber.ERROR_CAUSE, errorCause) + " (" + errorCause + ")";
  }

  /// RFC 5176, section 3.5.
  private static @Nullable String hint(int errorCause) {
    return switch (errorCause) {
      case 402, 404 ->
          "the gateway wants to be told more: a FortiGate wants the user's address, which must"
              + " stand in its accounting (Framed-IP-Address)";
      case 403 ->
          "the gateway goes by another NAS-IP-Address or NAS-Identifier than it accounts by";
      case 501 -> "let the gateway take Disconnect-Requests from this node's address";
      case 503 ->
          "the gateway knows no such session: it is over, and closed here when nothing was heard of"
              + " it for long enough";
      default -> null;
    };
  }
}
