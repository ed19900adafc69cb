package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;

/// The processor's time that a process and its descendants have taken, as Linux counts it: what of
/// a machine that others use, too, can be compared.
final class CpuTime {
  private static final long TICK_MILLIS = 10; // USER_HZ is 100 on every Linux that Java runs on
  private static final int USER = 11;
  private static final int FIELDS = 4;

  private CpuTime() {}

  static Duration of(long pid) {
    var descendants = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
    long ticks =
        LongStream.concat(LongStream.of(pid), descendants.mapToLong(ProcessHandle::pid))
            .map(CpuTime::ticks)
            .sum();
    return Duration.ofMillis(ticks * TICK_MILLIS);
  }

  /// User and system time of the process, and of those of its children that have ended.
  private static long ticks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int i = USER; i < USER + FIELDS; i++) {
        sum += Long.parseLong(fields[i]);
      }
      return sum;
    } catch (NoSuchFileException _) {
      return 0; // ended meanwhile
    } catch (IOException e) {
      throw new IllegalStateException("no time of process " + pid, e);
    }
  }
}
