package dev.postern.radsec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.postern.octets.Octets;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;

/// Whatever octets come over a connection: the packets are those octets in their order, each of the
/// length that it tells, or the connection ends.
class PacketFramesFuzzTest {
  @FuzzTest(maxDuration = "5s")
  void anyStreamIsPacketsUpToItsEnd(byte[] octets) {
    var endings = new ArrayList<Ending>();
    var channel = new EmbeddedChannel(new PacketFrames(Duration.ofSeconds(10), endings::add));
    int cut = octets.length == 0 ? 0 : (octets[0] & 0xff) % octets.length;
    channel.writeInbound(Unpooled.wrappedBuffer(octets, 0, cut));
    channel.writeInbound(Unpooled.wrappedBuffer(octets, cut, octets.length - cut));
    int at = 0;
    for (Octets packet = channel.readInbound(); packet != null; packet = channel.readInbound()) {
      assertThat(packet.length()).isBetween(20, 4096);
      assertThat(packet).isEqualTo(Octets.copyOf(octets, at, at + packet.length()));
      at += packet.length();
    }
    assertThat(endings.size()).isLessThanOrEqualTo(1);
    if (endings.isEmpty() && octets.length - at >= 4) {
      int length = (octets[at + 2] & 0xff) << 8 | (octets[at + 3] & 0xff);
      assertThat(length).isBetween(20, 4096).isGreaterThan(octets.length - at);
    }
    channel.finishAndReleaseAll();
  }
}
