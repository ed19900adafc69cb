package dev.postern.bench.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// The client's end of a TLS connection. It trusts every server, whose time is to be measured and
/// not its own, and never resumes a session.
final class ClientTunnel {
  private static final SSLContext CONTEXT = context();
  private static final int BUFFER = 18 * 1024;

  private final SSLEngine engine;
  private final ByteBuffer said;
  private boolean established;

  ClientTunnel(String protocol, SecretOctets said) {
    engine = CONTEXT.createSSLEngine();
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {protocol});
    this.said = ByteBuffer.wrap(said.reveal());
  }

  private static SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Trusting()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has TLS", e);
    }
  }

  /// Takes the server's records and gives ours.
  Octets exchange(Octets records) {
    var unread = ByteBuffer.wrap(records.toArray());
    var out = new ByteArrayOutputStream();
    try {
      while (step(unread, out)) {
        // as long as there is something to do
      }
    } catch (SSLException e) {
      throw new IllegalStateException("TLS", e);
    }
    return Octets.copyOf(out.toByteArray());
  }

  private boolean step(ByteBuffer unread, ByteArrayOutputStream out) throws SSLException {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> {
        engine.getDelegatedTask().run();
        yield true;
      }
      case NEED_WRAP -> wrap(ByteBuffer.allocate(0), out);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unread.hasRemaining() && unwrap(unread);
      case NOT_HANDSHAKING, FINISHED -> {
        established = true;
        yield unread.hasRemaining() ? unwrap(unread) : said.hasRemaining() && wrap(said, out);
      }
    };
  }

  private boolean wrap(ByteBuffer source, ByteArrayOutputStream out) throws SSLException {
    var target = ByteBuffer.allocate(BUFFER);
    engine.wrap(source, target);
    out.write(target.array(), 0, target.position());
    return true;
  }

  private boolean unwrap(ByteBuffer unread) throws SSLException {
    engine.unwrap(unread, ByteBuffer.allocate(BUFFER));
    return true;
  }

  /// The keys by the method's own label in TLS 1.2 (RFC 5281, section 8), by its type in TLS 1.3
  /// (RFC 9427, section 2.1); empty before the handshake's end.
  Optional<SecretOctets> masterSessionKey(String label, int type) {
    if (!established) {
      return Optional.empty();
    }
    var session = (ExtendedSSLSession) engine.getSession();
    try {
      byte[] material =
          session.getProtocol().equals("TLSv1.3")
              ? session.exportKeyingMaterialData(
                  "EXPORTER_EAP_TLS_Key_Material", new byte[] {(byte) type}, 128)
              : session.exportKeyingMaterialData(label, null, 128);
      return Optional.of(SecretOctets.copyOf(material, 0, 64));
    } catch (SSLException e) {
      throw new IllegalStateException("no keys", e);
    }
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
