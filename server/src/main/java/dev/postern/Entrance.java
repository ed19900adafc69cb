package dev.postern;

import dev.postern.transport.Connected;
import dev.postern.transport.Received;
import dev.postern.transport.RequestGate;
import dev.postern.transport.Workers;
import java.time.Duration;

/// The door before the gate, which the end of the server shuts: what comes then is left to the
/// gateway's next server, and what was let in before is still answered.
final class Entrance implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RequestGate gate;
  private final Workers workers;
  private final Duration floor;
  private volatile boolean shut;

  /// `floor` is how long a Reject may still be held back after its decision.
  Entrance(RequestGate gate, Workers workers, Duration floor) {
    this.gate = gate;
    this.workers = workers;
    this.floor = floor;
  }

  void receive(Received received) {
    if (!shut) {
      gate.receive(received);
    }
  }

  void receive(Connected connected, Received received) {
    if (!shut) {
      gate.receive(connected, received);
    }
  }

  /// Shuts the door and waits for what is in work, within bounds.
  @Override
  public void close() {
    shut = true;
    try {
      if (workers.busy() > 0) {
        var _ = workers.drain(PATIENCE);
        Thread.sleep(floor);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // told twice: then at once
    }
  }
}
