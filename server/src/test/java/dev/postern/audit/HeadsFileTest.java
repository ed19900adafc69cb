package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsFileTest {
  @TempDir Path folder;

  @Test
  void headsAreReadAsTheyWereExported() {
    var file = new HeadsFile(folder, 100_000);
    file.add(seal(1));
    file.add(seal(2));
    assertThat(new HeadsFile(folder, 100_000).kept())
        .containsExactly(
            new ExportedHead(new UUID(0, 1), 1, 10, Seal.ORIGIN),
            new ExportedHead(new UUID(0, 1), 2, 20, Seal.ORIGIN));
  }

  @Test
  void aFullFileMakesPlaceForANewOneAndNoThirdIsKept() throws IOException {
    var file = new HeadsFile(folder, 300);
    for (int number = 1; number <= 9; number++) {
      file.add(seal(number));
    }
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
    assertThat(file.kept()).extracting(ExportedHead::seal).endsWith(8L, 9L);
    assertThat(file.kept()).hasSizeLessThan(9);
  }

  @Test
  void aFolderThatCannotBeWrittenToDoesNotStopTheSealing() {
    var file = new HeadsFile(folder.resolve("absent"), 300);
    file.add(seal(1));
    assertThat(file.kept()).isEmpty();
  }

  @Test
  void aFullDiskCostsTheHeadsOfItsTimeAndNoOther() throws IOException {
    var heads = folder.resolve("audit-heads.jsonl");
    Files.createSymbolicLink(heads, Path.of("/dev/full"));
    var file = new HeadsFile(folder, 100_000);
    file.add(seal(1));
    Files.delete(heads);
    Files.writeString(heads, "{\"at\":\"half a li");
    file.add(seal(2));
    assertThat(file.kept()).extracting(ExportedHead::seal).containsExactly(2L);
  }

  private static Seal seal(long number) {
    var covered = new Seal.Covered(number, number * 10, Instant.EPOCH, List.of(), false);
    return new Seal(new UUID(0, 1), number, covered, Seal.ORIGIN, Instant.EPOCH, Octets.empty());
  }
}
