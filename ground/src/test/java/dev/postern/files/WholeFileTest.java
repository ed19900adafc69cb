package dev.postern.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @Test
  void whatWasThereIsReplacedAndNothingElseStays() throws Exception {
    Path file = folder.resolve("key");
    WholeFile.write(file, "one\n", WholeFile.READ_BY_ALL);
    WholeFile.write(file, "zwölf\n", WholeFile.OWNER_ONLY);
    assertThat(file).hasContent("zwölf");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("key");
  }

  @Test
  void whatIsToBeNewReplacesNothing() throws Exception {
    Path file = folder.resolve("key");
    WholeFile.writeNew(file, "first\n", WholeFile.OWNER_ONLY);
    assertThatThrownBy(() -> WholeFile.writeNew(file, "second\n", WholeFile.OWNER_ONLY))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("first");
    assertThat(folder.toFile().list()).containsExactly("key");
  }

  @Test
  void whatACrashLeftBesideIsNoHindrance() throws Exception {
    Path file = folder.resolve("key");
    Files.writeString(folder.resolve("key.new"), "half");
    WholeFile.write(file, "whole\n", WholeFile.OWNER_ONLY);
    assertThat(file).hasContent("whole");
  }

  @Test
  void whoDiesBeforeTheEndLeavesWhatWasThere() throws Exception {
    Path file = folder.resolve("key");
    WholeFile.write(file, "old\n", WholeFile.OWNER_ONLY);
    Path fresh = WholeFile.beside(file, "new\n", WholeFile.OWNER_ONLY);
    assertThat(fresh).hasContent("new");
    assertThat(file).hasContent("old");
  }

  @Test
  void aFolderThatIsNotThereIsAFailure() {
    Path file = folder.resolve("nowhere").resolve("key");
    assertThatThrownBy(() -> WholeFile.write(file, "new\n", WholeFile.OWNER_ONLY))
        .isInstanceOf(IOException.class);
  }
}
