package dev.postern.radsec;

import dev.postern.octets.Octets;
import dev.postern.testing.Authority;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// A gateway's end of a connection.
final class RadSecPeer implements AutoCloseable {
  private final SSLSocket socket;
  private final DataInputStream in;

  private RadSecPeer(SSLSocket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /// Connects and shows the certificate, if there is one. In TLS 1.3 the client's handshake ends
  /// before the server has judged it.
  static RadSecPeer connect(
      InetSocketAddress target, Authority.@Nullable Issued own, Authority trusted, String version) {
    try {
      var socket = (SSLSocket) context(own, trusted).getSocketFactory().createSocket();
      socket.connect(target);
      socket.setSoTimeout(20_000);
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return new RadSecPeer(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext context(Authority.@Nullable Issued own, Authority trusted) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("ca", trusted.certificate());
      var trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      var keys = KeyManagerFactory.getInstance("SunX509");
      if (own != null) {
        Certificate[] chain = own.chain().toArray(Certificate[]::new);
        store.setKeyEntry("own", own.keys().getPrivate(), new char[0], chain);
      }
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      var shown = new Stubborn((X509ExtendedKeyManager) keys.getKeyManagers()[0]);
      context.init(own == null ? null : new KeyManager[] {shown}, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// Shows its certificate whatever CAs the server names.
  private static final class Stubborn extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;

    Stubborn(X509ExtendedKeyManager keys) {
      this.keys = keys;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return "own";
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return keys.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return keys.getPrivateKey(alias);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {"own"};
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new IllegalStateException("no server");
    }
  }

  void send(Octets octets) {
    try {
      socket.getOutputStream().write(octets.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next packet; empty if the server closed the connection, or broke it off.
  List<Octets> receive() {
    try {
      var beginning = new byte[4];
      in.readFully(beginning);
      int length = (beginning[2] & 0xff) << 8 | (beginning[3] & 0xff);
      var octets = new byte[length];
      System.arraycopy(beginning, 0, octets, 0, 4);
      in.readFully(octets, 4, length - 4);
      return List.of(Octets.copyOf(octets));
    } catch (EOFException | SSLException | SocketException _) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
