package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.testing.Authority;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// A client of a method by TLS. It says what it has to say as soon as its handshake is complete.
final class TtlsPeer {
  private static final int LONGEST = 1000;

  private final SSLEngine engine;
  private final String label;
  private final byte type;
  private final TlsFragments fragments = new TlsFragments();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private ByteBuffer said;

  /// One that trusts any server if it is told to, and else only those that the JDK trusts.
  TtlsPeer(String protocol, boolean trusting, SecretOctets said) {
    this(protocol, trusting, said, "ttls keying material", EapPacket.TTLS, null);
  }

  /// One that shows a certificate, if it has one, by EAP-TLS.
  static TtlsPeer certified(String protocol, Authority.@Nullable Issued certificate) {
    var managers = certificate == null ? null : certificate.keyManagers();
    var nothing = SecretOctets.copyOf(new byte[0]);
    return new TtlsPeer(protocol, true, nothing, "client EAP encryption", EapPacket.TLS, managers);
  }

  /// One of PEAP, which says what it is told to.
  static TtlsPeer peap(String protocol) {
    var nothing = SecretOctets.copyOf(new byte[0]);
    return new TtlsPeer(protocol, true, nothing, "client EAP encryption", EapPacket.PEAP, null);
  }

  private TtlsPeer(
      String protocol,
      boolean trusting,
      SecretOctets said,
      String label,
      int type,
      KeyManager @Nullable [] managers) {
    this.label = label;
    this.type = (byte) type;
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(managers, trusting ? new TrustManager[] {new Trusting()} : null, null);
      engine = context.createSSLEngine("postern", 0);
      engine.setUseClientMode(true);
      engine.setEnabledProtocols(new String[] {protocol});
      this.said = ByteBuffer.wrap(said.reveal());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// The first data that it sends, in answer to Start.
  Octets begin() {
    try {
      engine.beginHandshake();
    } catch (SSLException e) {
      throw new AssertionError(e);
    }
    return fragments.send(exchange(Octets.empty()), LONGEST);
  }

  Octets answer(Octets data) {
    return switch (fragments.take(data, LONGEST)) {
      case TlsFragments.Taken.Bad() -> throw new AssertionError("bad fragment");
      case TlsFragments.Taken.First(Octets next) -> next;
      case TlsFragments.Taken.Whole(Octets message) -> fragments.send(exchange(message), LONGEST);
    };
  }

  private Octets exchange(Octets records) {
    var unread = ByteBuffer.wrap(records.toArray());
    var out = new ByteArrayOutputStream();
    try {
      while (step(unread, out)) {
        // as long as there is something to do
      }
    } catch (SSLException _) {
      alert(out);
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
      case NOT_HANDSHAKING, FINISHED ->
          unread.hasRemaining() ? unwrap(unread) : said.hasRemaining() && wrap(said, out);
    };
  }

  private boolean wrap(ByteBuffer source, ByteArrayOutputStream out) throws SSLException {
    var target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(source, target);
    out.write(target.array(), 0, target.position());
    return true;
  }

  private boolean unwrap(ByteBuffer unread) throws SSLException {
    var target = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    engine.unwrap(unread, target);
    heard.write(target.array(), 0, target.position());
    return true;
  }

  /// Whether the server said something in the tunnel since it was asked last.
  boolean hears() {
    return heard.size() > 0;
  }

  /// The data by which it says this in the tunnel.
  Octets saying(SecretOctets plain) {
    said = ByteBuffer.wrap(plain.reveal());
    return fragments.send(exchange(Octets.empty()), LONGEST);
  }

  /// What the server said in the tunnel since it was asked last.
  Octets heard() {
    var octets = Octets.copyOf(heard.toByteArray());
    heard.reset();
    return octets;
  }

  private void alert(ByteArrayOutputStream out) {
    try {
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(said, out)) {
        // until it is said
      }
    } catch (SSLException _) {
      // nothing more can be said
    }
  }

  /// What this end makes of the handshake.
  SecretOctets masterSessionKey() {
    return keyMaterial().first(64);
  }

  SecretOctets keyMaterial() {
    var session = (ExtendedSSLSession) engine.getSession();
    try {
      byte[] material =
          session.getProtocol().equals("TLSv1.3")
              ? session.exportKeyingMaterialData(
                  "EXPORTER_EAP_TLS_Key_Material", new byte[] {type}, 128)
              : session.exportKeyingMaterialData(label, null, 128);
      return SecretOctets.copyOf(material);
    } catch (SSLException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

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
