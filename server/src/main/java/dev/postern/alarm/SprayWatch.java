package dev.postern.alarm;

import dev.postern.access.LoginMeter;
import dev.postern.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Sees passwords that are sprayed: wrong passwords of many different users from one source, or
/// over one gateway where the sources differ or are not told. Counted in turns of the window; a
/// turn holds a bounded number of sources and gateways, and of each no more users than make an
/// alarm.
public final class SprayWatch implements LoginMeter {
  static final int MOST_SOURCES = 1024;
  static final int MOST_GATEWAYS = 1024;

  private final AlarmSettings settings;
  private final Alarms alarms;
  private final InstantSource clock;
  private final Map<String, Set<UserId>> sources = new HashMap<>();
  private final Map<String, Set<UserId>> gateways = new HashMap<>();
  private Instant turnEnds = Instant.MIN;

  public SprayWatch(AlarmSettings settings, Alarms alarms, InstantSource clock) {
    this.settings = settings;
    this.alarms = alarms;
    this.clock = clock;
  }

  @Override
  public void passwordFailed(String gateway, String source, UserId user) {
    boolean ofSource;
    boolean ofGateway;
    synchronized (this) {
      turn();
      ofSource =
          !source.isEmpty() && many(sources, source, user, MOST_SOURCES, settings.usersOfSource());
      ofGateway = many(gateways, gateway, user, MOST_GATEWAYS, settings.usersOfGateway());
    }
    if (ofSource) {
      alarms.raise(
          AlarmKind.PASSWORD_SPRAY, "source " + source, words(settings.usersOfSource(), gateway));
    }
    if (ofGateway) {
      alarms.raise(
          AlarmKind.PASSWORD_SPRAY,
          "gateway " + gateway,
          words(settings.usersOfGateway(), gateway));
    }
  }

  private void turn() {
    Instant now = clock.instant();
    if (now.isBefore(turnEnds) && !now.isBefore(turnEnds.minus(settings.window()))) {
      return;
    }
    sources.clear();
    gateways.clear();
    turnEnds = now.plus(settings.window());
  }

  /// Whether this user is the one with whom there are enough.
  private static boolean many(
      Map<String, Set<UserId>> counted, String key, UserId user, int most, int enough) {
    if (!counted.containsKey(key) && counted.size() >= most) {
      return false;
    }
    var users = counted.computeIfAbsent(key, _ -> new HashSet<>());
    return users.size() < enough && users.add(user) && users.size() == enough;
  }

  private String words(int users, String gateway) {
    return "wrong passwords of "
        + users
        + " different users within "
        + settings.window().toMinutes()
        + " min, lastly over gateway "
        + gateway;
  }
}
