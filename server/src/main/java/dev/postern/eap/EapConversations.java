package dev.postern.eap;

import dev.postern.eap.EapConversation.Offer;
import dev.postern.eap.EapMessage.Methods;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The EAP conversations of this node: each message is one turn of one of them, which its State
/// names. A State is good for one turn.
public final class EapConversations {
  private static final int STATE = 16;

  private final Optional<EapCertificate> certificate;
  private final SecureRandom random;
  private final OpenConversations open;
  private final long patience;

  /// Without a certificate, without methods by TLS. `nanos`: [System#nanoTime]'s clock.
  public EapConversations(
      EapSettings settings,
      Optional<EapCertificate> certificate,
      LongSupplier nanos,
      SecureRandom random) {
    this.certificate = certificate;
    this.random = random;
    this.open = new OpenConversations(settings.conversations(), nanos);
    this.patience = settings.patience().toNanos();
  }

  /// Takes a message.
  public EapTurn hear(EapMessage message) {
    Octets state = message.state();
    if (state == null) {
      return first(message);
    }
    var response = EapPacket.response(message.octets());
    if (response.isEmpty()) {
      return new EapTurn.Ignored("its EAP-Message is no Response");
    }
    return open.take(message.gateway(), state)
        .map(conversation -> turn(conversation, response.get(), message))
        .orElseGet(() -> over(EapFailure.NO_CONVERSATION, response.get().identifier()));
  }

  /// An empty EAP-Message asks us to ask (RFC 3579, section 2.1); else the first is a name.
  private EapTurn first(EapMessage message) {
    var offers = offers(message.methods());
    if (offers.isEmpty()) {
      int identifier = EapPacket.response(message.octets()).map(EapPacket::identifier).orElse(0);
      return over(EapFailure.OFF, identifier);
    }
    var conversation = new EapConversation(message.gateway(), offers, random.nextInt(256));
    if (message.octets().isEmpty()) {
      return done(conversation, conversation.askName(), message);
    }
    return EapPacket.response(message.octets())
        .filter(response -> response.type() == EapPacket.IDENTITY)
        .map(response -> turn(conversation, response, message))
        .orElse(new EapTurn.Ignored("it begins with no name"));
  }

  private List<Offer> offers(Methods methods) {
    var offers = new ArrayList<Offer>();
    if (methods != Methods.NONE) {
      certificate.ifPresent(
          shown -> offers.add(new Offer(EapPacket.TTLS, _ -> new TtlsMethod(shown.context()))));
    }
    if (methods == Methods.TTLS_AND_GTC) {
      offers.add(new Offer(EapPacket.GTC, GtcMethod::new));
    }
    return offers;
  }

  private EapTurn turn(EapConversation conversation, EapPacket response, EapMessage message) {
    var step = conversation.hear(response, message.userName(), message.longest());
    return done(conversation, step, message);
  }

  private EapTurn done(
      EapConversation conversation, EapConversation.Step step, EapMessage message) {
    return switch (step) {
      case EapConversation.Step.Ask(EapPacket packet) -> wait(conversation, packet, patience);
      case EapConversation.Step.Show(String name, SecretOctets password) ->
          new EapTurn.Shown(
              conversation, name, password, conversation.question(), conversation.tunnelled());
      case EapConversation.Step.Fail(EapFailure why) ->
          new EapTurn.Over(why, conversation.failure());
      case EapConversation.Step.Ignore(String because) -> {
        if (message.state() != null) {
          open.put(message.state(), conversation, patience);
        }
        yield new EapTurn.Ignored(because);
      }
    };
  }

  private static EapTurn over(EapFailure why, int identifier) {
    return new EapTurn.Over(why, EapPacket.failure(identifier).encoded());
  }

  private EapTurn.Ask wait(EapConversation conversation, EapPacket packet, long waits) {
    byte[] state = new byte[STATE];
    random.nextBytes(state);
    open.put(Octets.copyOf(state), conversation, waits);
    return new EapTurn.Ask(Octets.copyOf(state), packet.encoded());
  }

  /// Asks the client once more, in words, and waits so long; `about` comes back with the answer.
  /// Empty if its method knows no further question.
  public Optional<EapTurn.Ask> ask(
      EapConversation conversation, String prompt, Octets about, Duration life) {
    return conversation
        .askAgain(prompt, about)
        .map(packet -> wait(conversation, packet, life.toNanos()));
  }

  /// How many wait for their client.
  public int open() {
    return open.open();
  }

  /// How many were given up because their client did not go on in time.
  public long expired() {
    return open.expired();
  }

  /// How many had to make room for newer ones.
  public long displaced() {
    return open.displaced();
  }
}
