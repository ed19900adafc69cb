package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.eap.EapNegotiation.Step;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// PEAP version 0 ([MS-PEAP]; with TLS 1.3, RFC 9427): a tunnel to the server that its certificate
/// proves, and in it EAP once more, without the header of its packets. Only the name within the
/// tunnel counts. At the end both say in the tunnel how it ended, and show that they have the same
/// keys.
final class PeapMethod implements EapMethod {
  private static final String LABEL = "client EAP encryption";
  private static final int NONCE = 32;

  private final CarriedTls tls;
  private final EapNegotiation inner;
  private final RandomGenerator random;
  private @Nullable PeapBinding binding;
  private boolean asked;
  private boolean bound;

  /// `offers`: the methods that are on within the tunnel.
  PeapMethod(SSLContext context, List<Offer> offers, RandomGenerator random) {
    this.tls = new CarriedTls(new TlsTunnel(context, false), LABEL, EapPacket.PEAP);
    this.inner = new EapNegotiation(offers, 0);
    this.random = random;
  }

  @Override
  public int type() {
    return EapPacket.PEAP;
  }

  @Override
  public Octets begin(int identifier) {
    return CarriedTls.BEGIN;
  }

  @Override
  public MethodStep hear(Octets data, int longest) {
    return switch (tls.hear(data, longest)) {
      case CarriedTls.Heard.Ask(Octets next) -> new MethodStep.Ask(next);
      case CarriedTls.Heard.Quiet() -> askName(longest);
      case CarriedTls.Heard.Said(SecretOctets said) -> said(said, longest);
      case CarriedTls.Heard.Fail(EapFailure why) -> new MethodStep.Fail(why);
    };
  }

  private MethodStep askName(int longest) {
    if (asked) {
      return new MethodStep.Fail(EapFailure.BROKEN);
    }
    asked = true;
    return new MethodStep.Ask(say(inner.askName(), longest));
  }

  private MethodStep said(SecretOctets said, int longest) {
    if (!asked) {
      return new MethodStep.Fail(EapFailure.INNER_METHOD);
    }
    var octets = Octets.copyOf(said.reveal());
    return binding == null ? step(octets, longest) : ended(binding, octets);
  }

  /// A packet in the tunnel is its type and its data ([MS-PEAP], section 3.1.5.6).
  private MethodStep step(Octets said, int longest) {
    var packet =
        new EapPacket(
            EapPacket.RESPONSE, inner.identifier(), said.at(0), said.slice(1, said.length()));
    return switch (inner.hear(packet, longest)) {
      case Step.Ask(EapPacket next) -> new MethodStep.Ask(say(next, longest));
      case Step.Show(String name, PasswordProof proof) -> new MethodStep.Show(name, proof);
      case Step.Taken() -> new MethodStep.Taken();
      case Step.Fail(EapFailure why) ->
          new MethodStep.Fail(why == EapFailure.NO_METHOD ? EapFailure.INNER_METHOD : why);
      case Step.Certify _, Step.Ignore _ -> new MethodStep.Fail(EapFailure.INNER_METHOD);
    };
  }

  private MethodStep ended(PeapBinding keys, Octets said) {
    var answer = PeapExtensions.answer(said);
    if (answer.isEmpty() || !answer.get().success() || !answer.get().boundBy(keys)) {
      return new MethodStep.Fail(EapFailure.BROKEN);
    }
    bound = answer.get().binding().isPresent();
    return new MethodStep.Taken();
  }

  private Octets say(EapPacket packet, int longest) {
    var type = Octets.copyOf(new byte[] {(byte) packet.type()});
    return tls.say(secret(Octets.join(List.of(type, packet.data()))), longest);
  }

  private static SecretOctets secret(Octets octets) {
    return SecretOctets.copyOf(octets.toArray());
  }

  /// Success is told when everything is decided; failure by the words of the method within, if it
  /// has any.
  @Override
  public Optional<Octets> tell(Told told, int longest) {
    return switch (told) {
      case Told.Accepted() -> Optional.of(tls.say(secret(success()), longest));
      case Told.Rejected() ->
          Optional.of(
              inner
                  .tell(told, longest)
                  .map(packet -> say(packet, longest))
                  .orElseGet(() -> tls.say(secret(failure()), longest)));
      case Told.Proven _, Told.Asked _ ->
          inner.tell(told, longest).map(packet -> say(packet, longest));
    };
  }

  private Octets success() {
    var none = SecretOctets.copyOf(new byte[0]);
    var keys =
        new PeapBinding(tls.keyMaterial().orElseThrow(), inner.masterSessionKey().orElse(none));
    binding = keys;
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    return PeapExtensions.success(next(), keys, Octets.copyOf(nonce)).encoded();
  }

  private Octets failure() {
    return PeapExtensions.failure(next()).encoded();
  }

  private int next() {
    return (inner.identifier() + 1) % 256;
  }

  @Override
  public boolean asks() {
    return inner.asks();
  }

  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return bound
        ? Optional.ofNullable(binding).map(PeapBinding::masterSessionKey)
        : tls.masterSessionKey();
  }
}
