package dev.postern.accounting;

import dev.postern.accounting.AccountingRecord.OfGateway;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.gateway.GatewayRequest;
import dev.postern.radius.PacketCode;
import dev.postern.radius.Reply;
import dev.postern.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers Accounting-Requests, whatever way they came: a record is kept first and answered then
/// (RFC 2866, section 4.2). If it can't be kept nothing is sent, and the gateway, which keeps it
/// itself meanwhile, sends it again.
public final class AccountingHandler {
  private static final Logger LOG = LoggerFactory.getLogger(AccountingHandler.class);

  /// Reads what a gateway calls a user.
  @FunctionalInterface
  public interface Names {
    Optional<UserId> of(String typed);
  }

  private final Sessions sessions;
  private final AccountingReader reader;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final BooleanSupplier serving;
  private final AccountingMeter meter;
  private final Set<String> told = ConcurrentHashMap.newKeySet(); // as many as gateways

  /// `serving` tells whether this node's clock is right, which says when things happened; `nanos`
  /// is [System#nanoTime]'s clock.
  public AccountingHandler(
      Sessions sessions,
      Names names,
      SessionClass classes,
      InstantSource clock,
      LongSupplier nanos,
      BooleanSupplier serving,
      AccountingMeter meter) {
    this.sessions = sessions;
    this.reader = new AccountingReader(names, classes);
    this.clock = clock;
    this.nanos = nanos;
    this.serving = serving;
    this.meter = meter;
  }

  /// Answers an Accounting-Request; empty to send nothing.
  public Optional<Reply> answer(GatewayRequest request) {
    if (!serving.getAsBoolean()) {
      return Optional.empty();
    }
    var record = reader.read(request, clock.instant());
    if (record.isEmpty()) {
      unusable(request.gateway().name());
      return Optional.empty();
    }
    sessions.keep(record.get(), patience(request));
    meter.kept(request.gateway().name(), kind(record.get()));
    return Optional.of(new Reply(PacketCode.ACCOUNTING_RESPONSE, List.of(), Duration.ZERO));
  }

  /// How long the gateway waits for it, less what is over.
  private Duration patience(GatewayRequest request) {
    return request
        .gateway()
        .policy()
        .budget()
        .minusNanos(nanos.getAsLong() - request.arrivedNanos());
  }

  private static String kind(AccountingRecord record) {
    return switch (record) {
      case OfSession session -> session.kind().name().toLowerCase(Locale.ROOT);
      case OfGateway _ -> "gateway";
    };
  }

  private void unusable(String gateway) {
    meter.unusable(gateway);
    if (told.add(gateway)) {
      LOG.warn(
          "gateway {} sends accounting that says not what it is of (Acct-Status-Type other than"
              + " Start, Stop, Interim-Update, Accounting-On or -Off, or no Acct-Session-Id): it stays"
              + " unanswered; hint: turn off what else the gateway accounts for",
          gateway);
    }
  }
}
