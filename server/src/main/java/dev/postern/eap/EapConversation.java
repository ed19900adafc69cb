package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One conversation, from the client's name to Success or Failure. For one thread at a time.
public final class EapConversation {
  /// A method that may be used, by its type; made when it is begun, with the client's name.
  record Offer(int type, Function<String, EapMethod> method) {}

  /// What is to be done next; what is absent in it is `null`.
  sealed interface Step {
    record Ask(EapPacket packet) implements Step {}

    record Show(String name, SecretOctets password) implements Step {}

    record Fail(EapFailure why) implements Step {}

    record Ignore(String because) implements Step {}
  }

  private static final int LONGEST_NAME = 253;

  /// Twice as many as a chain of certificates of 60 KiB takes.
  private static final int MOST_TURNS = 128;

  private final String gateway;
  private final List<Offer> offers;
  private @Nullable EapMethod method;
  private @Nullable Octets question;
  private String name = "";
  private boolean begun;
  private int identifier;
  private int turns;

  /// `offers`: the methods that are on, the best first.
  EapConversation(String gateway, List<Offer> offers, int identifier) {
    this.gateway = gateway;
    this.offers = new ArrayList<>(offers);
    this.identifier = identifier;
  }

  /// Asks for the client's name (RFC 3579, section 2.1).
  Step askName() {
    return new Step.Ask(EapPacket.request(identifier, EapPacket.IDENTITY, Octets.empty()));
  }

  /// Takes a Response. `userName` is what the gateway says that the client's name is, `longest` how
  /// many octets a packet may have.
  Step hear(EapPacket response, String userName, int longest) {
    if (response.type() == EapPacket.IDENTITY && name.isEmpty() && method == null) {
      identifier = response.identifier();
      return named(response.data(), userName);
    }
    if (method == null || response.identifier() != identifier) {
      return new Step.Ignore("it answers no question of ours");
    }
    turns++;
    if (turns > MOST_TURNS) {
      return new Step.Fail(EapFailure.BROKEN);
    }
    if (response.type() == EapPacket.NAK && !begun) {
      return next(response.data());
    }
    if (response.type() != method.type()) {
      return new Step.Ignore("it is of another method");
    }
    begun = true;
    return step(method, method.hear(response.data(), longest - HEADER));
  }

  private static final int HEADER = 5;

  private Step step(EapMethod current, MethodStep step) {
    return switch (step) {
      case MethodStep.Ask(Octets data) -> ask(current.type(), data);
      case MethodStep.Show(String shown, SecretOctets password) -> new Step.Show(shown, password);
      case MethodStep.Fail(EapFailure why) -> new Step.Fail(why);
    };
  }

  /// A gateway copies the name into User-Name (RFC 3579, section 2.1): one that says another name
  /// than its client is not believed.
  private Step named(Octets data, String userName) {
    name = data.utf8();
    return data.isEmpty() || data.length() > LONGEST_NAME || !name.equals(userName)
        ? new Step.Fail(EapFailure.BROKEN)
        : begin();
  }

  private Step begin() {
    if (offers.isEmpty()) {
      return new Step.Fail(EapFailure.NO_METHOD);
    }
    method = offers.removeFirst().method().apply(name);
    return ask(method.type(), method.begin());
  }

  /// The client wants one of these types instead (RFC 3748, section 5.3.1); it gets the one that is
  /// best to us, and none twice.
  private Step next(Octets wanted) {
    offers.removeIf(offer -> !has(wanted, offer.type()));
    return begin();
  }

  private static boolean has(Octets types, int type) {
    for (int at = 0; at < types.length(); at++) {
      if (types.at(at) == type) {
        return true;
      }
    }
    return false;
  }

  private Step ask(int type, Octets data) {
    identifier = (identifier + 1) % 256;
    return new Step.Ask(EapPacket.request(identifier, type, data));
  }

  /// Asks once more, in words, if the method can.
  Optional<EapPacket> askAgain(String prompt, Octets about) {
    if (!(method instanceof GtcMethod gtc)) {
      return Optional.empty();
    }
    question = about;
    identifier = (identifier + 1) % 256;
    return Optional.of(EapPacket.request(identifier, gtc.type(), Octets.utf8(prompt)));
  }

  String gateway() {
    return gateway;
  }

  @Nullable Octets question() {
    return question;
  }

  boolean tunnelled() {
    return method != null && method.tunnelled();
  }

  /// Tells the client that it is let in (RFC 3748, section 4.2).
  public Octets success() {
    return EapPacket.success(identifier).encoded();
  }

  /// Tells the client that it is not.
  public Octets failure() {
    return EapPacket.failure(identifier).encoded();
  }

  /// The 64 octets from which the gateway's keys come; empty if the method makes none.
  public Optional<SecretOctets> masterSessionKey() {
    return method == null ? Optional.empty() : method.masterSessionKey();
  }
}
