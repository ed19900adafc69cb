package dev.postern.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserImportFuzzTest {
  /// Whatever the file holds, each row is sound or bad, or the rest can't be read; nothing else is
  /// thrown.
  @FuzzTest(maxDuration = "5s")
  void anyFileIsReadOrRefused(byte[] file) {
    read(Octets.copyOf(file));
    read(Octets.utf8("username,password,token_serial,token_key_base32\n" + latin(file)));
  }

  private static String latin(byte[] file) {
    return new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private static long read(Octets file) {
    var rule = new RowRule(_ -> true, Instant.EPOCH);
    long sound = 0;
    try {
      var rows = new CsvRows(new ByteArrayInputStream(file.toArray()));
      for (var row = rows.next(); row.isPresent(); row = rows.next()) {
        sound += rule.read(row.get()) instanceof RowReading.Sound ? 1 : 0;
      }
    } catch (UnusableFile unusable) {
      assertThat(unusable.line()).isPositive();
    }
    return sound;
  }

  @Test
  void quotesLineEndsAndTheByteOrderMarkAreUnderstood() {
    String file = "\ufeff\"username\",email\r\nanna,\"a\"\r\n\r\n\"bert\",\"x\"\"y\"\ncarl,z";
    assertThat(read(Octets.utf8(file))).isEqualTo(3);
  }

  @Test
  void whatIsNotUtf8OrNotCsvIsRefusedFromThereOn() {
    assertThat(read(Octets.copyOf(new byte[] {'u', (byte) 0xc3, '('}))).isZero();
    assertThat(read(Octets.utf8("username\nanna\n\"bert"))).isEqualTo(1);
  }
}
