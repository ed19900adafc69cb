package dev.postern;

import dev.postern.audit.SealedHeads;
import dev.postern.node.ClockWatch;
import dev.postern.node.NodeIdentity;
import dev.postern.reply.RuleReader;
import dev.postern.store.Database;
import dev.postern.store.DatabaseSettings;
import dev.postern.store.GatewayWatch;
import dev.postern.store.Heartbeat;
import dev.postern.store.NodeLife;
import dev.postern.store.NodeRegister;
import dev.postern.store.PgAuditWriter;
import dev.postern.store.ReplyRuleWatch;

/// The database and what a node does with it all the time: it watches whether it is there and what
/// its clock says, keeps the gateways in memory, and seals the audit.
record Stored(
    DatabaseSettings settings,
    Restarts restarts,
    Database database,
    PgAuditWriter audit,
    NodeRegister nodes,
    Heartbeat heartbeat,
    ClockWatch clockWatch) {

  /// Opens the database, whether or not it answers.
  static Stored open(Ground ground, Closer opening) {
    var restarts = new Restarts();
    var settings = DatabaseStart.settings(ground.config().database(), restarts, opening);
    var audit = new PgAuditWriter();
    var database = opening.add(Database.open(settings, audit));
    var nodes = nodes(ground, database);
    var clockWatch = new ClockWatch(ground.clock(), System::nanoTime);
    var heartbeat = opening.add(Heartbeat.of(nodes, clockWatch));
    return new Stored(settings, restarts, database, audit, nodes, heartbeat, clockWatch);
  }

  private static NodeRegister nodes(Ground ground, Database database) {
    var node = ground.config().node();
    return new NodeRegister(
        database,
        NodeIdentity.in(node.folder(), node.name()),
        ServerVersion.text(),
        ground.sealer(),
        () -> ground.keys().ring().names());
  }

  /// Lets this node live, which takes the database and its schema.
  void live(Ground ground, SealedHeads heads, Closer opening) {
    int keptMonths = ground.config().audit().keptMonths();
    var life = new NodeLife(database, nodes, audit, heads, ground.clock(), keptMonths);
    opening.add(life.start());
    heartbeat.start();
  }

  GatewayWatch gateways(Ground ground, Closer opening) {
    return opening.add(GatewayWatch.start(database, ground.sealer(), GatewayWatch.EVERY));
  }

  ReplyRuleWatch replyRules(Ground ground, RuleReader reader, Closer opening) {
    return opening.add(
        ReplyRuleWatch.start(database, ground.sealer(), reader, ReplyRuleWatch.EVERY));
  }
}
