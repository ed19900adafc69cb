package dev.postern.radsec;

import dev.postern.octets.Octets;
import dev.postern.radius.Packet;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes packets from a stream of octets: each tells its own length (RFC 6613, section 2.4). After
/// a Length that none can have nothing more can be told apart, and a packet must come to its end in
/// time; in either case the connection ends.
final class PacketFrames extends ByteToMessageDecoder {
  private static final int LENGTH_AT = 2;
  private static final int LENGTH_END = 4;

  private final Duration packetTime;
  private final Consumer<Ending> end;
  private long packets;
  private boolean ended;
  private @Nullable Future<?> deadline;

  /// `end` is told why the connection is to be closed, once at most; nothing is read after that.
  PacketFrames(Duration packetTime, Consumer<Ending> end) {
    this.packetTime = packetTime;
    this.end = end;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (ended) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < LENGTH_END) {
      return;
    }
    int length = in.getUnsignedShort(in.readerIndex() + LENGTH_AT);
    if (length < Packet.SHORTEST || length > Packet.LONGEST) {
      end(Ending.FRAMING);
    } else if (in.readableBytes() >= length) {
      var octets = new byte[length];
      in.readBytes(octets);
      packets++;
      out.add(Octets.copyOf(octets));
    }
  }

  private void end(Ending why) {
    if (!ended) {
      ended = true;
      end.accept(why);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (actualReadableBytes() == 0) {
      stopWaiting();
    } else if (deadline == null) {
      await(context);
    }
    super.channelReadComplete(context);
  }

  private void await(ChannelHandlerContext context) {
    long before = packets;
    deadline =
        context
            .executor()
            .schedule(() -> look(context, before), packetTime.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext context, long before) {
    deadline = null;
    if (packets == before) {
      end(Ending.TOO_SLOW);
    } else if (actualReadableBytes() > 0) {
      await(context);
    }
  }

  private void stopWaiting() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    stopWaiting();
  }
}
