package dev.postern.eap;

import dev.postern.mschap.MsChapError;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.mschap.MsChapV2Proof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2, of RFC 2759): a challenge, the client's proof,
/// and then the server's own, which the client takes or not. Each is said once and in this order.
final class MsChapV2Method implements EapMethod {
  private static final int CHALLENGE = 1;
  private static final int RESPONSE = 2;
  private static final int SUCCESS = 3;
  private static final int FAILURE = 4;

  private static final int HEADER = 4;
  private static final int CHALLENGE_LENGTH = 16;
  private static final int RESERVED = 8;
  private static final int NT_RESPONSE = 24;
  private static final int VALUE = CHALLENGE_LENGTH + RESERVED + NT_RESPONSE + 1;
  private static final int LONGEST_NAME = 253;
  private static final Octets SERVER = Octets.utf8("postern");

  private final String name;
  private final Octets challenge;
  private int identifier;
  private boolean shown;
  private @Nullable MsChapV2Answer answer;

  MsChapV2Method(String name, RandomGenerator random) {
    this.name = name;
    byte[] octets = new byte[CHALLENGE_LENGTH];
    random.nextBytes(octets);
    this.challenge = Octets.copyOf(octets);
  }

  @Override
  public int type() {
    return EapPacket.MSCHAPV2;
  }

  @Override
  public Octets begin(int identifier) {
    this.identifier = identifier;
    var size = Octets.copyOf(new byte[] {CHALLENGE_LENGTH});
    return packet(CHALLENGE, Octets.join(List.of(size, challenge, SERVER)));
  }

  private Octets packet(int code, Octets rest) {
    int length = HEADER + rest.length();
    byte[] head = {(byte) code, (byte) identifier, (byte) (length >> 8), (byte) length};
    return Octets.join(List.of(Octets.copyOf(head), rest));
  }

  @Override
  public MethodStep hear(Octets data, int longest) {
    int code = data.isEmpty() ? 0 : data.at(0);
    if (code == RESPONSE && !shown) {
      shown = true;
      return shown(data);
    }
    if (answer == null) {
      return new MethodStep.Fail(EapFailure.BROKEN);
    }
    return switch (code) {
      case SUCCESS -> new MethodStep.Taken();
      case FAILURE -> new MethodStep.Fail(EapFailure.PROOF_REFUSED);
      default -> new MethodStep.Fail(EapFailure.BROKEN);
    };
  }

  private MethodStep shown(Octets data) {
    int from = HEADER + 1 + VALUE;
    boolean sound =
        data.length() >= from
            && data.length() <= from + LONGEST_NAME
            && data.at(1) == identifier
            && (data.at(2) << 8 | data.at(3)) == data.length()
            && data.at(HEADER) == VALUE;
    return sound
        ? new MethodStep.Show(name, proof(data, from))
        : new MethodStep.Fail(EapFailure.BROKEN);
  }

  /// What is hashed is the name as the client says it here, which may lack the domain that its
  /// identity has; whose proof it is the identity says.
  private MsChapV2Proof proof(Octets data, int nameFrom) {
    int peer = HEADER + 1;
    int response = peer + CHALLENGE_LENGTH + RESERVED;
    return new MsChapV2Proof(
        identifier,
        challenge,
        data.slice(peer, peer + CHALLENGE_LENGTH),
        data.slice(nameFrom, data.length()),
        SecretOctets.copyOf(data.slice(response, response + NT_RESPONSE).toArray()));
  }

  /// The client shall not try again (RFC 2759, section 6), and is not told why.
  @Override
  public Optional<Octets> tell(Told told, int longest) {
    return switch (told) {
      case Told.Proven(MsChapV2Answer proven) -> {
        answer = proven;
        String text = proven.success().authenticatorResponse().revealUtf8() + " M=OK";
        yield Optional.of(packet(SUCCESS, Octets.utf8(text)));
      }
      case Told.Rejected() when answer != null -> Optional.empty(); // Success was said before
      case Told.Rejected() -> {
        var error =
            new MsChapError(MsChapError.AUTHENTICATION_FAILURE, false, challenge, "Login failed");
        yield Optional.of(packet(FAILURE, Octets.utf8(error.text())));
      }
      case Told.Accepted(), Told.Asked(var _) -> Optional.empty();
    };
  }

  @Override
  public boolean asks() {
    return false;
  }

  /// The keys of RFC 3079, section 3.3.
  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return Optional.ofNullable(answer)
        .map(proven -> {
          var keys = proven.success().keys();
          byte[] receive = keys.receive().reveal();
          byte[] send = keys.send().reveal();
          byte[] both = new byte[receive.length + send.length];
          System.arraycopy(receive, 0, both, 0, receive.length);
          System.arraycopy(send, 0, both, receive.length, send.length);
          return SecretOctets.copyOf(both);
        });
  }
}
