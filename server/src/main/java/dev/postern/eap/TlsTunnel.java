package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// The server's end of a TLS connection whose records travel in EAP. For one thread at a time.
final class TlsTunnel {
  private static final int MOST_PLAIN = 16 * 1024;
  private static final int KEY_MATERIAL = 128;
  private static final String TLS_1_3 = "TLSv1.3";
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private ByteBuffer unread = NOTHING;
  private boolean established;

  /// What comes of records that were fed.
  sealed interface Fed {
    /// Records to be sent, and what the client said in the tunnel; both may be empty.
    record On(Octets records, SecretOctets said) implements Fed {}

    /// `alert` tells the client, if it is not empty.
    record Broken(EapFailure why, Octets alert) implements Fed {}
  }

  /// `certified`: whether the client must show a certificate.
  TlsTunnel(SSLContext context, boolean certified) {
    engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setNeedClientAuth(certified);
    engine.setEnabledProtocols(new String[] {TLS_1_3, "TLSv1.2"});
  }

  /// Whether the handshake is complete.
  boolean established() {
    return established;
  }

  /// Whether it came about by TLS 1.3; to be asked when it is complete.
  boolean tls13() {
    return engine.getSession().getProtocol().equals(TLS_1_3);
  }

  Fed feed(Octets records) {
    var joined = ByteBuffer.allocate(unread.remaining() + records.length());
    unread = joined.put(unread).put(records.toArray()).flip();
    var out = new ByteArrayOutputStream();
    var said = new ByteArrayOutputStream();
    try {
      while (step(out, said)) {
        if (said.size() > MOST_PLAIN) {
          return new Fed.Broken(EapFailure.BROKEN, Octets.empty());
        }
      }
      unread = unread.hasRemaining() ? unread : NOTHING;
      return new Fed.On(Octets.copyOf(out.toByteArray()), SecretOctets.copyOf(said.toByteArray()));
    } catch (SSLException e) {
      return new Fed.Broken(TlsTrouble.why(e), alert());
    }
  }

  /// What the engine has still to say. A failure that a task left behind is thrown once more before
  /// the alert comes.
  private Octets alert() {
    var out = new ByteArrayOutputStream();
    for (int tries = 0; tries < 3 && out.size() == 0; tries++) {
      try {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
          wrap(NOTHING, out);
        }
      } catch (SSLException _) {
        // said before
      }
    }
    return Octets.copyOf(out.toByteArray());
  }

  /// The records that say this to the client.
  Octets seal(SecretOctets plain) {
    var source = ByteBuffer.wrap(plain.reveal());
    var out = new ByteArrayOutputStream();
    try {
      while (source.hasRemaining()) {
        wrap(source, out);
      }
    } catch (SSLException e) {
      throw new IllegalStateException("the tunnel is closed: " + e.getMessage(), e);
    }
    return Octets.copyOf(out.toByteArray());
  }

  /// The certificate that the client showed and proved to have the key of.
  Optional<X509Certificate> clientCertificate() {
    try {
      return engine.getSession().getPeerCertificates()[0] instanceof X509Certificate own
          ? Optional.of(own)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }

  /// The challenge of so many octets that both ends have without having sent it (RFC 5281, section
  /// 11.1; the same by TLS 1.3), once the handshake is complete and has keys.
  Octets challenge(int length) {
    try {
      var session = (ExtendedSSLSession) engine.getSession();
      return Octets.copyOf(session.exportKeyingMaterialData("ttls challenge", null, length));
    } catch (SSLException e) {
      throw new IllegalStateException("no keys: " + e.getMessage(), e);
    }
  }

  /// Does the next thing; false if there is nothing to do until more comes.
  private boolean step(ByteArrayOutputStream out, ByteArrayOutputStream said) throws SSLException {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> work();
      case NEED_WRAP -> wrap(NOTHING, out);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap(said);
    };
  }

  private boolean work() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
    return true;
  }

  private boolean wrap(ByteBuffer source, ByteArrayOutputStream out) throws SSLException {
    var target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    var result = engine.wrap(source, target);
    out.write(target.array(), 0, target.position());
    return moved(result);
  }

  private boolean unwrap(ByteArrayOutputStream said) throws SSLException {
    if (!unread.hasRemaining()) {
      return false;
    }
    var target = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    var result = engine.unwrap(unread, target);
    said.write(target.array(), 0, target.position());
    return moved(result);
  }

  private boolean moved(SSLEngineResult result) throws SSLException {
    established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    return switch (result.getStatus()) {
      case OK -> result.bytesConsumed() + result.bytesProduced() > 0 || waitsForUs();
      case BUFFER_UNDERFLOW -> false;
      case BUFFER_OVERFLOW, CLOSED -> throw new SSLException("closed");
    };
  }

  private boolean waitsForUs() {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK, NEED_WRAP -> true;
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> false;
    };
  }

  /// The keys that both ends make of the handshake: by the method's own label in TLS 1.2 (RFC 5281,
  /// section 8), by its type in TLS 1.3 (RFC 9427, section 2.1). Empty if TLS 1.2 came without
  /// extended master secret, for which there is no exporter.
  Optional<SecretOctets> keyMaterial(String label, int type) {
    var session = (ExtendedSSLSession) engine.getSession();
    try {
      return Optional.of(
          SecretOctets.copyOf(
              tls13()
                  ? session.exportKeyingMaterialData(
                      "EXPORTER_EAP_TLS_Key_Material", new byte[] {(byte) type}, KEY_MATERIAL)
                  : session.exportKeyingMaterialData(label, null, KEY_MATERIAL)));
    } catch (SSLException _) {
      return Optional.empty();
    }
  }
}
