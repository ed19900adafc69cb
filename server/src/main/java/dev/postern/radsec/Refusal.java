package dev.postern.radsec;

/// Why a connection did not come to be. `hint` is what its operator should do, in words.
public enum Refusal {
  TOO_MANY("there are as many connections as may be", "raise radsec.connections"),
  TOO_MANY_OF_ADDRESS(
      "its address has as many connections as it may", "raise radsec.connections-per-address"),
  TOO_MANY_OF_GATEWAY(
      "its gateway has as many connections as it may", "raise radsec.connections-per-gateway"),
  TOO_MANY_HANDSHAKES("there are as many handshakes at once as may be", "raise radsec.handshakes"),
  NOT_TLS("what it sends is no TLS", "have it use RADIUS over TLS here, and UDP at the other port"),
  TLS(
      "no version or cipher of TLS in common",
      "TLS 1.2 with ECDHE and GCM or ChaCha20, or TLS 1.3, is needed"),
  NO_CERTIFICATE("it shows no certificate", "give it a certificate of one of radsec.ca"),
  UNKNOWN_CA(
      "its certificate is of no CA of radsec.ca",
      "have that CA issue one, or name its CA there, and have the CAs between sent along"),
  OUT_OF_DATE("its certificate, or a CA's, is good no more or not yet", "renew it"),
  REVOKED("its certificate was revoked", "give it a new one"),
  REVOCATION_UNKNOWN(
      "no CRL in force says whether its certificate is revoked", "renew the file of radsec.crl"),
  UNFIT(
      "its certificate is not for TLS clients",
      "issue one whose extended key usage, if it has any, names clientAuth"),
  OURS_REFUSED(
      "it refuses the certificate of this server",
      "have it trust the CA of radsec.certificate, and compare the name that it expects"),
  UNKNOWN_NAME(
      "no enabled gateway has a name of its certificate",
      "posternctl gateway change NAME --radsec-name one of these"),
  SEVERAL_GATEWAYS(
      "its certificate has names of several gateways",
      "give each gateway a certificate of its own"),
  ELSEWHERE(
      "its gateway may ask from its networks alone, and this is none of them",
      "posternctl gateway change NAME --network, or --no-radsec-from-networks"),
  TOO_SLOW("its handshake took too long", ""),
  LEFT("it left in the middle of the handshake", ""),
  STOPPING("this server stops", ""),
  FAILED("TLS failed", "");

  private final String what;
  private final String hint;

  Refusal(String what, String hint) {
    this.what = what;
    this.hint = hint;
  }

  String what() {
    return what;
  }

  String hint() {
    return hint;
  }

  /// As it stands in a metric.
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
