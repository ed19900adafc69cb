package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Step;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The EAP conversations of this node: each message is one turn of one of them, which its State
/// names. A State is good for one turn.
public final class EapConversations {
  private static final int STATE = 16;

  private final EapMethods methods;
  private final SecureRandom random;
  private final OpenConversations open;
  private final long patience;

  /// Without a certificate, without methods by TLS. `nanos`: [System#nanoTime]'s clock.
  public EapConversations(
      EapSettings settings,
      Optional<EapCertificate> certificate,
      LongSupplier nanos,
      SecureRandom random) {
    this.methods = new EapMethods(certificate, settings.clients(), random);
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
    var offers = methods.offers(message.policy());
    if (offers.isEmpty()) {
      int identifier = EapPacket.response(message.octets()).map(EapPacket::identifier).orElse(0);
      return over(EapFailure.OFF, identifier);
    }
    var conversation =
        new EapConversation(
            message.gateway(), message.policy().prompt(), offers, random.nextInt(256));
    if (message.octets().isEmpty()) {
      return done(conversation, conversation.askName(), message);
    }
    return EapPacket.response(message.octets())
        .filter(response -> response.type() == EapPacket.IDENTITY)
        .map(response -> turn(conversation, response, message))
        .orElse(new EapTurn.Ignored("it begins with no name"));
  }

  private EapTurn turn(EapConversation conversation, EapPacket response, EapMessage message) {
    var step = conversation.hear(response, message.userName(), message.longest());
    return done(conversation, step, message);
  }

  private EapTurn done(EapConversation conversation, Step step, EapMessage message) {
    return switch (step) {
      case Step.Ask(EapPacket packet) -> wait(conversation, packet, patience);
      case Step.Show(String name, PasswordProof proof) ->
          new EapTurn.Shown(conversation, name, proof, conversation.released());
      case Step.Certify(ClientName name) -> new EapTurn.Certified(conversation, name);
      case Step.Taken() -> taken(conversation, conversation.released());
      case Step.Fail(EapFailure why) -> new EapTurn.Over(why, conversation.failure());
      case Step.Ignore(String because) -> {
        if (message.state() != null) {
          open.put(message.state(), conversation, patience);
        }
        yield new EapTurn.Ignored(because);
      }
    };
  }

  private static EapTurn taken(EapConversation conversation, @Nullable Held held) {
    return held == null
        ? new EapTurn.Over(EapFailure.BROKEN, conversation.failure())
        : new EapTurn.Taken(conversation, held);
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

  /// Tells the client what was decided of what it showed, and waits for what it says to that, with
  /// which `held` comes back. Empty if its method has no words for it.
  public Optional<EapTurn.Ask> tell(EapConversation conversation, Told told, Held held) {
    return conversation.tell(told, held).map(packet -> wait(conversation, packet, patience));
  }

  /// Asks the client a question, if its method can, and waits so long for the answer, with which
  /// `held` comes back.
  public Optional<EapTurn.Ask> ask(
      EapConversation conversation, String prompt, Held held, Duration life) {
    return conversation
        .tell(new Told.Asked(prompt), held)
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
