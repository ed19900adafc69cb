package dev.postern;

import dev.postern.actor.Actor;
import dev.postern.adminapi.AdminDoor;
import dev.postern.adminapi.AdminRoutes;
import dev.postern.adminapi.ApprovalRoutes;
import dev.postern.adminapi.AuditRoutes;
import dev.postern.adminapi.AuditVerifyRoutes;
import dev.postern.adminapi.DoctorRoutes;
import dev.postern.adminapi.ExplainRoutes;
import dev.postern.adminapi.GatewayRoutes;
import dev.postern.adminapi.GroupRoutes;
import dev.postern.adminapi.ImportRoutes;
import dev.postern.adminapi.KeyCallers;
import dev.postern.adminapi.KeyRotationRoutes;
import dev.postern.adminapi.KeyRoutes;
import dev.postern.adminapi.LoginRoute;
import dev.postern.adminapi.OperatorRoutes;
import dev.postern.adminapi.RealmRoutes;
import dev.postern.adminapi.ReplyRuleRoutes;
import dev.postern.adminapi.ReplyTestRoutes;
import dev.postern.adminapi.SelfRoutes;
import dev.postern.adminapi.StatusRoutes;
import dev.postern.adminapi.TokenRoutes;
import dev.postern.adminapi.TokenWire;
import dev.postern.adminapi.UserRoutes;
import dev.postern.alarm.ResetWatch;
import dev.postern.audit.SealedHeads;
import dev.postern.certificate.PemFiles;
import dev.postern.config.KeyPlace;
import dev.postern.crypto.KeyFile;
import dev.postern.explain.Explanations;
import dev.postern.gateway.DictionaryCheck;
import dev.postern.http.HttpListener;
import dev.postern.http.Problem;
import dev.postern.http.Route;
import dev.postern.node.KeyRemoval;
import dev.postern.node.KeyRotation;
import dev.postern.operator.FirstKey;
import dev.postern.operator.OperatorLogin;
import dev.postern.password.HashPool;
import dev.postern.password.Recoverables;
import dev.postern.provisioning.Provisioning;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.Replies;
import dev.postern.reply.RuleReader;
import dev.postern.store.PgApiKeys;
import dev.postern.store.PgApprovals;
import dev.postern.store.PgAttempts;
import dev.postern.store.PgAuditLog;
import dev.postern.store.PgAuditVerification;
import dev.postern.store.PgGateways;
import dev.postern.store.PgGroups;
import dev.postern.store.PgIntake;
import dev.postern.store.PgKeyRemoval;
import dev.postern.store.PgKeyRotation;
import dev.postern.store.PgOperators;
import dev.postern.store.PgRealms;
import dev.postern.store.PgReplyRules;
import dev.postern.store.PgTokens;
import dev.postern.store.PgUsers;
import dev.postern.store.PgVerifications;
import dev.postern.store.ReplyRuleWatch;
import dev.postern.store.StoreUnavailable;
import dev.postern.takeover.UserImport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API for operators: its first key, its certificate, its routes noun by noun.
final class AdminStart {
  private static final Logger LOG = LoggerFactory.getLogger(AdminStart.class);
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private final Ground ground;
  private final Stored stored;
  private final SealedHeads heads;
  private final ResetWatch resets;

  AdminStart(Ground ground, Stored stored, SealedHeads heads, ResetWatch resets) {
    this.ground = ground;
    this.stored = stored;
    this.heads = heads;
    this.resets = resets;
  }

  HttpListener listen(
      HashPool hashes, Dictionary dictionary, ReplyRuleWatch rules, AdminRoutes sessions) {
    var keys = new PgApiKeys(stored.database(), ground.clock());
    makeFirstKey(keys);
    var settings = ground.config().doors().api();
    var pem = pem();
    var routes = routes(keys, hashes, new Replying(dictionary, rules, sessions), pem);
    var listener =
        HttpListener.start(
            settings.http(), Optional.of(pem.context()), routes, AdminStart::explained);
    LOG.info("operators' API on https://{}", Addresses.text(settings.http(), listener.port()));
    return listener;
  }

  private void makeFirstKey(PgApiKeys keys) {
    var node = ground.config().node();
    var first = new FirstKey(keys, ground.random(), ground.clock());
    if (first.make(node.folder(), new Actor.Node(node.name()))) {
      LOG.warn(
          "made the first admin key {}: posternctl on this machine uses it",
          node.folder().resolve(FirstKey.FILE));
    }
  }

  private PemFiles pem() {
    var given = ground.config().doors().api().pem();
    var folder = ground.config().node().folder();
    return given.orElseGet(() ->
        new PemFiles(
                folder.resolve("admin-certificate.pem"),
                folder.resolve("admin-certificate-key.pem"))
            .orSelfSigned(LOOPBACK, ground.clock().instant(), ground.random()));
  }

  /// What replies to logins are made of, and what becomes of those.
  private record Replying(Dictionary dictionary, ReplyRuleWatch rules, AdminRoutes sessions) {}

