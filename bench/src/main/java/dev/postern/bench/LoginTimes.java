package dev.postern.bench;

import java.util.List;
import java.util.stream.LongStream;

/// What became of the logins of one run. An unanswered one counts with the whole time for which it
/// was waited.
record LoginTimes(int accepted, int refused, int unanswered, List<Long> sortedNanos) {
  LoginTimes {
    sortedNanos = List.copyOf(sortedNanos);
  }

  static LoginTimes of(int accepted, int refused, long[] answered, int unanswered, long patience) {
    var all =
        LongStream.concat(
            LongStream.of(answered), LongStream.generate(() -> patience).limit(unanswered));
    return new LoginTimes(accepted, refused, unanswered, all.sorted().boxed().toList());
  }

  int logins() {
    return sortedNanos.size();
  }

  boolean allAccepted() {
    return accepted == logins();
  }

  /// The time within which this share of the logins were answered.
  double millis(double share) {
    int index = (int) Math.ceil(share * sortedNanos.size()) - 1;
    return sortedNanos.get(Math.max(0, index)) / 1e6;
  }
}
