package dev.postern.eap;

import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// EAP from the client's name on: the method that both take, and what that asks (RFC 3748, section
/// 2). It is the same with a gateway between as within another method's tunnel, where whatever is
/// ignored here ends the tunnel. For one thread at a time.
final class EapNegotiation {
  /// A method that may be used, by its type; made when it is begun, with the client's name.
  record Offer(int type, Function<String, EapMethod> method) {}

  /// What is to be done next.
  sealed interface Step {
    /// This is to be sent.
    record Ask(EapPacket packet) implements Step {}

    /// What the client showed is to be decided, and [#tell] tells it what became of it.
    record Show(String name, PasswordProof proof) implements Step {}

    /// What the client's certificate says is to be decided likewise.
    record Certify(ClientName name) implements Step {}

    /// The client has taken what it was told.
    record Taken() implements Step {}

    record Fail(EapFailure why) implements Step {}

    record Ignore(String because) implements Step {}
  }

  private static final int LONGEST_NAME = 253;

  /// Twice as many as a chain of certificates of 60 KiB takes.
  private static final int MOST_TURNS = 128;

  private static final int HEADER = 5;

  private final List<Offer> offers;
  private @Nullable EapMethod method;
  private String name = "";
  private boolean begun;
  private int identifier;
  private int turns;

  /// `offers`: the methods that are on, the best first. `identifier`: of the first Request.
  EapNegotiation(List<Offer> offers, int identifier) {
    this.offers = new ArrayList<>(offers);
    this.identifier = identifier;
  }

  /// Asks for the client's name (RFC 3748, section 5.1).
  EapPacket askName() {
    return EapPacket.request(identifier, EapPacket.IDENTITY, Octets.empty());
  }

  /// Takes a Response, the first of which is the client's name. A packet that is sent may have
  /// `longest` octets.
  Step hear(EapPacket response, int longest) {
    if (response.type() == EapPacket.IDENTITY && !named()) {
      identifier = response.identifier();
      return named(response.data());
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

  private Step step(EapMethod current, MethodStep step) {
    return switch (step) {
      case MethodStep.Ask(Octets data) -> new Step.Ask(request(current.type(), data));
      case MethodStep.Show(String shown, PasswordProof proof) -> new Step.Show(shown, proof);
      case MethodStep.Certified(ClientName named) -> new Step.Certify(named);
      case MethodStep.Taken() -> new Step.Taken();
      case MethodStep.Fail(EapFailure why) -> new Step.Fail(why);
    };
  }

  private Step named(Octets data) {
    name = data.utf8();
    return data.isEmpty() || data.length() > LONGEST_NAME
        ? new Step.Fail(EapFailure.BROKEN)
        : begin();
  }

  private Step begin() {
    if (offers.isEmpty()) {
      return new Step.Fail(EapFailure.NO_METHOD);
    }
    method = offers.removeFirst().method().apply(name);
    int next = (identifier + 1) % 256;
    return new Step.Ask(request(method.type(), method.begin(next)));
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

  private EapPacket request(int type, Octets data) {
    identifier = (identifier + 1) % 256;
    return EapPacket.request(identifier, type, data);
  }

  /// Tells the client what was decided of what it showed; empty if its method has no words for it.
  Optional<EapPacket> tell(Told told, int longest) {
    var current = method;
    return current == null
        ? Optional.empty()
        : current.tell(told, longest - HEADER).map(data -> request(current.type(), data));
  }

  /// Whether this type's method is in use.
  boolean speaks(int type) {
    return method != null && method.type() == type;
  }

  /// What the client says its name is.
  String name() {
    return name;
  }

  /// Whether the client has said its name.
  boolean named() {
    return !name.isEmpty() || method != null;
  }

  /// Whether the client may be asked something in words now.
  boolean asks() {
    return method != null && method.asks();
  }

  /// Of the last Request, or of the Response with the name before there is one.
  int identifier() {
    return identifier;
  }

  Optional<SecretOctets> masterSessionKey() {
    return method == null ? Optional.empty() : method.masterSessionKey();
  }
}
