package dev.postern;

import dev.postern.accounting.AccountingHandler;
import dev.postern.accounting.Disconnects;
import dev.postern.accounting.SessionClass;
import dev.postern.adminapi.AdminRoutes;
import dev.postern.adminapi.SessionRoutes;
import dev.postern.gateway.GatewayRequest;
import dev.postern.gateway.Gateways;
import dev.postern.metrics.AccountingMetrics;
import dev.postern.metrics.Metrics;
import dev.postern.octets.Octets;
import dev.postern.radius.PacketCode;
import dev.postern.radius.Reply;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.store.PgSessions;
import dev.postern.store.SessionKeeping;
import dev.postern.transport.GatewayCalls;
import dev.postern.transport.RequestHandler;
import dev.postern.user.LoginName;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What becomes of logins: the records of gateways, kept before they are answered.
final class AccountingStart {
  private static final Duration CALL_WAIT = Duration.ofSeconds(2); // three times

  private final Ground ground;
  private final Stored stored;
  private final PgSessions sessions;
  private final SessionClass classes;
  private final AccountingMetrics meter;

  AccountingStart(Ground ground, Stored stored, Metrics metrics, Closer opening) {
    this.ground = ground;
    this.stored = stored;
    this.meter = new AccountingMetrics(metrics);
    this.classes = new SessionClass(ground.keys().ring());
    ground.keys().handTo(classes::take);
    this.sessions = opening.add(new PgSessions(stored.database()));
    metrics.level("accounting.waiting", "records that wait for the database", sessions::waiting);
    opening.add(
        new SessionKeeping(
                stored.database(), ground.config().accounting(), ground.clock(), meter::open)
            .start());
  }

  /// What ties sessions to their logins.
  SessionClass classes() {
    return classes;
  }

  /// Answers accounting, by UDP or any other way.
  RequestHandler handler() {
    return new Accounts(
        new AccountingHandler(
            sessions,
            AccountingStart::user,
            classes,
            ground.clock(),
            System::nanoTime,
            stored.clockWatch()::agrees,
            meter));
  }

  /// What operators see of sessions, and how they end one.
  AdminRoutes routes(Gateways gateways, Dictionary dictionary) {
    var calls = new GatewayCalls(CALL_WAIT);
    var disconnects =
        new Disconnects(sessions, gateways, calls::ask, ground.random(), ground.clock());
    return new SessionRoutes(
        sessions, disconnects, (type, value) -> valueName(dictionary, type, value));
  }

  private static String valueName(Dictionary dictionary, int type, int value) {
    var octets = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    return dictionary.definitionOf(0, type).describe(Octets.copyOf(octets));
  }

  private static Optional<UserId> user(String typed) {
    return LoginName.parse(typed, Set.of(RealmName.LOCAL), RealmName.LOCAL)
        .map(name -> UserId.of(name.realm(), name.name()));
  }

  private record Accounts(AccountingHandler handler) implements RequestHandler {
    @Override
    public boolean answers(int code) {
      return code == PacketCode.ACCOUNTING_REQUEST;
    }

    @Override
    public int statusReply() {
      return PacketCode.ACCOUNTING_RESPONSE;
    }

    @Override
    public Optional<Reply> answer(GatewayRequest request) {
      return handler.answer(request);
    }
  }
}
