package dev.postern.accounting;

import dev.postern.accounting.AccountingRecord.Kind;
import dev.postern.accounting.AccountingRecord.OfGateway;
import dev.postern.accounting.AccountingRecord.OfSession;
import dev.postern.accounting.Session.Origin;
import dev.postern.accounting.Session.Subject;
import dev.postern.accounting.Session.Traffic;
import dev.postern.gateway.GatewayRequest;
import dev.postern.octets.Octets;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.CleanText;
import dev.postern.radius.Packet;
import dev.postern.user.UserId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Packet to record: the only class of this room that reads attributes by number. Whatever a
/// gateway sends is read as far as it makes sense; text is bounded and without controls.
final class AccountingReader {
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_TEXT = 128;
  private static final int STATUS_START = 1;
  private static final int STATUS_STOP = 2;
  private static final int STATUS_INTERIM = 3;
  private static final int STATUS_ON = 7;
  private static final int STATUS_OFF = 8;

  /// A record is taken to be no older than this, whatever Acct-Delay-Time says.
  static final long LONGEST_DELAY = 86_400;

  private final AccountingHandler.Names names;
  private final SessionClass classes;

  AccountingReader(AccountingHandler.Names names, SessionClass classes) {
    this.names = names;
    this.classes = classes;
  }

  /// The record that the request is, if it says what it is of: Acct-Status-Type must be there, and
  /// Acct-Session-Id for a session's (RFC 2866, sections 5.1 and 5.5).
  Optional<AccountingRecord> read(GatewayRequest request, Instant now) {
    var packet = request.packet();
    long delay = Math.min(number(packet, AttributeNumber.ACCT_DELAY_TIME), LONGEST_DELAY);
    var at = now.minusSeconds(delay);
    return switch ((int) number(packet, AttributeNumber.ACCT_STATUS_TYPE)) {
      case STATUS_START -> session(request, Kind.START, at);
      case STATUS_INTERIM -> session(request, Kind.INTERIM, at);
      case STATUS_STOP -> session(request, Kind.STOP, at);
      case STATUS_ON, STATUS_OFF ->
          Optional.of(new OfGateway(request.gateway().name(), nas(request), at));
      default -> Optional.empty();
    };
  }

  private Optional<AccountingRecord> session(GatewayRequest request, Kind kind, Instant at) {
    var packet = request.packet();
    String session = text(packet, AttributeNumber.ACCT_SESSION_ID);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    String gateway = request.gateway().name();
    String source = request.source().getAddress().getHostAddress();
    var origin = new Origin(gateway, source, nas(request), session);
    var subject = subject(packet);
    return Optional.of(
        new OfSession(
            SessionId.of(gateway, origin.nas(), session, subject.userName()),
            kind,
            at,
            origin,
            subject,
            traffic(packet),
            (int) Math.min(number(packet, AttributeNumber.ACCT_TERMINATE_CAUSE), 0xffff)));
  }

  /// The session is the user's who logged in, where its Class tells; a gateway may name another,
  /// such as the anonymous outer name of EAP.
  private Subject subject(Packet packet) {
    String typed = packet.text(AttributeNumber.USER_NAME);
    var login = classes.read(packet.all(AttributeNumber.CLASS));
    @Nullable UserId user =
        login.map(SessionClass.Login::user).or(() -> names.of(typed)).orElse(null);
    return new Subject(
        CleanText.of(typed, LONGEST_NAME),
        user,
        login.map(SessionClass.Login::requestId).orElse(null),
        text(packet, AttributeNumber.CALLING_STATION_ID),
        address(packet, AttributeNumber.FRAMED_IP_ADDRESS, 4),
        address(packet, AttributeNumber.FRAMED_IPV6_ADDRESS, 16));
  }

  /// Octets since the session began, with what does not fit into 32 bits (RFC 2869, section 5.1).
  private static Traffic traffic(Packet packet) {
    return new Traffic(
        number(packet, AttributeNumber.ACCT_SESSION_TIME),
        octets(packet, AttributeNumber.ACCT_INPUT_GIGAWORDS, AttributeNumber.ACCT_INPUT_OCTETS),
        octets(packet, AttributeNumber.ACCT_OUTPUT_GIGAWORDS, AttributeNumber.ACCT_OUTPUT_OCTETS));
  }

  private static long octets(Packet packet, int high, int low) {
    long gigawords = number(packet, high);
    return gigawords > Integer.MAX_VALUE ? Long.MAX_VALUE : gigawords << 32 | number(packet, low);
  }

  /// Which NAS it is, which need not be the gateway itself: a proxy has many behind it.
  private static String nas(GatewayRequest request) {
    var packet = request.packet();
    String ipv4 = address(packet, AttributeNumber.NAS_IP_ADDRESS, 4);
    String ipv6 = address(packet, AttributeNumber.NAS_IPV6_ADDRESS, 16);
    String name = text(packet, AttributeNumber.NAS_IDENTIFIER);
    if (!ipv4.isEmpty() || !ipv6.isEmpty()) {
      return ipv4.isEmpty() ? ipv6 : ipv4;
    }
    return name.isEmpty() ? request.source().getAddress().getHostAddress() : name;
  }

  private static String text(Packet packet, int type) {
    return CleanText.of(packet.text(type), LONGEST_TEXT);
  }

  private static String address(Packet packet, int type, int length) {
    return packet
        .first(type)
        .filter(value -> value.length() == length)
        .map(AccountingReader::address)
        .orElse("");
  }

  private static String address(Octets value) {
    try {
      return InetAddress.getByAddress(value.toArray()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // it has four octets or sixteen
    }
  }

  private static long number(Packet packet, int type) {
    return packet
        .first(type)
        .filter(value -> value.length() == 4)
        .map(value -> (long) value.at(0) << 24 | value.at(1) << 16 | value.at(2) << 8 | value.at(3))
        .orElse(0L);
  }
}
