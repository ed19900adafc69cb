package dev.postern.radius;

/// The first octet of a packet (RFC 2865, section 3). Numbers rather than an enum, since a packet
/// of an unknown code must survive long enough to be counted.
public final class PacketCode {
  public static final int ACCESS_REQUEST = 1;
  public static final int ACCESS_ACCEPT = 2;
  public static final int ACCESS_REJECT = 3;
  public static final int ACCOUNTING_REQUEST = 4;
  public static final int ACCOUNTING_RESPONSE = 5;
  public static final int ACCESS_CHALLENGE = 11;
  public static final int STATUS_SERVER = 12;
  public static final int DISCONNECT_REQUEST = 40;
  public static final int DISCONNECT_ACK = 41;
  public static final int DISCONNECT_NAK = 42;

  private PacketCode() {}

  /// The standard's name, or `Code-N`.
  public static String name(int code) {
    return switch (code) {
      case ACCESS_REQUEST -> "Access-Request";
      case ACCESS_ACCEPT -> "Access-Accept";
      case ACCESS_REJECT -> "Access-Reject";
      case ACCOUNTING_REQUEST -> "Accounting-Request";
      case ACCOUNTING_RESPONSE -> "Accounting-Response";
      case ACCESS_CHALLENGE -> "Access-Challenge";
      case STATUS_SERVER -> "Status-Server";
      case DISCONNECT_REQUEST -> "Disconnect-Request";
      case DISCONNECT_ACK -> "Disconnect-ACK";
      case DISCONNECT_NAK -> "Disconnect-NAK";
      default -> "Code-" + code;
    };
  }
}
