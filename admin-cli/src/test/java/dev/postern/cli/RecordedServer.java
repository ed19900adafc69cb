package dev.postern.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A real HTTPS server that plays recorded answers, one a request, and notes every request that was
/// not the recorded one. Its folder holds a first key and its certificate, as Postern lays them
/// there.
final class RecordedServer implements AutoCloseable {
  /// A request as it has to come, with the answer that it gets.
  record Recorded(String request, String body, int status, String answer) {}

  private static final char[] PASSWORD = "only-for-tests".toCharArray();

  private final HttpsServer server;
  private final Path folder;
  private final Deque<Recorded> recorded = new ArrayDeque<>();
  private final List<String> surprises = new ArrayList<>();

  /// @param folder where key and certificate come to lie
  RecordedServer(Path folder) {
    this.folder = folder;
    try {
      Files.writeString(folder.resolve("first-key"), "first-key-of-tests\n");
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::play);
    server.start();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized void record(List<Recorded> exchanges) {
    recorded.clear();
    surprises.clear();
    recorded.addAll(exchanges);
  }

  /// What came although it was not recorded, and what was recorded but did not come.
  synchronized List<String> surprises() {
    var all = new ArrayList<>(surprises);
    recorded.forEach(it -> all.add("never came: " + it.request()));
    return all;
  }

  private synchronized void play(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream in = exchange.getRequestBody()) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Recorded next = recorded.poll();
      if (next == null || !next.request().equals(request) || !same(next.body(), body)) {
        surprises.add("came: " + request + " " + body);
      }
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      if (!request.contains("/login") && !"Bearer first-key-of-tests".equals(key)) {
        surprises.add("came with the key: " + key);
      }
      byte[] answer = next == null ? new byte[0] : next.answer().getBytes(StandardCharsets.UTF_8);
      int status = next == null ? 500 : next.status();
      exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static boolean same(String expected, String came) {
    return expected.startsWith("{")
        ? !came.isEmpty() && Json.MAPPER.readTree(expected).equals(Json.MAPPER.readTree(came))
        : expected.equals(came.strip().replace("\n", " / "));
  }

  private SSLContext context() throws IOException {
    Path file = folder.resolve("server.p12");
    keytool(file);
    try (InputStream in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      byte[] certificate = store.getCertificate("server").getEncoded();
      Files.writeString(
          folder.resolve("admin-certificate.pem"),
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(certificate)
              + "\n-----END CERTIFICATE-----\n");
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void keytool(Path file) throws IOException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String line =
        "-genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=somebody-else"
            + " -ext SAN=ip:127.0.0.1 -validity 2 -storetype PKCS12 -storepass only-for-tests -keystore "
            + file;
    var words = new ArrayList<String>();
    words.add(keytool);
    words.addAll(List.of(line.split(" ")));
    try {
      int exit = new ProcessBuilder(words).redirectErrorStream(true).start().waitFor();
      if (exit != 0) {
        throw new AssertionError("keytool ended with " + exit);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
