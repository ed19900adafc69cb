package dev.postern;

import dev.postern.audit.HeadsFile;
import dev.postern.config.Config;
import dev.postern.eap.EapCertificate;
import dev.postern.metrics.Metrics;
import dev.postern.password.HashPool;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.Replies;
import dev.postern.reply.RuleReader;
import dev.postern.store.GatewayWatch;
import dev.postern.store.ReplyRuleWatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server, wired by hand from the ground floor up. Every long-lived object is made here and in
/// the steps beside it, once; what was opened is closed in reverse. To learn what depends on what,
/// read [#start].
final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private static final long HEADS_FILE_BYTES = 16L << 20;

  private final Closer opened;

  private Server(Closer opened) {
    this.opened = opened;
  }

  /// Starts everything, with what needs no database beside what needs it. When this returns, logins
  /// are answered.
  static Server start(Config config, InstantSource clock) {
    long began = System.nanoTime();
    try (var opening = new Closer();
        var beside = new Beside()) {
      var dictionary = beside.begin(Dictionary::load);
      var metrics = beside.begin(() -> opening.add(new Metrics()));
      var ground = Ground.lay(config, clock);
      var hashes = beside.begin(() -> hashes(ground, metrics.result(), opening));
      KeyWatch.start(ground, opening);
      var stored = Stored.open(ground, opening);
      var listening = new AtomicBoolean();
      var observed =
          beside.begin(() ->
              opening.add(
                  Observed.listen(
                      config.doors().metrics(), metrics.result(), stored, listening::get)));

      DatabaseStart.ensureSchema(stored.database(), config.database(), stored.settings());
      var heads = new HeadsFile(config.node().folder(), HEADS_FILE_BYTES);
      stored.live(ground, heads, opening);
      var gateways = stored.gateways(ground, opening);
      var alarms = Alarming.start(ground, stored, metrics.result(), opening);
      var eap = config.eap().tls().map(files -> new EapCertificate(files, clock, System::nanoTime));
      var logins = new LoginStart(ground, stored, metrics.result(), eap, opening);
      var reader = new RuleReader(dictionary.result());
      var rules = stored.replyRules(ground, reader, opening);
      var replies = new Replies(dictionary.result(), rules::rules);
      var books = new AccountingStart(ground, stored, metrics.result(), opening);
      var handler = logins.handler(hashes.result(), replies, books.classes(), alarms.sprays());
      var sessions = books.routes(gateways, dictionary.result());
      var admin = new AdminStart(ground, stored, heads, alarms.resets());
      var operators =
          beside.begin(() ->
              opening.add(admin.listen(hashes.result(), dictionary.result(), rules, sessions)));
      observed.result();
      new RadiusStart(ground, metrics.result(), opening)
          .listen(
              gateways, handler::answer, books.handler(), () -> serving(stored, gateways, rules));
      operators.result();
      listening.set(true);
      LOG.info("ready after {} ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
      return new Server(opening.keep());
    }
  }

  /// The pool of password hashes, warm, so that the first login does not wait for the compiler.
  private static HashPool hashes(Ground ground, Metrics metrics, Closer opening) {
    var settings = ground.config().rules().passwords();
    var hashes = opening.add(new HashPool(settings, ground.random(), System::nanoTime));
    metrics.level("password.hashes.waiting", "passwords that wait to be hashed", hashes::waiting);
    metrics.level("password.hashes.running", "passwords being hashed", hashes::running);
    hashes.warmUp();
    return hashes;
  }

  /// Whether a login could be decided now.
  private static boolean serving(Stored stored, GatewayWatch gateways, ReplyRuleWatch rules) {
    return stored.heartbeat().trouble().isEmpty()
        && stored.clockWatch().agrees()
        && gateways.loaded()
        && rules.loaded();
  }

  @Override
  public void close() {
    opened.close();
  }
}
