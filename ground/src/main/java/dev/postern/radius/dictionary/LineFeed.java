package dev.postern.radius.dictionary;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Iterator;

/// A file as tinyradius gets it: one checked line a read, never more.
///
/// Since it has nothing [#available] between lines, the readers on top of it take no line before
/// they need it. So the line handed out last is the one in work.
final class LineFeed extends InputStream {
  private final String file;
  private final Iterator<String> lines;
  private final DictionarySource source;
  private final LineCheck check;
  private byte[] octets = {};
  private int taken;
  private int number;
  private boolean ended;

  LineFeed(String file, String text, DictionarySource source, LineCheck check) {
    this.file = file;
    this.lines = text.lines().iterator();
    this.source = source;
    this.check = check;
  }

  @Override
  public int read() {
    return fill() ? octets[taken++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, octets.length - taken);
    System.arraycopy(octets, taken, target, offset, count);
    taken += count;
    return count;
  }

  private boolean fill() {
    if (taken < octets.length) {
      return true;
    }
    source.at(file, number + 1);
    if (!lines.hasNext()) {
      end();
      return false;
    }
    number++;
    octets = (check.pass(lines.next()) + "\n").getBytes(Charset.defaultCharset());
    taken = 0;
    return true;
  }

  private void end() {
    if (!ended) {
      ended = true;
      check.end();
    }
  }
}
