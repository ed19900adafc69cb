package dev.postern.radsec;

import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.Untrusted;
import dev.postern.gateway.Certified;
import dev.postern.gateway.Gateway;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import dev.postern.transport.Connected;
import dev.postern.transport.Distrust;
import dev.postern.transport.Received;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A connection whose gateway is known: packets in, replies out, and an end with a reason. Every
/// packet asks anew whose certificate it is, so that a change of the gateway holds at once.
final class RadSecConnection extends SimpleChannelInboundHandler<Octets>
    implements Received.WayBack {
  /// RFC 6614, section 2.3.
  private static final SharedSecret SECRET = new SharedSecret(SecretOctets.utf8("radsec"));

  private final RadSecParts parts;
  private final Channel channel;
  private final InetSocketAddress source;
  private final InetSocketAddress local;
  private final Shown shown;
  private final String gateway;
  private final long number;
  private final Semaphore places;
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicReference<Ending> ending = new AtomicReference<>();
  private volatile boolean leaving;
  private volatile TlsFiles.Opened checkedBy;

  /// `checkedBy` is what the certificate was found good by.
  RadSecConnection(
      RadSecParts parts,
      Channel channel,
      Shown shown,
      Gateway gateway,
      long number,
      TlsFiles.Opened checkedBy) {
    super(true);
    this.parts = parts;
    this.channel = channel;
    this.source = (InetSocketAddress) channel.remoteAddress();
    this.local = (InetSocketAddress) channel.localAddress();
    this.shown = shown;
    this.gateway = gateway.name();
    this.number = number;
    this.checkedBy = checkedBy;
    this.places = new Semaphore(parts.limits().inFlight());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Octets octets) {
    if (leaving || ending.get() != null) {
      return;
    }
    if (owner() instanceof Certified.Known(Gateway known) && isOf(known)) {
      parts
          .gate()
          .accept(
              new Connected(known, SECRET, number),
              new Received(octets, source, local, System.nanoTime(), this));
    } else {
      end(Ending.NO_GATEWAY);
    }
  }

  private boolean isOf(Gateway known) {
    return known.name().equals(gateway);
  }

  private Certified owner() {
    return parts.gateways().certified(shown.names(), source.getAddress());
  }

  @Override
  public void send(Octets reply) {
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(reply.toArray()), channel.voidPromise());
  }

  @Override
  public void later(Duration delay, Runnable action) {
    outstanding.incrementAndGet();
    var _ = channel.eventLoop().schedule(() -> late(action), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void late(Runnable action) {
    try {
      action.run();
    } finally {
      settled();
    }
  }

  @Override
  public boolean gone() {
    return !channel.isActive();
  }

  @Override
  public boolean takePlace() {
    boolean taken = places.tryAcquire();
    if (taken) {
      outstanding.incrementAndGet();
    }
    return taken;
  }

  @Override
  public void givePlace() {
    places.release();
    settled();
  }

  private void settled() {
    if (outstanding.decrementAndGet() == 0 && leaving) {
      end(Ending.STOPPING);
    }
  }

  /// Takes nothing more in, and closes when what was asked is answered.
  void leave() {
    leaving = true;
    if (outstanding.get() == 0) {
      end(Ending.STOPPING);
    }
  }

  @Override
  public void distrust(Distrust why) {
    end(
        switch (why) {
          case MALFORMED -> Ending.MALFORMED;
          case FORGED -> Ending.FORGED;
        });
  }

  /// Closes the connection, behind what is on its way out. The first reason counts.
  void end(Ending why) {
    if (ending.compareAndSet(null, why)) {
      parts.complaints().ended(source, gateway, why);
      var _ = channel.close();
    }
  }

  /// Whether the certificate is still good, and a gateway's.
  void look(TlsFiles.Opened opened, Instant now) {
    if (!now.isBefore(shown.goodUntil())) {
      end(Ending.UNTRUSTED);
    } else if (!(owner() instanceof Certified.Known(Gateway known)) || !isOf(known)) {
      end(Ending.NO_GATEWAY);
    } else if (!opened.equals(checkedBy)) {
      checkedBy = opened;
      check(opened);
    }
  }

  private void check(TlsFiles.Opened opened) {
    try {
      Objects.requireNonNull(opened.trust()).check(shown.chain());
    } catch (Untrusted _) {
      end(Ending.UNTRUSTED);
    }
  }

  /// A gateway that does not take its replies in is not listened to, until it is idle for too long.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    channel.config().setAutoRead(channel.isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      end(Ending.IDLE);
    } else if (event instanceof SslCloseCompletionEvent) {
      end(Ending.BY_THE_GATEWAY);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(cause instanceof IOException ? Ending.BY_THE_GATEWAY : Ending.FAILED);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(Ending.BY_THE_GATEWAY);
    Optional.ofNullable(ending.get()).ifPresent(why -> parts.meter().ended(gateway, why));
  }
}
