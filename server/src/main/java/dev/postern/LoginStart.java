package dev.postern;

import dev.postern.access.AccessFlow;
import dev.postern.access.AccessHandler;
import dev.postern.access.AccessParts;
import dev.postern.access.BackgroundUpgrades;
import dev.postern.access.BothMeters;
import dev.postern.access.LoginMeter;
import dev.postern.access.LoginRule;
import dev.postern.access.PasswordUpgrades;
import dev.postern.access.RequestIds;
import dev.postern.accounting.SessionClass;
import dev.postern.actor.Actor;
import dev.postern.certificate.Trust;
import dev.postern.eap.EapCertificate;
import dev.postern.eap.EapConversations;
import dev.postern.metrics.LoginMetrics;
import dev.postern.metrics.Metrics;
import dev.postern.password.HashPool;
import dev.postern.password.LocalPasswords;
import dev.postern.password.Recoverables;
import dev.postern.reply.Replies;
import dev.postern.secondfactor.ChallengeStates;
import dev.postern.store.Housekeeping;
import dev.postern.store.PgLogins;
import dev.postern.store.PgTokens;
import dev.postern.store.PgUsers;
import dev.postern.token.CodeCheck;
import dev.postern.user.LoginName;
import dev.postern.user.RealmName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The walk of a login, in the order in which a request meets it, from its end to its beginning.
final class LoginStart {
  private final Ground ground;
  private final Stored stored;
  private final Metrics metrics;
  private final Optional<EapCertificate> certificate;
  private final Closer opening;

  LoginStart(
      Ground ground,
      Stored stored,
      Metrics metrics,
      Optional<EapCertificate> certificate,
      Closer opening) {
    this.certificate = certificate;
    this.ground = ground;
    this.stored = stored;
    this.metrics = metrics;
    this.opening = opening;
  }

  AccessHandler handler(HashPool hashes, Replies replies, SessionClass classes, LoginMeter sprays) {
    var meter = new BothMeters(new LoginMetrics(metrics, System::nanoTime), sprays);
    var passwords = new LocalPasswords(hashes);
    var flow = new AccessFlow(parts(passwords, logins(), meter));
    ground.keys().handTo(flow::take);
    return new AccessHandler(
        flow,
        replies,
        new RequestIds(ground.random()),
        conversations(),
        classes,
        stored.clockWatch()::agrees,
        meter);
  }

  private EapConversations conversations() {
    var settings = ground.config().eap();
    certificate.ifPresent(this::observe);
    var eap = new EapConversations(settings, certificate, System::nanoTime, ground.random());
    metrics.level("eap.open", "EAP conversations that wait for their client", eap::open);
    metrics.count("eap.expired", "EAP conversations whose client went silent", eap::expired);
    metrics.count(
        "eap.displaced", "EAP conversations that made room for newer ones", eap::displaced);
    return eap;
  }

  private void observe(EapCertificate shown) {
    left("eap.certificate", "until the certificate for EAP expires", shown::goodUntil);
    if (shown.trust().isEmpty()) {
      return;
    }
    left(
        "eap.client.ca",
        "until the first CA of clients' certificates for EAP expires",
        () -> shown.trust().map(Trust::authoritiesGoodUntil).orElse(Instant.EPOCH));
    if (shown.trust().flatMap(Trust::crlsGoodUntil).isPresent()) {
      left(
          "eap.client.crl",
          "until the first CRL of clients' certificates for EAP is out of force",
          () -> shown.trust().flatMap(Trust::crlsGoodUntil).orElse(Instant.EPOCH));
    }
  }

  private void left(String of, String what, Supplier<Instant> until) {
    metrics.level(
        of + ".seconds",
        what,
        () -> Duration.between(ground.clock().instant(), until.get()).toSeconds());
  }

  private PgLogins logins() {
    var rule = new LoginRule(ground.config().rules().limits());
    var logins = opening.add(new PgLogins(stored.database(), rule, ground.sealer()));
    keepHouse(logins);
    metrics.level("logins.waiting", "logins that wait for the database", logins::waiting);
    return logins;
  }

  private void keepHouse(PgLogins logins) {
    var tokens = new PgTokens(stored.database(), ground.clock());
    var node = new Actor.Node(ground.config().node().name());
    var limits = ground.config().rules().limits();
    opening.add(new Housekeeping(stored.database(), logins, tokens, limits, node).start());
  }

  private PasswordUpgrades upgrades(LocalPasswords passwords) {
    var users = new PgUsers(stored.database(), ground.clock());
    var node = new Actor.Node(ground.config().node().name());
    var upgrades =
        opening.add(
            new BackgroundUpgrades(
                passwords, new Recoverables(ground.sealer()), users, node, System::nanoTime));
    metrics.count(
        "password.upgrades", "passwords that are kept better since a login", upgrades::stored);
    metrics.count(
        "password.upgrades.dropped",
        "passwords left for another login to keep better",
        upgrades::dropped);
    return upgrades;
  }

  private AccessParts parts(LocalPasswords passwords, PgLogins logins, LoginMeter meter) {
    var rules = ground.config().rules();
    return new AccessParts(
        logins,
        passwords,
        upgrades(passwords),
        new CodeCheck(rules.codes()),
        new ChallengeStates(ground.keys().ring(), ground.random()),
        typed -> LoginName.parse(typed, Set.of(RealmName.LOCAL), RealmName.LOCAL),
        rules.limits(),
        ground.keys().ring(),
        ground.clock(),
        System::nanoTime,
        stored.clockWatch()::agrees,
        ground.random(),
        meter);
  }
}