  private List<Route> routes(PgApiKeys keys, HashPool hashes, Replying replying, PemFiles pem) {
    var routes = new ArrayList<Route>();
    routes.add(login(keys, hashes).route());
    var nouns = new ArrayList<>(people(hashes));
    nouns.addAll(installation(keys, hashes));
    nouns.addAll(gateways(replying, pem));
    nouns.addAll(replies(replying));
    nouns.add(replying.sessions);
    nouns.addAll(audit());
    routes.addAll(new AdminDoor(new KeyCallers(keys), resets::reset).guard(nouns));
    return routes;
  }

  private LoginRoute login(PgApiKeys keys, HashPool hashes) {
    var attempts = new PgAttempts(stored.database(), ground.sealer(), keys, ground.clock());
    var folder = ground.config().node().folder();
    var first = new FirstKey(keys, ground.random(), ground.clock());
    return new LoginRoute(
        new OperatorLogin(attempts, hashes, ground.random(), ground.clock()),
        () -> first.removeIfWithdrawn(folder));
  }

  private List<AdminRoutes> people(HashPool hashes) {
    var tokens = new PgTokens(stored.database(), ground.clock());
    var realms = new PgRealms(stored.database(), ground.clock());
    return List.of(
        new UserRoutes(
            new PgUsers(stored.database(), ground.clock()),
            hashes,
            new Recoverables(ground.sealer()),
            realms),
        new RealmRoutes(realms),
        new GroupRoutes(new PgGroups(stored.database(), ground.clock())),
        new TokenRoutes(
            tokens,
            new Provisioning(tokens, ground.sealer(), ground.clock()),
            new TokenWire(ground.clock(), ground.random())),
        new ApprovalRoutes(new PgApprovals(stored.database(), ground.clock())),
        new ImportRoutes(imports(hashes)));
  }

  private UserImport imports(HashPool hashes) {
    var intake = new PgIntake(stored.database(), ground.sealer(), ground.clock());
    return new UserImport(intake, hashes, ground.sealer(), ground.random(), ground.clock());
  }

  private List<AdminRoutes> installation(PgApiKeys keys, HashPool hashes) {
    var operators = new PgOperators(stored.database(), ground.sealer(), ground.clock());
    return List.of(
        new SelfRoutes(),
        new StatusRoutes(
            this::self, stored.nodes(), () -> Observed.problems(stored), ground.clock()),
        new KeyRotationRoutes(rotation(), removal()),
        new OperatorRoutes(operators, hashes, ground.clock()),
        new KeyRoutes(keys, ground.random(), ground.clock()));
  }

  private List<AdminRoutes> gateways(Replying replying, PemFiles pem) {
    var gateways = new PgGateways(stored.database(), ground.sealer(), ground.clock());
    var doctor = DoctorStart.doctor(ground, stored, pem, replying.rules);
    return List.of(
        new GatewayRoutes(
            gateways,
            new DictionaryCheck(replying.dictionary),
            ground.random(),
            ground.clock(),
            ground.config().eap().spoken()),
        new DoctorRoutes(ground.config().node().name(), doctor, ground.clock()));
  }

  private List<AdminRoutes> replies(Replying replying) {
    var users = new PgUsers(stored.database(), ground.clock());
    var groups = new PgGroups(stored.database(), ground.clock());
    var gateways = new PgGateways(stored.database(), ground.sealer(), ground.clock());
    var register = new PgReplyRules(stored.database(), ground.sealer(), ground.clock());
    return List.of(
        new ReplyRuleRoutes(register, new RuleReader(replying.dictionary), users, groups, gateways),
        new ReplyTestRoutes(
            users, gateways, register, new Replies(replying.dictionary, replying.rules::fresh)));
  }

  private StatusRoutes.Self self() {
    return new StatusRoutes.Self(
        ground.config().node().name(), ServerVersion.text(), ground.keys().ring().currentName());
  }

  private KeyRotation rotation() {
    return new PgKeyRotation(
        stored.database(),
        ground.sealer(),
        () -> ground.keys().ring().names(),
        stored.nodes(),
        ground.clock());
  }

  private KeyRemoval removal() {
    var file =
        ground.config().keys() instanceof KeyPlace.InFile(var path)
            ? Optional.of(new KeyFile(path, ground.random()))
            : Optional.<KeyFile>empty();
    var nodes = stored.nodes();
    return new PgKeyRemoval(stored.database(), nodes, nodes.identity(), file, ground.clock());
  }

  private List<AdminRoutes> audit() {
    var log = new PgAuditLog(stored.database());
    var users = new PgUsers(stored.database(), ground.clock());
    var tokens = new PgTokens(stored.database(), ground.clock());
    return List.of(
        new AuditRoutes(log, stored.nodes()),
        new AuditVerifyRoutes(
            new PgAuditVerification(stored.database(), stored.nodes(), ground.clock()),
            heads,
            new PgVerifications(stored.database()),
            ground.clock()),
        new ExplainRoutes(new Explanations(users, tokens, log, ground.clock())));
  }

  private static Optional<Problem> explained(RuntimeException failure) {
    return failure instanceof StoreUnavailable
        ? Optional.of(Problem.unavailable("the database does not answer"))
        : Optional.empty();
  }
}
