package dev.postern.radius.dictionary;

/// How an attribute's value is hidden on the wire; a dictionary says it as `encrypt=`.
public enum Encryption {
  NONE,
  /// `encrypt=1`: as User-Password (RFC 2865, section 5.2).
  USER_PASSWORD,
  /// `encrypt=2`: with a salt, as Tunnel-Password (RFC 2868, section 3.5).
  TUNNEL_PASSWORD,
  /// `encrypt=3`: as Ascend-Send-Secret.
  ASCEND_SECRET
}
