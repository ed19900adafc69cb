package dev.postern.alarm;

import java.time.Duration;

/// How much is too much.
///
/// @param window over which failing users are counted
/// @param usersOfSource so many different users from one calling station are a spray
/// @param usersOfGateway so many over one gateway are, wherever from
/// @param resetsADay so many are usual for one operator of the help desk
public record AlarmSettings(
    Duration window, int usersOfSource, int usersOfGateway, int resetsADay) {
  public static final AlarmSettings DEFAULT =
      new AlarmSettings(Duration.ofMinutes(10), 10, 100, 30);

  public AlarmSettings {
    if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("sprays are counted over 1 min to 1 d, not " + window);
    }
    if (usersOfSource < 2 || usersOfSource > 100) {
      throw new IllegalArgumentException(
          "2 to 100 users of one source are a spray, not " + usersOfSource);
    }
    if (usersOfGateway < 2 || usersOfGateway > 10_000) {
      throw new IllegalArgumentException(
          "2 to 10000 users over one gateway are a spray, not " + usersOfGateway);
    }
    if (resetsADay < 1 || resetsADay > 10_000) {
      throw new IllegalArgumentException("1 to 10000 resets a day are usual, not " + resetsADay);
    }
  }
}
