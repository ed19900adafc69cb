package dev.postern.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A request's body that ends in a [Refused] when it grows too long or takes too long.
final class BoundedBody extends FilterInputStream {
  static final Duration FOR_EVER = Duration.ofDays(1000);

  private final long most;
  private final long deadline;
  private long read;

  BoundedBody(InputStream body, long most, Duration time) {
    super(body);
    this.most = most;
    this.deadline = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    read += Math.max(0, count);
    if (read > most) {
      throw new Problem(413, "too large", "the body is over " + most + " octets", null, null)
          .refused();
    }
    if (System.nanoTime() - deadline > 0) {
      throw new Problem(408, "too slow", "the body took too long", null, null).refused();
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
