package dev.postern.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for RADIUS over UDP: a few sockets for each local address, since a socket bound to the
/// wildcard answers from the address of the route, which need not be the one that was asked. With
/// `*` the machine's addresses are looked for again every few seconds, so that one that comes later
/// (a floating address of a pair of nodes) is served too.
public final class UdpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

  private final TransportSettings settings;
  private final UdpSockets sockets;
  private final EventLoopGroup loops;
  private final Map<InetAddress, List<Channel>> open = new LinkedHashMap<>();
  private final Set<InetAddress> refused = new HashSet<>();
  private final Thread rescanner =
      Thread.ofVirtual().name("udp-rescan").unstarted(this::rescanForever);

  private UdpListener(TransportSettings settings, Consumer<Received> gate) {
    this.settings = settings;
    boolean epoll = Epoll.isAvailable();
    this.loops =
        new MultiThreadIoEventLoopGroup(
            settings.socketsPerAddress(),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.sockets = new UdpSockets(loops, epoll, gate);
  }

  /// Opens all sockets. An address that is named and can't be had is a failure; of those that `*`
  /// finds at least one must be had.
  public static UdpListener open(TransportSettings settings, Consumer<Received> gate) {
    var listener = new UdpListener(settings, gate);
    try {
      listener.rescan();
      if (listener.open.isEmpty()) {
        throw new TransportFailed("no address to listen on: port " + settings.port() + " is taken");
      }
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
    if (settings.addresses().contains("*")) {
      listener.rescanner.start();
    }
    return listener;
  }

  private void rescanForever() {
    try {
      while (true) {
        Thread.sleep(settings.rescan());
        rescan();
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  /// Where it listens now.
  public synchronized List<InetSocketAddress> addresses() {
    return open.values().stream()
        .map(channels -> (InetSocketAddress) channels.getFirst().localAddress())
        .toList();
  }

  private synchronized void rescan() {
    Set<InetAddress> wanted = wanted();
    for (var entry : List.copyOf(open.entrySet())) {
      if (!wanted.contains(entry.getKey())) {
        LOG.info("no longer listening on {}: it is gone", entry.getKey().getHostAddress());
        open.remove(entry.getKey());
        close(entry.getValue());
      }
    }
    refused.retainAll(wanted);
    for (InetAddress address : wanted) {
      if (!open.containsKey(address)) {
        bind(address);
      }
    }
  }

  private void bind(InetAddress address) {
    try {
      open.put(
          address,
          sockets.bind(
              new InetSocketAddress(address, settings.port()), settings.socketsPerAddress()));
      if (refused.remove(address)) {
        LOG.info("now listening on {}", address.getHostAddress());
      }
    } catch (TransportFailed e) {
      if (!settings.addresses().contains("*")) {
        throw e;
      }
      if (refused.add(address)) {
        LOG.warn("{}; tried again every {} s", e.getMessage(), settings.rescan().toSeconds());
      }
    }
  }

  private Set<InetAddress> wanted() {
    var wanted = new HashSet<InetAddress>();
    for (String text : settings.addresses()) {
      if (text.equals("*")) {
        wanted.addAll(local());
      } else {
        wanted.add(InetAddress.ofLiteral(text));
      }
    }
    return wanted;
  }

  private static List<InetAddress> local() {
    try {
      var addresses = new ArrayList<InetAddress>();
      for (NetworkInterface link : NetworkInterface.networkInterfaces().toList()) {
        if (link.isUp()) {
          link.inetAddresses().forEach(addresses::add);
        }
      }
      return addresses;
    } catch (SocketException e) {
      throw new TransportFailed("the machine's addresses can't be listed: " + e.getMessage());
    }
  }

  private static void close(List<Channel> channels) {
    for (Channel channel : channels) {
      channel.close().awaitUninterruptibly();
    }
  }

  @Override
  public void close() {
    rescanner.interrupt();
    synchronized (this) {
      open.values().forEach(UdpListener::close);
      open.clear();
    }
    loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
  }
}
