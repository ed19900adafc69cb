package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// TLS as all methods carry it that stand on it (RFC 5216, section 2.1; RFC 5281, section 9): the
/// handshake, what is said in the tunnel, and the keys. For one thread at a time.
final class CarriedTls {
  static final Octets BEGIN = Octets.copyOf(new byte[] {TlsFragments.START});

  private final TlsTunnel tunnel;
  private final TlsFragments fragments = new TlsFragments();
  private final String label;
  private final int type;
  private Octets unsent = Octets.empty();
  private @Nullable SecretOctets keyMaterial;
  private @Nullable EapFailure ended;

  /// What comes of a Response.
  sealed interface Heard {
    /// TLS itself has to go on, by this.
    record Ask(Octets data) implements Heard {}

    /// The tunnel stands and the client waits for what is said in it.
    record Quiet() implements Heard {}

    /// The client said this in the tunnel.
    record Said(SecretOctets said) implements Heard {}

    record Fail(EapFailure why) implements Heard {}
  }

  /// `label` and `type` of the method are what its keys are made by.
  CarriedTls(TlsTunnel tunnel, String label, int type) {
    this.tunnel = tunnel;
    this.label = label;
    this.type = type;
  }

  /// Takes the data of a Response and answers within this many octets.
  Heard hear(Octets data, int longest) {
    if (ended != null) {
      return new Heard.Fail(ended);
    }
    return switch (fragments.take(data, longest)) {
      case TlsFragments.Taken.Bad() -> new Heard.Fail(EapFailure.BROKEN);
      case TlsFragments.Taken.First(Octets next) -> new Heard.Ask(next);
      case TlsFragments.Taken.Whole(Octets message) -> feed(message, longest);
    };
  }

  private Heard feed(Octets message, int longest) {
    return switch (tunnel.feed(message)) {
      case TlsTunnel.Fed.Broken(EapFailure why, Octets alert) -> broken(why, alert, longest);
      case TlsTunnel.Fed.On(Octets records, SecretOctets said) -> {
        if (tunnel.established() && keyMaterial == null) {
          keyMaterial = tunnel.keyMaterial(label, type).orElse(null);
        }
        yield on(records, said, longest);
      }
    };
  }

  /// The client is told by an alert what was wrong, and may say no more (RFC 5216, section 2.1.3).
  private Heard broken(EapFailure why, Octets alert, int longest) {
    if (alert.isEmpty()) {
      return new Heard.Fail(why);
    }
    ended = why;
    return new Heard.Ask(fragments.send(alert, longest));
  }

  /// With TLS 1.3 the tunnel stands when the client has said its last: what the server has still to
  /// say goes along with what the method says.
  private Heard on(Octets records, SecretOctets said, int longest) {
    if (tunnel.established() && keyMaterial == null) {
      return new Heard.Fail(EapFailure.NO_EXTENDED_MASTER_SECRET);
    }
    boolean handshakes = !tunnel.established() || (!tunnel.tls13() && !records.isEmpty());
    if (handshakes && said.isEmpty()) {
      return new Heard.Ask(fragments.send(records, longest));
    }
    unsent = Octets.join(List.of(unsent, records));
    return said.isEmpty() ? new Heard.Quiet() : new Heard.Said(said);
  }

  /// The data of a Request that says this in the tunnel, or nothing.
  Octets say(SecretOctets plain, int longest) {
    var records = plain.isEmpty() ? Octets.empty() : tunnel.seal(plain);
    var message = Octets.join(List.of(unsent, records));
    unsent = Octets.empty();
    return fragments.send(message, longest);
  }

  TlsTunnel tunnel() {
    return tunnel;
  }

  /// The 128 octets that both ends make of the handshake; empty before it is complete.
  Optional<SecretOctets> keyMaterial() {
    return Optional.ofNullable(keyMaterial);
  }

  /// The master session key of a method that makes it of the handshake alone.
  Optional<SecretOctets> masterSessionKey() {
    return keyMaterial().map(material -> material.first(MASTER_SESSION_KEY));
  }

  private static final int MASTER_SESSION_KEY = 64;
}
