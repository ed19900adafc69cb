package dev.postern.radsec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.octets.Octets;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketFramesTest {
  private static final String FIRST = "01070014" + "aa".repeat(16);
  private static final String SECOND = "0c080017" + "bb".repeat(16) + "0403cc";

  private final List<Ending> endings = new ArrayList<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(new PacketFrames(Duration.ofSeconds(10), endings::add));

  private void receive(String hex) {
    channel.writeInbound(Unpooled.wrappedBuffer(Octets.hex(hex).toArray()));
  }

  private List<String> packets() {
    var packets = new ArrayList<String>();
    for (Octets next = channel.readInbound(); next != null; next = channel.readInbound()) {
      packets.add(next.toString());
    }
    return packets;
  }

  @Test
  void packetsAreTakenFromTheStreamHoweverItIsCut() { // RFC 6613, section 2.4
    String both = FIRST + SECOND;
    receive(both);
    assertThat(packets()).containsExactly(FIRST, SECOND);
    for (int i = 0; i < both.length(); i += 2) {
      receive(both.substring(i, i + 2));
    }
    assertThat(packets()).containsExactly(FIRST, SECOND);
    receive(FIRST + SECOND.substring(0, 10));
    receive(SECOND.substring(10) + FIRST);
    assertThat(packets()).containsExactly(FIRST, SECOND, FIRST);
    assertThat(endings).isEmpty();
  }

  @Test
  void theLongestPacketIsTakenWhole() {
    String longest = "01071000" + "5a".repeat(4092);
    receive(longest);
    assertThat(packets()).containsExactly(longest);
  }

  @ParameterizedTest // RFC 6613, section 2.6.4
  @ValueSource(strings = {"01070013", "01070000", "01071001", "0107ffff"})
  void afterALengthThatNoneHasNothingIsRead(String beginning) {
    receive(FIRST + beginning);
    receive(FIRST);
    assertThat(packets()).containsExactly(FIRST);
    assertThat(endings).containsExactly(Ending.FRAMING);
  }

  @Test
  void aPacketComesToItsEndInTime() {
    channel.freezeTime();
    receive(FIRST.substring(0, 20));
    pass(9);
    receive(FIRST.substring(20, 30));
    assertThat(endings).isEmpty();
    pass(2);
    assertThat(endings).containsExactly(Ending.TOO_SLOW);
  }

  @Test
  void whoSendsPacketAfterPacketIsNotTooSlow() {
    channel.freezeTime();
    for (int i = 0; i < 10; i++) { // there is always the beginning of another
      receive(FIRST.substring(0, 20));
      pass(4);
      receive(FIRST.substring(20) + FIRST.substring(0, 20));
      receive(FIRST.substring(20));
      pass(4);
    }
    assertThat(endings).isEmpty();
    assertThat(packets()).hasSize(20);
  }

  private void pass(int seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }
}
