package dev.postern.cli.takeover;

import com.code_intelligence.jazzer.junit.FuzzTest;

class FreeradiusDumpFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anyFileIsReadOrRefused(byte[] file) {
    Reading.anything(Format.FREERADIUS_SQL, file);
  }
}
