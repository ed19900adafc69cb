package dev.postern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The wire between one node and PostgreSQL, on which a test can hold back the news of a commit:
/// then the database has committed and the node does not know. It can be cut, too, so that neither
/// side hears anything of the other, not even its end.
public final class Wire implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket door;
  private final String jdbcUrl;
  private final InetSocketAddress database;
  private final List<Socket> sockets = new ArrayList<>();
  private volatile BooleanSupplier committed = () -> false;
  private volatile boolean cut;

  /// A wire to the database that this URL names.
  public Wire(String jdbcUrl) {
    var there = URI.create(jdbcUrl.substring("jdbc:".length()));
    this.database = new InetSocketAddress(there.getHost(), there.getPort());
    try {
      this.door = new ServerSocket(0, 50, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.jdbcUrl = "jdbc:postgresql://127.0.0.1:" + door.getLocalPort() + there.getPath();
    Thread.ofVirtual().start(this::accept);
  }

  /// The same database, by this wire.
  public String jdbcUrl() {
    return jdbcUrl;
  }

  /// From when this has been committed, which is asked before any news is carried, PostgreSQL is
  /// not heard any more.
  public void holdBackNewsOf(BooleanSupplier committed) {
    this.committed = committed;
  }

  /// From now on nothing is carried, until [#mend]; what is on its way is lost, and with it the
  /// connection that it was on.
  public void cut() {
    cut = true;
  }

  /// Carries again what comes by connections that nothing was lost of.
  public void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (true) {
        Socket node = kept(door.accept());
        Socket postgres = kept(new Socket());
        postgres.connect(database);
        Thread.ofVirtual().start(() -> carry(node, postgres, false));
        Thread.ofVirtual().start(() -> carry(postgres, node, true));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private synchronized Socket kept(Socket socket) {
    sockets.add(socket);
    return socket;
  }

  private void carry(Socket from, Socket to, boolean news) {
    byte[] octets = new byte[64 * 1024];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      boolean silent = false;
      for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
        silent |= cut || (news && committed.getAsBoolean());
        if (!silent) {
          out.write(octets, 0, length);
        }
      }
    } catch (IOException _) {
      // the other side is gone
    }
  }

  @Override
  public synchronized void close() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
