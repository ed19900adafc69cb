package dev.postern.bench;

import dev.postern.bench.eap.EapPeer;
import dev.postern.bench.eap.MsChapV2Peer;
import dev.postern.bench.eap.TtlsPeer;
import dev.postern.mschap.NtHash;
import dev.postern.octets.SecretOctets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The methods that are measured. By TTLS a login shows the password with a code behind it, each
/// user's once; by MSCHAPv2 the password alone, of users without a token, who are few.
enum EapMethod {
  MSCHAPV2("mschapv2", ""),
  TTLS_12("ttls", "TLSv1.2"),
  TTLS_13("ttls", "TLSv1.3");

  /// Users of MSCHAPv2, who log in again and again.
  static final int FEW = 2000;

  static final String HEADING = "username,nt_hash";

  private final String offered;
  private final String protocol;

  EapMethod(String offered, String protocol) {
    this.offered = offered;
    this.protocol = protocol;
  }

  /// As both servers' settings name it.
  String offered() {
    return offered;
  }

  String protocol() {
    return protocol;
  }

  boolean tunnel() {
    return this != MSCHAPV2;
  }

  String user(int number) {
    return tunnel() ? new BenchUser(number).name() : "m%07d".formatted(number % FEW);
  }

  EapPeer peer(int number, Instant now, RandomGenerator random) {
    return tunnel()
        ? new TtlsPeer(protocol, user(number), new BenchUser(number).typed(now))
        : new MsChapV2Peer(user(number), password(number), random);
  }

  private static SecretOctets password(int number) {
    return SecretOctets.utf8("pw-m%07d".formatted(number % FEW));
  }

  static String ntHash(int number) {
    return HexFormat.of().formatHex(NtHash.of(password(number)).octets().reveal());
  }

  /// The row of an import, of a user of MSCHAPv2.
  static String row(int number) {
    return MSCHAPV2.user(number) + "," + ntHash(number);
  }
}
