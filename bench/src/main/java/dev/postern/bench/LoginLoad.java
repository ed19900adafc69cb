package dev.postern.bench;

import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Logins at a steady rate, whatever the server does (an open loop): each is counted from the
/// moment at which it was due. Nothing is sent twice.
final class LoginLoad {
  static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int SOCKETS = 64; // with 256 identifiers each

  private final InetSocketAddress server;
  private final SharedSecret secret;
  private final InstantSource clock;
  private final LoginRequests requests;

  LoginLoad(InetSocketAddress server, SharedSecret secret, InstantSource clock) {
    this.server = server;
    this.secret = secret;
    this.clock = clock;
    this.requests = new LoginRequests(secret);
  }

  /// Logs `count` users in, from the one of that number on.
  LoginTimes run(int firstUser, int count, int rate) throws IOException, InterruptedException {
    var sockets = new ArrayList<LoginSocket>();
    try {
      for (int i = 0; i < SOCKETS; i++) {
        sockets.add(new LoginSocket(server, secret));
      }
      var pace = new Pace(rate);
      for (int i = 0; i < count; i++) {
        long due = pace.await(i);
        var user = new BenchUser(firstUser + i);
        var packet = requests.of(user.name(), user.typed(clock.instant()), i / SOCKETS % 256);
        sockets.get(i % SOCKETS).send(packet, due);
      }
      Thread.sleep(PATIENCE);
      return gathered(sockets, count);
    } finally {
      sockets.forEach(LoginSocket::close);
    }
  }

  /// What came back on these sockets, of so many logins.
  static LoginTimes gathered(List<LoginSocket> sockets, int count) {
    var answers = sockets.stream().flatMap(socket -> socket.answers().stream()).toList();
    int accepted = (int) answers.stream().filter(LoginSocket.Answer::accepted).count();
    return LoginTimes.of(
        accepted,
        answers.size() - accepted,
        answers.stream().mapToLong(LoginSocket.Answer::nanos).toArray(),
        count - answers.size(),
        PATIENCE.toNanos());
  }
}
