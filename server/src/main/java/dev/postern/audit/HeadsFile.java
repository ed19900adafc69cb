package dev.postern.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Exports heads: each as a line of `audit-heads.jsonl` in the data folder, and at most one a
/// minute as a line of the log, which people tend to keep elsewhere.
///
/// The file is bounded: a full one becomes `audit-heads.1.jsonl`, in place of the one before. One
/// that can't be written is told once and tried again with each head; nothing waits for it. For one
/// thread.
public final class HeadsFile implements SealedHeads {
  private static final Logger LOG = LoggerFactory.getLogger(HeadsFile.class);
  private static final Duration LOGGED_EVERY = Duration.ofMinutes(1);

  private final Path file;
  private final Path older;
  private final long fullBytes;
  private Instant loggedAt = Instant.MIN;
  private boolean failing;

  public HeadsFile(Path dataFolder, long fullBytes) {
    this.fullBytes = fullBytes;
    file = dataFolder.resolve("audit-heads.jsonl");
    older = dataFolder.resolve("audit-heads.1.jsonl");
  }

  @Override
  public void add(Seal seal) {
    String line = ExportedHead.line(seal);
    try {
      append(failing ? "\n" + line : line); // a write that failed may have left half a line
      written();
    } catch (IOException e) {
      failed(e);
    }
    if (loggedAt.equals(Instant.MIN) || seal.at().isAfter(loggedAt.plus(LOGGED_EVERY))) {
      LOG.info("audit head {}", line);
      loggedAt = seal.at();
    }
  }

  private void written() {
    if (failing) {
      LOG.info("the audit's heads are written to {} again", file);
      failing = false;
    }
  }

  private void failed(IOException e) {
    if (!failing) {
      LOG.error(
          "the audit's heads can't be written to {}: {}; logins go on, free space or mend the folder",
          file,
          e.getMessage());
      failing = true;
    }
  }

  private void append(String line) throws IOException {
    if (Files.exists(file) && Files.size(file) >= fullBytes) {
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public List<ExportedHead> kept() {
    return List.of(older, file).stream()
        .filter(Files::exists)
        .flatMap(path -> lines(path).stream())
        .map(ExportedHead::parse)
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("exported heads can't be read from " + path, e);
    }
  }
}
