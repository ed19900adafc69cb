package dev.postern.eap;

import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.MsChapV2Success;
import dev.postern.mschap.NtHash;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A client of EAP-MSCHAPv2: what it says is the data of EAP packets of type 26.
public final class MsChapV2Peer {
  public static final Octets TAKEN = Octets.hex("03");
  public static final Octets REFUSED = Octets.hex("04");

  private final Octets name;
  private final NtHash hash;
  private @Nullable MsChapV2Success wanted;

  public MsChapV2Peer(String name, String password) {
    this.name = Octets.utf8(name);
    this.hash = NtHash.of(SecretOctets.utf8(password));
  }

  /// What it answers to this Challenge.
  public Octets answer(Octets asked) {
    var proof = MsChapV2Proof.make(asked.at(1), asked.slice(5, 21), hash, name, new Random(7));
    wanted = proof.madeWith(hash).orElseThrow();
    int length = 4 + 1 + 49 + name.length();
    var head = Octets.hex("02%02x%04x31".formatted(proof.identifier(), length));
    var response = Octets.copyOf(proof.ntResponse().reveal());
    return Octets.join(
        List.of(
            head,
            proof.peerChallenge(),
            Octets.hex("00".repeat(8)),
            response,
            Octets.hex("00"),
            name));
  }

  /// Whether this is the Success that it wants.
  public boolean believes(Octets told) {
    String text = told.slice(4, told.length()).utf8();
    return told.at(0) == 3
        && (told.at(2) << 8 | told.at(3)) == told.length()
        && text.startsWith(wanted().authenticatorResponse().revealUtf8() + " M=");
  }

  /// Its keys, as the gateway names them.
  public MsChapV2Success wanted() {
    return Objects.requireNonNull(wanted);
  }
}
