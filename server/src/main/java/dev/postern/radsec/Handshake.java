package dev.postern.radsec;

import dev.postern.certificate.TlsFiles;
import dev.postern.certificate.Untrusted;
import dev.postern.gateway.Certified;
import dev.postern.gateway.Gateway;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Waits for the end of a handshake, and lets in whose certificate is a gateway's.
final class Handshake extends ChannelInboundHandlerAdapter {
  private final RadSecParts parts;
  private final TlsFiles.Opened opened;
  private final Entry entry;
  private boolean over;

  /// Whoever takes in a connection that passed.
  interface Entry {
    /// Empty if it is taken in.
    Optional<Refusal> enter(
        ChannelHandlerContext context, Shown shown, Gateway gateway, TlsFiles.Opened checkedBy);
  }

  Handshake(RadSecParts parts, TlsFiles.Opened opened, Entry entry) {
    this.parts = parts;
    this.opened = opened;
    this.entry = entry;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent completion && !over) {
      over = true;
      if (completion.isSuccess()) {
        passed(context);
      } else {
        failed(context, completion.cause());
      }
    }
  }

  private void failed(ChannelHandlerContext context, Throwable cause) {
    var why = Refusals.of(cause);
    var untrusted = Refusals.find(cause, Untrusted.class);
    String who = untrusted == null ? "" : untrusted.certificate().map(Shown::text).orElse("");
    String more =
        why == Refusal.TLS || why == Refusal.FAILED ? String.valueOf(cause.getMessage()) : "";
    refuse(context, why, who, more);
  }

  private void refuse(ChannelHandlerContext context, Refusal why, String who, String more) {
    parts.meter().refused(why);
    parts
        .complaints()
        .refused((InetSocketAddress) context.channel().remoteAddress(), why, who, more);
    var _ = context.close();
  }

  private void passed(ChannelHandlerContext context) {
    var source = (InetSocketAddress) context.channel().remoteAddress();
    var shown = shown(context.pipeline().get(SslHandler.class).engine().getSession());
    if (shown.isEmpty()) {
      refuse(context, Refusal.NO_CERTIFICATE, "", "");
      return;
    }
    switch (parts.gateways().certified(shown.get().names(), source.getAddress())) {
      case Certified.Known(Gateway gateway) ->
          entry
              .enter(context, shown.get(), gateway, opened)
              .ifPresent(why -> refuse(context, why, shown.get().text(), ""));
      case Certified.Nobody() -> refuse(context, Refusal.UNKNOWN_NAME, shown.get().text(), "");
      case Certified.Several(var names) ->
          refuse(context, Refusal.SEVERAL_GATEWAYS, shown.get().text(), String.join(", ", names));
      case Certified.Elsewhere(String gateway) ->
          refuse(context, Refusal.ELSEWHERE, shown.get().text(), gateway);
    }
  }

  private static Optional<Shown> shown(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return Optional.of(
          Shown.of(
              Arrays.stream(chain)
                  .filter(X509Certificate.class::isInstance)
                  .map(X509Certificate.class::cast)
                  .toList()));
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }

  /// What failed was told of by the event.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
