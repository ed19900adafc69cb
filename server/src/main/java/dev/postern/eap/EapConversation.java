package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Offer;
import dev.postern.eap.EapNegotiation.Step;
import dev.postern.gateway.EapPrompt;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One conversation through a gateway, from the client's name to Success or Failure. For one thread
/// at a time.
public final class EapConversation {
  private final String gateway;
  private final EapNegotiation negotiation;
  private @Nullable Held held;
  private final EapPrompt prompt;
  private @Nullable FortiClientPrompt prompted;
  private boolean ending;
  private int identifier;
  private int longest;

  /// `offers`: the methods that are on, the best first.
  EapConversation(String gateway, EapPrompt prompt, List<Offer> offers, int identifier) {
    this.gateway = gateway;
    this.prompt = prompt;
    this.negotiation = new EapNegotiation(offers, identifier);
  }

  /// Asks for the client's name (RFC 3579, section 2.1).
  Step askName() {
    return new Step.Ask(negotiation.askName());
  }

  /// Takes a Response. `userName` is what the gateway says that the client's name is, `longest` how
  /// many octets a packet may have.
  ///
  /// A gateway copies the name into User-Name (RFC 3579, section 2.1): one that says another name
  /// than its client is not believed. Whoever was told that it is rejected may say to that what it
  /// likes.
  Step hear(EapPacket response, String userName, int longest) {
    this.longest = longest;
    if (prompted != null) {
      identifier = response.identifier();
      return prompted.hear(response);
    }
    var step = negotiate(response, userName);
    identifier = negotiation.identifier();
    return step;
  }

  private Step negotiate(EapPacket response, String userName) {
    boolean names = response.type() == EapPacket.IDENTITY && !negotiation.named();
    if (names && !response.data().utf8().equals(userName)) {
      return new Step.Fail(EapFailure.BROKEN);
    }
    return ending && response.identifier() == negotiation.identifier()
        ? new Step.Taken()
        : negotiation.hear(response, longest);
  }

  /// Tells the client what was decided, if its method can; `hold` comes back with the answer.
  Optional<EapPacket> tell(Told told, Held hold) {
    var packet =
        told instanceof Told.Asked(String question) && asksLikeFortinet()
            ? Optional.of(fortinets(question))
            : negotiation.tell(told, longest);
    if (packet.isPresent()) {
      held = hold;
      ending = told instanceof Told.Rejected;
    }
    return packet;
  }

  /// What was given to hold with what the client has now answered; absent if nothing was.
  @Nullable Held released() {
    var released = held;
    held = null;
    return released;
  }

  private EapPacket fortinets(String question) {
    boolean again = prompted != null;
    prompted = new FortiClientPrompt(negotiation.name(), question);
    return again
        ? prompted.question((identifier + 1) % 256)
        : FortiClientPrompt.success(identifier, prompt);
  }

  private boolean asksLikeFortinet() {
    boolean on = prompt == EapPrompt.FORTICLIENT || prompt == EapPrompt.FORTICLIENT_5;
    return on && negotiation.speaks(EapPacket.MSCHAPV2);
  }

  /// Whether it was told a Success that is none, so that FortiClient asks for the code.
  public boolean asksFortiClient() {
    return prompted != null;
  }

  /// Whether the client may be asked something in words now.
  public boolean asks() {
    return negotiation.asks() || asksLikeFortinet();
  }

  String gateway() {
    return gateway;
  }

  /// Tells the client that it is let in (RFC 3748, section 4.2).
  public Octets success() {
    return EapPacket.success(identifier).encoded();
  }

  /// Tells the client that it is not.
  public Octets failure() {
    return EapPacket.failure(identifier).encoded();
  }

  /// From which the gateway's keys come: by its first half the gateway receives, by the other it
  /// sends. Empty if the method makes none.
  public Optional<SecretOctets> masterSessionKey() {
    return negotiation.masterSessionKey();
  }
}
