package dev.postern.adminapi;

import static dev.postern.http.Method.DELETE;
import static dev.postern.http.Method.POST;

import dev.postern.api.ApiPaths;
import dev.postern.api.KeyRemoved;
import dev.postern.api.KeyRotationReport;
import dev.postern.api.Progress;
import dev.postern.api.ProgressLine;
import dev.postern.http.Answer;
import dev.postern.http.Lines;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.node.KeyRemoval;
import dev.postern.node.KeyRotation;
import dev.postern.node.KeyRotation.Outcome;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Key-encryption keys: secrets are sealed anew under the current one, one run at a time a node,
/// and one that nothing needs any more is removed.
public final class KeyRotationRoutes implements AdminRoutes {
  private final KeyRotation rotation;
  private final KeyRemoval removal;
  private final Semaphore turn = new Semaphore(1);

  public KeyRotationRoutes(KeyRotation rotation, KeyRemoval removal) {
    this.rotation = rotation;
    this.removal = removal;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(POST, ApiPaths.SEALING_KEY_ROTATE, Permission.ROTATE_KEYS, this::rotate),
        new AdminRoute(DELETE, ApiPaths.SEALING_KEY, Permission.ROTATE_KEYS, this::remove));
  }

  /// While a rotation runs on another node, that node seals under its current key, which is needed.
  private Answer remove(Request request, Caller caller) {
    caller.requireAllRealms();
    String name = request.segment("name");
    return switch (removal.remove(name, caller.actor())) {
      case KeyRemoval.Outcome.Removed(String keptIn, var heldBy) ->
          Answer.ok(new KeyRemoved(name, keptIn, heldBy));
      case KeyRemoval.Outcome.Needed(List<String> why) ->
          Answer.failed(
              Problem.conflict("key '" + name + "' is needed: " + String.join("; ", why))
                  .hint("postern use-key on every node, then posternctl keys rotate"));
      case KeyRemoval.Outcome.Refused(String why) -> Answer.failed(Problem.conflict(why));
    };
  }

  private Answer rotate(Request request, Caller caller) {
    caller.requireAllRealms();
    String to = request.body(dev.postern.api.KeyRotation.class).to();
    if (to != null && !to.equals(rotation.current())) {
      return Answer.failed(
          Problem.conflict("this node seals under '" + rotation.current() + "'")
              .hint("on every node: postern use-key " + to + "; it is taken up within seconds")
              .field("to"));
    }
    return Answer.stream(lines -> run(caller, lines));
  }

  private void run(Caller caller, Lines lines) {
    if (!turn.tryAcquire()) {
      lines.write(problem("another rotation runs", "wait for it"));
      return;
    }
    try {
      var outcome =
          rotation.run(
              caller.actor(),
              (done, total) -> lines.write(ProgressLine.of(new Progress(done, total, 0, null))));
      lines.write(line(outcome));
    } finally {
      turn.release();
    }
  }

  private static ProgressLine<?> line(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(String to, long resealed, List<String> unused) ->
          ProgressLine.of(new KeyRotationReport(to, resealed, unused));
      case Outcome.KeyMissing(String to, List<String> nodes) ->
          problem(
              "these live nodes do not hold key '" + to + "': " + String.join(", ", nodes),
              "copy the line of that key into their key files; they take it up within seconds");
      case Outcome.Unopened(String to, long resealed, List<String> identities) ->
          problem(
              resealed
                  + " secrets are sealed under '"
                  + to
                  + "', but "
                  + identities.size()
                  + " do not open: "
                  + String.join(", ", identities.stream().limit(10).toList()),
              "add the key that they were sealed under to the key file, or replace them");
    };
  }

  private static ProgressLine<?> problem(String detail, String hint) {
    return ProgressLine.of(
        new dev.postern.api.Problem("about:blank", "refused", 409, detail, hint, null));
  }
}
