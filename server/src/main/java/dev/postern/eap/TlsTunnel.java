package dev.postern.eap;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// The server's end of a TLS connection whose records travel in EAP. For one thread at a time.
final class TlsTunnel {
  private static final int MOST_PLAIN = 16 * 1024;
  private static final int KEY_MATERIAL = 128;
  private static final int MASTER_SESSION_KEY = 64;

  private final SSLEngine engine;
  private ByteBuffer unread = ByteBuffer.allocate(0);
  private boolean established;

  /// What comes of records that were fed.
  sealed interface Fed {
    /// Records to be sent, and what the client said in the tunnel; both may be empty.
    record On(Octets records, SecretOctets said) implements Fed {}

    record Broken(EapFailure why) implements Fed {}
  }

  TlsTunnel(SSLContext context) {
    engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
  }

  /// Whether the handshake is complete.
  boolean established() {
    return established;
  }

  Fed feed(Octets records) {
    var joined = ByteBuffer.allocate(unread.remaining() + records.length());
    unread = joined.put(unread).put(records.toArray()).flip();
    var out = new ByteArrayOutputStream();
    var said = new ByteArrayOutputStream();
    try {
      while (step(out, said)) {
        if (said.size() > MOST_PLAIN) {
          return new Fed.Broken(EapFailure.BROKEN);
        }
      }
      return new Fed.On(Octets.copyOf(out.toByteArray()), SecretOctets.copyOf(said.toByteArray()));
    } catch (SSLException e) {
      return new Fed.Broken(why(e));
    }
  }

  /// A client that does not trust the certificate says so by an alert (RFC 8446, section 6.2).
  private static EapFailure why(SSLException failure) {
    String text = String.valueOf(failure.getMessage());
    boolean refused =
        text.contains("Received fatal alert")
            && (text.contains("unknown_ca") || text.contains("certificate"));
    return refused ? EapFailure.CERTIFICATE_REFUSED : EapFailure.TLS;
  }

  /// Does the next thing; false if there is nothing to do until more comes.
  private boolean step(ByteArrayOutputStream out, ByteArrayOutputStream said) throws SSLException {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> work();
      case NEED_WRAP -> wrap(out);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap(said);
    };
  }

  private boolean work() {
    for (var task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
      task.run();
    }
    return true;
  }

  private boolean wrap(ByteArrayOutputStream out) throws SSLException {
    var target = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    var result = engine.wrap(ByteBuffer.allocate(0), target);
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
  Optional<SecretOctets> masterSessionKey(String label, int type) {
    var session = (ExtendedSSLSession) engine.getSession();
    try {
      byte[] material =
          session.getProtocol().equals("TLSv1.3")
              ? session.exportKeyingMaterialData(
                  "EXPORTER_EAP_TLS_Key_Material", new byte[] {(byte) type}, KEY_MATERIAL)
              : session.exportKeyingMaterialData(label, null, KEY_MATERIAL);
      return Optional.of(SecretOctets.copyOf(material, 0, MASTER_SESSION_KEY));
    } catch (SSLException _) {
      return Optional.empty();
    }
  }
}
