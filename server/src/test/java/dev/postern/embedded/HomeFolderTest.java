package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderTest {
  private static final Path JDOE = Path.of("/home/jdoe");

  @Test
  void rootsHomeIsTheMachines() {
    assertThat(HomeFolder.standard(true, Map.of("XDG_DATA_HOME", "/data"), Path.of("/root")))
        .isEqualTo(Path.of("/var/lib/postern"));
  }

  @Test
  void aUsersHomeIsWhereXdgSays() {
    assertThat(HomeFolder.standard(false, Map.of("XDG_DATA_HOME", "/data"), JDOE))
        .isEqualTo(Path.of("/data/postern"));
  }

  @Test
  void aUsersHomeIsInTheUsersFolderIfXdgSaysNothingAbsolute() {
    Path expected = Path.of("/home/jdoe/.local/share/postern");
    assertThat(HomeFolder.standard(false, Map.of(), JDOE)).isEqualTo(expected);
    assertThat(HomeFolder.standard(false, Map.of("XDG_DATA_HOME", ""), JDOE)).isEqualTo(expected);
    assertThat(HomeFolder.standard(false, Map.of("XDG_DATA_HOME", "here"), JDOE))
        .isEqualTo(expected);
  }

  @Test
  void aHomeThatCannotBeMadeIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    var settings = EmbeddedSettings.in(file.resolve("home"));
    assertThatThrownBy(() -> HomeFolder.open(settings))
        .isInstanceOf(EmbeddedPostgresFailed.class)
        .hasMessageStartingWith("cannot use the folder " + file.resolve("home") + ": ");
  }
}
