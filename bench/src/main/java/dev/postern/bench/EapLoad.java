package dev.postern.bench;

import dev.postern.bench.eap.EapLogin;
import dev.postern.bench.eap.GatewaySocket;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// So many logins by EAP at once (a closed loop): each begins when one has ended. A gateway's
/// socket and a thread for each.
final class EapLoad {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final EapContestant server;
  private final InstantSource clock;
  private final AtomicInteger nextUser;
  private final int users;
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger resent = new AtomicInteger();

  /// `nextUser` counts on over all runs, for a user's code is good once; after all `users` it
  /// begins anew, when their codes are others.
  EapLoad(EapContestant server, InstantSource clock, AtomicInteger nextUser, int users) {
    this.users = users;
    this.server = server;
    this.clock = clock;
    this.nextUser = nextUser;
  }

  /// What became of a run of so many seconds.
  record Run(LoginTimes times, int resent, double seconds) {
    double perSecond() {
      return times.accepted() / seconds;
    }
  }

  Run run(EapMethod method, int flight, Duration time) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    var futures = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < flight; i++) {
        var random = new SplittableRandom(new SecureRandom().nextLong());
        futures.add(threads.submit(() -> logins(method, end, random)));
      }
    }
    check(futures);
    double seconds = (System.nanoTime() - began) / 1e9;
    var answered = nanos.stream().mapToLong(Long::longValue).toArray();
    var times =
        LoginTimes.of(
            answered.length - refused.get(),
            refused.get(),
            answered,
            unanswered.get(),
            PATIENCE.toNanos());
    return new Run(times, resent.get(), seconds);
  }

  private static void check(List<Future<?>> futures) throws IOException, InterruptedException {
    for (var future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new IOException("a login failed", e.getCause());
      }
    }
  }

  private boolean logins(EapMethod method, long end, RandomGenerator random) throws IOException {
    try (var socket = new GatewaySocket(server.radius(), server.secret(), random)) {
      while (end - System.nanoTime() > 0) {
        int number = nextUser.getAndIncrement() % users;
        long began = System.nanoTime();
        var peer = method.peer(number, clock.instant(), random);
        switch (new EapLogin(socket, method.user(number), peer).run()) {
          case ACCEPTED -> nanos.add(System.nanoTime() - began);
          case REJECTED -> {
            nanos.add(System.nanoTime() - began);
            refused.incrementAndGet();
          }
          case UNANSWERED -> unanswered.incrementAndGet();
        }
      }
      resent.addAndGet(socket.resent());
    }
    return true;
  }
}
