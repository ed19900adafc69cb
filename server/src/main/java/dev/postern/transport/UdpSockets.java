package dev.postern.transport;

import dev.postern.octets.Octets;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Binds UDP sockets and moves octets. On Linux several sockets share an address and port
/// (SO_REUSEPORT), many datagrams are taken in by one call (recvmmsg) and the replies that came
/// together go out by one (sendmmsg).
final class UdpSockets {
  private static final int LONGEST = 4096;
  private static final int AT_ONCE = 64;
  private static final int KERNEL_BUFFER = 4 << 20;

  private final EventLoopGroup loops;
  private final boolean epoll;
  private final Consumer<Received> gate;

  UdpSockets(EventLoopGroup loops, boolean epoll, Consumer<Received> gate) {
    this.loops = loops;
    this.epoll = epoll;
    this.gate = gate;
  }

  /// Binds `count` sockets (one where the system can't share a port) to the address.
  List<Channel> bind(InetSocketAddress address, int count) {
    if (epoll) {
      requireFree(address);
    }
    var channels = new ArrayList<Channel>();
    var wanted = address;
    for (int i = 0; i < (epoll ? count : 1); i++) {
      ChannelFuture bound = bootstrap().bind(wanted).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        channels.forEach(channel -> channel.close().awaitUninterruptibly());
        throw refused(address, bound);
      }
      channels.add(bound.channel());
      wanted = (InetSocketAddress) bound.channel().localAddress(); // a port that the system picked
    }
    return List.copyOf(channels);
  }

  /// Among processes of one user a port could be shared with a second server by accident, which
  /// would take half the requests; a socket that shares with nobody finds that out.
  private void requireFree(InetSocketAddress address) {
    ChannelFuture alone =
        bootstrap()
            .option(EpollChannelOption.SO_REUSEPORT, false)
            .bind(address)
            .awaitUninterruptibly();
    if (!alone.isSuccess()) {
      throw refused(address, alone);
    }
    alone.channel().close().awaitUninterruptibly();
  }

  private static TransportFailed refused(InetSocketAddress address, ChannelFuture bound) {
    return new TransportFailed(
        "can't listen on "
            + address.getAddress().getHostAddress()
            + " port "
            + address.getPort()
            + ": "
            + bound.cause().getMessage());
  }

  private Bootstrap bootstrap() {
    var bootstrap = new Bootstrap().group(loops).handler(new Readers());
    // What is read at once is much for the usual allocator, which would ask the system each time.
    bootstrap.option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
    bootstrap.option(ChannelOption.SO_RCVBUF, KERNEL_BUFFER);
    bootstrap.option(ChannelOption.SO_SNDBUF, KERNEL_BUFFER);
    if (!epoll) {
      return bootstrap
          .channel(NioDatagramChannel.class)
          .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST));
    }
    return bootstrap
        .channel(EpollDatagramChannel.class)
        .option(EpollChannelOption.SO_REUSEPORT, true)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LONGEST)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(AT_ONCE * LONGEST));
  }

  private final class Readers extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(new Reader(new Outbox(channel)));
    }
  }

  /// One socket's way in; its way out is an [Outbox].
  private final class Reader extends SimpleChannelInboundHandler<DatagramPacket> {
    private final Outbox outbox;

    Reader(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
      var octets = new byte[datagram.content().readableBytes()];
      datagram.content().readBytes(octets);
      var local = (InetSocketAddress) context.channel().localAddress();
      var source = datagram.sender();
      gate.accept(
          new Received(
              Octets.copyOf(octets), source, local, System.nanoTime(), outbox.wayTo(source)));
    }

    /// ICMP's "port unreachable" of a gateway that is gone comes in as an exception, and is nothing
    /// to us.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
  }

  /// Replies from many threads, handed to the event loop together.
  private static final class Outbox {
    private final Channel channel;
    private final Queue<DatagramPacket> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();

    Outbox(Channel channel) {
      this.channel = channel;
    }

    Received.WayBack wayTo(InetSocketAddress target) {
      return new Received.WayBack() {
        @Override
        public void send(Octets reply) {
          ByteBuf content = Unpooled.wrappedBuffer(reply.toArray());
          waiting.add(new DatagramPacket(content, target));
          if (called.compareAndSet(false, true)) {
            channel.eventLoop().execute(Outbox.this::empty);
          }
        }

        @Override
        public void later(Duration delay, Runnable action) {
          var _ = channel.eventLoop().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
      };
    }

    private void empty() {
      called.set(false);
      DatagramPacket packet = waiting.poll();
      while (packet != null) {
        var _ = channel.write(packet, channel.voidPromise());
        packet = waiting.poll();
      }
      channel.flush();
    }
  }
}
