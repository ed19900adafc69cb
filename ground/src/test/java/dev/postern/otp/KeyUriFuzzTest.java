package dev.postern.otp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// Whatever text is read as a key URI is written as it was understood.
class KeyUriFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void whateverIsReadIsWrittenTheSame(FuzzedDataProvider octets) {
    var beginnings = new String[] {"", "otpauth://totp/", "otpauth://totp/a?secret=GEZDGNBV&"};
    String beginning = octets.pickValue(beginnings);
    var read = KeyUri.parse(beginning + octets.consumeRemainingAsString());
    read.ifPresent(uri -> assertThat(KeyUri.parse(uri.reveal())).contains(uri));
  }
}
