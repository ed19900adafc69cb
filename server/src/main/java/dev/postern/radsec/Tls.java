package dev.postern.radsec;

import io.netty.handler.ssl.SslHandler;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// TLS 1.2 and 1.3 with the cipher suites of RFC 9325, section 4.2, and a certificate wanted of
/// every client. What costs time in a handshake is done on threads of its own, so that it keeps no
/// event loop.
final class Tls implements AutoCloseable {
  private static final int THREADS = 2;
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private final RadSecLimits limits;
  private final ThreadPoolExecutor tasks;

  Tls(RadSecLimits limits) {
    this.limits = limits;
    this.tasks =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(limits.handshakes() * 2 + 16), // each has one task at a time
            Thread.ofPlatform().name("radsec-tls-", 0).daemon().factory());
    this.tasks.allowCoreThreadTimeOut(true);
  }

  SslHandler handler(SSLContext context) {
    // No session is resumed, so that every connection shows its certificate anew.
    context.getServerSessionContext().setSessionTimeout(1);
    context.getServerSessionContext().setSessionCacheSize(1);
    var engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    var parameters = new SSLParameters(suites(engine.getEnabledCipherSuites()), VERSIONS);
    parameters.setNeedClientAuth(true);
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    var handler = new SslHandler(engine, false, tasks);
    handler.setHandshakeTimeoutMillis(limits.handshakeTime().toMillis());
    return handler;
  }

  static String[] suites(String[] enabled) {
    return Arrays.stream(enabled).filter(Tls::isSound).toArray(String[]::new);
  }

  private static boolean isSound(String suite) {
    boolean authenticated = suite.contains("_GCM_") || suite.contains("CHACHA20");
    boolean fresh = !suite.startsWith("TLS_RSA_") && !suite.startsWith("TLS_ECDH_");
    return authenticated && fresh;
  }

  @Override
  public void close() {
    tasks.shutdownNow();
  }
}
