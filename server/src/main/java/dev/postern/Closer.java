package dev.postern;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what was added to it, last first. What can't be closed is told in the log and does not
/// keep the others open.
///
/// Things are opened one after the other in a `try` of a closer; [#keep] at its end takes them out
/// of it, so that leaving the `try` closes them only if something failed on the way.
final class Closer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closer.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T thing) {
    opened.push(thing);
    return thing;
  }

  /// A closer with all that was added to this one, which then has nothing left to close.
  synchronized Closer keep() {
    var kept = new Closer();
    kept.opened.addAll(opened);
    opened.clear();
    return kept;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      AutoCloseable thing = opened.pop();
      try {
        thing.close();
      } catch (Exception e) { // AutoCloseable may throw anything
        LOG.error("{} can't be closed", thing.getClass().getSimpleName(), e);
      }
    }
  }
}
