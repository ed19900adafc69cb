package dev.postern.eap;

import dev.postern.octets.Octets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// The end of what is said in a PEAP tunnel ([MS-PEAP], section 2.2.8): whether both take it for a
/// success, and that both have the same keys. These packets have the header of EAP that the others
/// in the tunnel lack.
final class PeapExtensions {
  private static final int TYPE = 33;
  private static final int RESULT = 3;
  private static final int BINDING = 12;
  private static final int SUCCESS = 1;
  private static final int MANDATORY = 0x80;
  private static final int NONCE = 32;
  private static final int BEFORE_NONCE = 8;
  private static final int BINDING_LENGTH = BEFORE_NONCE + NONCE + PeapBinding.MAC;
  private static final int TLV_HEADER = 4;
  private static final int TLV_TYPE = 0x3fff;
  private static final int RESPONSE = 1;

  private PeapExtensions() {}

  /// What a client answered.
  record Answer(boolean success, Optional<Octets> binding) {
    /// Whether the client shows that it has the same keys; not asked of one that knows no binding.
    boolean boundBy(PeapBinding keys) {
      return binding.isEmpty() || isMac(keys, binding.get());
    }

    private static boolean isMac(PeapBinding keys, Octets tlv) {
      int end = BINDING_LENGTH - PeapBinding.MAC;
      var zeros = Octets.copyOf(new byte[PeapBinding.MAC]);
      var mac = keys.mac(Octets.join(List.of(tlv.slice(0, end), zeros)));
      return tlv.at(BEFORE_NONCE - 1) == RESPONSE
          && MessageDigest.isEqual(mac.toArray(), tlv.slice(end, BINDING_LENGTH).toArray());
    }
  }

  /// Says that it failed.
  static EapPacket failure(int identifier) {
    return EapPacket.request(identifier, TYPE, result(2));
  }

  /// Says that it succeeded, and shows the server's keys. `nonce`: 32 random octets.
  static EapPacket success(int identifier, PeapBinding keys, Octets nonce) {
    var head =
        Octets.copyOf(new byte[] {0, BINDING, 0, NONCE + PeapBinding.MAC + TLV_HEADER, 0, 0, 0, 0});
    var zeros = Octets.copyOf(new byte[PeapBinding.MAC]);
    var mac = keys.mac(Octets.join(List.of(head, nonce, zeros)));
    return EapPacket.request(
        identifier, TYPE, Octets.join(List.of(result(SUCCESS), head, nonce, mac)));
  }

  private static Octets result(int result) {
    return Octets.copyOf(new byte[] {(byte) MANDATORY, RESULT, 0, 2, 0, (byte) result});
  }

  /// Reads an answer; empty if it is none, or without a result.
  static Optional<Answer> answer(Octets packet) {
    return EapPacket.response(packet)
        .filter(response -> response.type() == TYPE)
        .flatMap(response -> read(response.data()));
  }

  /// The last of a kind counts, and what else there is does not.
  private static Optional<Answer> read(Octets tlvs) {
    Optional<Boolean> success = Optional.empty();
    Optional<Octets> binding = Optional.empty();
    int at = 0;
    while (at < tlvs.length()) {
      int end = at + TLV_HEADER;
      end = end > tlvs.length() ? end : end + (tlvs.at(at + 2) << 8 | tlvs.at(at + 3));
      if (end > tlvs.length()) {
        return Optional.empty();
      }
      int type = (tlvs.at(at) << 8 | tlvs.at(at + 1)) & TLV_TYPE;
      if (type == RESULT && end - at == TLV_HEADER + 2) {
        success = Optional.of(tlvs.at(at + 5) == SUCCESS);
      }
      if (type == BINDING) {
        if (end - at != BINDING_LENGTH) {
          return Optional.empty();
        }
        binding = Optional.of(tlvs.slice(at, end));
      }
      at = end;
    }
    var bound = binding;
    return success.map(it -> new Answer(it, bound));
  }
}
