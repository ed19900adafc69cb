package dev.postern.cli.takeover;

import com.code_intelligence.jazzer.junit.FuzzTest;

class UserCsvFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anyFileIsReadOrRefused(byte[] file) {
    Reading.anything(Format.FORTIAUTHENTICATOR, file);
  }
}
