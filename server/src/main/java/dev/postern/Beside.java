package dev.postern;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Work of the start that is done beside other work of the start, each piece on a thread of its
/// own. Closing waits until all of it is done.
final class Beside implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("start-", 1).daemon().factory());

  /// A piece of work that was begun.
  record Begun<T>(Future<T> outcome) {
    /// Waits for its result; what failed there fails here.
    T result() {
      try {
        return outcome.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new StartInterrupted();
      }
    }
  }

  <T> Begun<T> begin(Callable<T> work) {
    return new Begun<>(threads.submit(work));
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
