package dev.postern.cli.takeover;

import dev.postern.octets.SecretOctets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads whole files in tests.
final class Reading {
  static final TakeoverTerms NOTHING_SAID = TakeoverTerms.NONE;
  static final TakeoverTerms OF_ANNA =
      new TakeoverTerms("anna", null, null, null, null, null, null);

  private static final TakeoverTerms EVERYTHING_SAID =
      new TakeoverTerms(
          "anna",
          null,
          null,
          null,
          SecretOctets.copyOf(new byte[16]),
          SecretOctets.utf8("x"),
          null);

  private Reading() {}

  static List<Entry> of(Format format, String file) {
    return of(format, file.getBytes(StandardCharsets.UTF_8), OF_ANNA);
  }

  static List<Entry> of(Format format, byte[] file, TakeoverTerms terms) {
    var entries = format.open(new ByteArrayInputStream(file), terms);
    var all = new ArrayList<Entry>();
    for (Optional<Entry> entry = entries.next(); entry.isPresent(); entry = entries.next()) {
      all.add(entry.get());
    }
    return all;
  }

  /// Whatever a file holds, it is read to its end or refused from a line on.
  static void anything(Format format, byte[] file) {
    try {
      for (Entry entry : of(format, file, EVERYTHING_SAID)) {
        if (entry.line() < 1) {
          throw new AssertionError("a line before the first");
        }
      }
    } catch (TakeoverTerms.Missing _) {
      // more is to be said of such a file
    } catch (BrokenFile broken) {
      if (broken.line() < 1) {
        throw new AssertionError("a line before the first", broken);
      }
    }
  }

  /// The rows for the server, without their heading and their end.
  static List<String> rows(Format format, String file) {
    return rowsOf(of(format, file));
  }

  static List<String> rowsOf(List<Entry> all) {
    var entries = all.iterator();
    var rows =
        new EntryRows(() -> {
          while (entries.hasNext()) {
            if (entries.next() instanceof Entry.Sound sound) {
              return Optional.of(sound);
            }
          }
          return Optional.empty();
        });
    try (rows) {
      var lines = new String(rows.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(1, lines.size() - 1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
