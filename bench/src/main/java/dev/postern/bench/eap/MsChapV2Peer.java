package dev.postern.bench.eap;

import dev.postern.mschap.MsChapV2Proof;
import dev.postern.mschap.NtHash;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2). It looks whether the server knows the password,
/// too.
public final class MsChapV2Peer implements EapPeer {
  private static final int TYPE = 26;
  private static final int CHALLENGE = 1;
  private static final int RESPONSE = 2;
  private static final int SUCCESS = 3;

  private static final int HEADER = 4;
  private static final int VALUE = 49;

  private final Octets name;
  private final NtHash hash;
  private final RandomGenerator random;
  private @Nullable MsChapV2Proof proof;
  private @Nullable SecretOctets masterSessionKey;

  public MsChapV2Peer(String name, SecretOctets password, RandomGenerator random) {
    this.name = Octets.utf8(name);
    this.hash = NtHash.of(password);
    this.random = random;
  }

  @Override
  public int type() {
    return TYPE;
  }

  @Override
  public Octets answer(Octets data) {
    int code = data.at(0);
    if (code != CHALLENGE && code != SUCCESS) {
      throw new IllegalStateException("MSCHAPv2 code " + code);
    }
    return code == CHALLENGE ? prove(data) : check(data);
  }

  private Octets prove(Octets data) {
    var challenge = data.slice(HEADER + 1, HEADER + 1 + data.at(HEADER));
    var made = MsChapV2Proof.make(data.at(1), challenge, hash, name, random);
    proof = made;
    int length = HEADER + 1 + VALUE + name.length();
    byte[] head = {RESPONSE, (byte) data.at(1), (byte) (length >> 8), (byte) length, (byte) VALUE};
    return Octets.join(
        List.of(
            Octets.copyOf(head),
            made.peerChallenge(),
            Octets.copyOf(new byte[8]),
            Octets.copyOf(made.ntResponse().reveal()),
            Octets.copyOf(new byte[1]),
            name));
  }

  private Octets check(Octets data) {
    if (proof == null) {
      throw new IllegalStateException("success before a proof");
    }
    var expected = proof.madeWith(hash).orElseThrow();
    String said = data.slice(HEADER, data.length()).utf8();
    if (!said.startsWith(expected.authenticatorResponse().revealUtf8())) {
      throw new IllegalStateException("the server does not know the password");
    }
    byte[] both = new byte[32];
    System.arraycopy(expected.keys().receive().reveal(), 0, both, 0, 16);
    System.arraycopy(expected.keys().send().reveal(), 0, both, 16, 16);
    masterSessionKey = SecretOctets.copyOf(both);
    return Octets.copyOf(new byte[] {SUCCESS});
  }

  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return Optional.ofNullable(masterSessionKey);
  }
}
