package dev.postern.cli;

import dev.postern.radius.Packet;
import java.io.IOException;
import java.time.Duration;

/// A way to ask a RADIUS server as a gateway does.
interface RadiusExchange extends AutoCloseable {
  /// A request and the reply to it.
  record Asked(Packet request, Packet reply) {}

  /// What became of a request.
  sealed interface Outcome {
    /// A reply that the secret proves.
    ///
    /// @param authenticated whether it bore a Message-Authenticator
    /// @param length in octets
    /// @param tries how often the request was sent
    record Answered(Packet reply, boolean authenticated, int length, Duration after, int tries)
        implements Outcome {}

    /// No such reply.
    ///
    /// @param unproven replies whose proof was wrong
    record Silent(int unproven) implements Outcome {}

    /// The machine is there, but nothing listens at the port.
    record NobodyThere() implements Outcome {}
  }

  Outcome ask(Packet request) throws IOException;

  @Override
  void close() throws IOException;
}
