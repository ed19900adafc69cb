package dev.postern.radsec;

import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.Watched;
import dev.postern.gateway.CertifiedGateways;
import dev.postern.gateway.Gateway;
import dev.postern.transport.Connected;
import dev.postern.transport.Received;
import dev.postern.transport.TransportFailed;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/// Listens for RADIUS over TLS (RFC 6614), and looks at its connections every few seconds: whether
/// their certificates are still good, and their gateways still there.
public final class RadSecListener implements AutoCloseable {
  private static final int LOOPS = 2;
  private static final int BACKLOG = 128;
  private static final int MOST_AT_ONCE = 16 * 1024;

  private final RadSecSettings settings;
  private final Watched<TlsFiles.Opened> files;
  private final RadSecParts parts;
  private final Admission admission;
  private final Tls tls;
  private final InstantSource clock;
  private final AtomicLong numbers = new AtomicLong();
  private final Set<RadSecConnection> connections = ConcurrentHashMap.newKeySet();
  private final List<Channel> sockets = new ArrayList<>();
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(
          LOOPS, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  private final Thread watcher = Thread.ofVirtual().name("radsec-watch").unstarted(this::watch);
  private volatile TlsFiles.Opened opened;
  private volatile boolean leaving;

  private RadSecListener(
      RadSecSettings settings,
      Watched<TlsFiles.Opened> files,
      RadSecParts parts,
      InstantSource clock) {
    this.settings = settings;
    this.files = files;
    this.parts = parts;
    this.clock = clock;
    this.admission = new Admission(settings.limits());
    this.opened = files.current();
    this.tls = new Tls(settings.limits());
  }

  /// Opens the sockets; one that can't be had is a failure.
  public static RadSecListener open(
      RadSecSettings settings,
      Watched<TlsFiles.Opened> files,
      CertifiedGateways gateways,
      BiConsumer<Connected, Received> gate,
      RadSecMeter meter,
      InstantSource clock) {
    var complaints = new RadSecComplaints(System::nanoTime);
    var parts = new RadSecParts(settings.limits(), gateways, gate, meter, complaints);
    var listener = new RadSecListener(settings, files, parts, clock);
    try {
      listener.bind();
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
    listener.watcher.start();
    return listener;
  }

  private void bind() {
    for (String address : settings.addresses()) {
      var at =
          address.equals("*")
              ? new InetSocketAddress(settings.port())
              : new InetSocketAddress(InetAddress.ofLiteral(address), settings.port());
      ChannelFuture bound = bootstrap().bind(at).awaitUninterruptibly();
      if (!bound.isSuccess()) {
        throw new TransportFailed(
            "can't listen for RadSec on %s port %d: %s"
                .formatted(address, settings.port(), bound.cause().getMessage()));
      }
      sockets.add(bound.channel());
    }
  }

  private ServerBootstrap bootstrap() {
    return new ServerBootstrap()
        .group(loops)
        .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .option(ChannelOption.SO_REUSEADDR, true)
        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
        .childOption(
            ChannelOption.RECVBUF_ALLOCATOR,
            new AdaptiveRecvByteBufAllocator(1024, 2048, MOST_AT_ONCE))
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(ChannelOption.SO_KEEPALIVE, true)
        .childHandler(new Beginnings());
  }

  /// Where it listens.
  public List<InetSocketAddress> addresses() {
    return sockets.stream().map(socket -> (InetSocketAddress) socket.localAddress()).toList();
  }

  private final class Beginnings extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      var source = (InetSocketAddress) channel.remoteAddress();
      var refusal = leaving ? Optional.of(Refusal.STOPPING) : admission.begin(source.getAddress());
      if (refusal.isPresent()) {
        parts.meter().refused(refusal.get());
        parts.complaints().refused(source, refusal.get(), "", "");
        var _ = channel.close();
      } else {
        begin(channel, source.getAddress());
      }
    }
  }

  private void begin(Channel channel, InetAddress source) {
    var shaking = new AtomicBoolean(true);
    var now = opened;
    var handler = tls.handler(now.context());
    handler.handshakeFuture().addListener(_ -> shaken(shaking, source));
    channel
        .closeFuture()
        .addListener(_ -> {
          shaken(shaking, source);
          admission.end(source);
        });
    channel.pipeline().addLast(handler, new Handshake(parts, now, this::enter));
  }

  private void shaken(AtomicBoolean shaking, InetAddress source) {
    if (shaking.getAndSet(false)) {
      admission.shaken(source);
    }
  }

  private Optional<Refusal> enter(
      ChannelHandlerContext context, Shown shown, Gateway gateway, TlsFiles.Opened checkedBy) {
    if (leaving) {
      return Optional.of(Refusal.STOPPING);
    }
    if (!admission.belongs(gateway.name())) {
      return Optional.of(Refusal.TOO_MANY_OF_GATEWAY);
    }
    var channel = context.channel();
    var connection =
        new RadSecConnection(parts, channel, shown, gateway, numbers.incrementAndGet(), checkedBy);
    connections.add(connection);
    channel
        .closeFuture()
        .addListener(_ -> {
          connections.remove(connection);
          admission.leaves(gateway.name());
        });
    var limits = settings.limits();
    context
        .pipeline()
        .addLast(new PacketFrames(limits.packetTime(), connection::end))
        .addLast(new IdleStateHandler(limits.idle().toSeconds(), 0, 0, TimeUnit.SECONDS))
        .addLast(connection)
        .remove(context.handler());
    parts.meter().opened(gateway.name());
    return Optional.empty();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /// Takes up files that have changed, and ends connections that these do not bear any more.
  void look() {
    opened = files.current();
    var now = clock.instant();
    connections.forEach(connection -> connection.look(opened, now));
  }

  /// How many connections there are, those in their handshake included.
  public int connections() {
    return admission.connections();
  }

  public int handshakes() {
    return admission.handshakes();
  }

  /// Takes no connection in any more; those that are there close when what was asked is answered.
  public void leave() {
    leaving = true;
    sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    connections.forEach(RadSecConnection::leave);
  }

  @Override
  public void close() {
    watcher.interrupt();
    sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    connections.forEach(connection -> connection.end(Ending.STOPPING));
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    tls.close();
  }
}
