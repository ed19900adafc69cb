package dev.postern.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {
  @TempDir Path root;

  @BeforeEach
  void glibcIsThere() throws Exception {
    Files.createFile(
        Files.createDirectories(root.resolve("lib64")).resolve("ld-linux-x86-64.so.2"));
    Files.createFile(Files.createDirectories(root.resolve("lib")).resolve("ld-linux-aarch64.so.1"));
  }

  @Test
  void linuxOnTwoArchitecturesIsCarried() {
    assertThat(Platform.of("Linux", "amd64", root).name()).isEqualTo("linux-x86_64");
    assertThat(Platform.of("Linux", "aarch64", root).name()).isEqualTo("linux-arm64");
  }

  @Test
  void theProgramsOfBothArePackedWithUs() {
    for (String architecture : new String[] {"amd64", "aarch64"}) {
      String archive = Platform.of("Linux", architecture, root).archive();
      assertThat(Platform.class.getResource(archive)).isNotNull();
    }
  }

  @Test
  void elsewhereAnExternalPostgresIsAskedForAtOnce() throws Exception {
    assertThatThrownBy(() -> Platform.of("Mac OS X", "aarch64", root))
        .hasMessageContaining("configure an external PostgreSQL");
    assertThatThrownBy(() -> Platform.of("Linux", "riscv64", root))
        .hasMessageContaining("no embedded PostgreSQL for Linux riscv64");
    Files.delete(root.resolve("lib64/ld-linux-x86-64.so.2"));
    assertThatThrownBy(() -> Platform.of("Linux", "amd64", root))
        .hasMessageContaining("no embedded PostgreSQL for Linux without glibc");
  }
}
