package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.accounting.Disconnects;
import dev.postern.accounting.GatewayCall;
import dev.postern.accounting.Sessions;
import dev.postern.actor.Actor;
import dev.postern.approval.Approvals;
import dev.postern.audit.AuditLog;
import dev.postern.audit.AuditVerification;
import dev.postern.audit.SealedHeads;
import dev.postern.audit.Verifications;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.Sealer;
import dev.postern.doctor.Doctor;
import dev.postern.explain.Explanations;
import dev.postern.gateway.GatewayRegister;
import dev.postern.gateway.ReplyCheck;
import dev.postern.http.Answer;
import dev.postern.http.Route;
import dev.postern.node.KeyRemoval;
import dev.postern.node.KeyRotation;
import dev.postern.node.Nodes;
import dev.postern.operator.ApiKeys;
import dev.postern.operator.Operators;
import dev.postern.operator.Role;
import dev.postern.password.HashPool;
import dev.postern.password.PasswordSettings;
import dev.postern.password.Recoverables;
import dev.postern.provisioning.Provisioning;
import dev.postern.radius.dictionary.Dictionary;
import dev.postern.reply.Replies;
import dev.postern.reply.ReplyRuleRegister;
import dev.postern.reply.ReplyRules;
import dev.postern.reply.RuleReader;
import dev.postern.takeover.Intake;
import dev.postern.takeover.UserImport;
import dev.postern.token.Tokens;
import dev.postern.user.Groups;
import dev.postern.user.Realms;
import dev.postern.user.Users;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every route with the roles that it opens to: the whole of who may do what, to be read by people.
class PermissionTableTest {
  private static final String TABLE =
      """
      GET /api/v1/self: admin helpdesk auditor
      GET /api/v1/status: admin helpdesk auditor
      GET /api/v1/doctor: admin auditor
      GET /api/v1/operators: admin auditor
      POST /api/v1/operators: admin
      GET /api/v1/operators/{name}: admin auditor
      PATCH /api/v1/operators/{name}: admin
      DELETE /api/v1/operators/{name}: admin
      PUT /api/v1/operators/{name}/token: admin
      DELETE /api/v1/operators/{name}/token: admin
      GET /api/v1/keys: admin auditor
      POST /api/v1/keys: admin
      DELETE /api/v1/keys/{id}: admin
      POST /api/v1/logout: admin helpdesk auditor
      GET /api/v1/gateways: admin auditor
      POST /api/v1/gateways: admin
      GET /api/v1/gateways/{name}: admin auditor
      PATCH /api/v1/gateways/{name}: admin
      DELETE /api/v1/gateways/{name}: admin
      POST /api/v1/gateways/{name}/secret: admin
      GET /api/v1/reply-rules: admin auditor
      POST /api/v1/reply-rules: admin
      GET /api/v1/reply-rules/{name}: admin auditor
      PATCH /api/v1/reply-rules/{name}: admin
      DELETE /api/v1/reply-rules/{name}: admin
      PUT /api/v1/reply-rules/{name}/place: admin
      POST /api/v1/reply-test: admin auditor
      POST /api/v1/reply-test/secrets: admin
      GET /api/v1/users: admin helpdesk auditor
      POST /api/v1/users: admin
      GET /api/v1/users/{realm}/{name}: admin helpdesk auditor
      PATCH /api/v1/users/{realm}/{name}: admin helpdesk
      DELETE /api/v1/users/{realm}/{name}: admin
      PUT /api/v1/users/{realm}/{name}/password: admin
      POST /api/v1/users/{realm}/{name}/unlock: admin helpdesk
      GET /api/v1/realms/{realm}: admin helpdesk auditor
      PATCH /api/v1/realms/{realm}: admin
      GET /api/v1/groups: admin helpdesk auditor
      POST /api/v1/groups: admin
      DELETE /api/v1/groups/{realm}/{name}: admin
      PUT /api/v1/groups/{realm}/{name}/members/{user}: admin
      DELETE /api/v1/groups/{realm}/{name}/members/{user}: admin
      GET /api/v1/tokens: admin helpdesk auditor
      POST /api/v1/tokens: admin
      GET /api/v1/tokens/{serial}: admin helpdesk auditor
      PATCH /api/v1/tokens/{serial}: admin
      DELETE /api/v1/tokens/{serial}: admin
      POST /api/v1/tokens/{serial}/suspend: admin helpdesk
      POST /api/v1/tokens/{serial}/resume: admin helpdesk
      POST /api/v1/tokens/{serial}/revoke: admin
      POST /api/v1/tokens/{serial}/unassign: admin
      POST /api/v1/tokens/{serial}/assign: admin
      POST /api/v1/tokens/{serial}/activate: admin helpdesk
      GET /api/v1/approvals: admin helpdesk auditor
      POST /api/v1/approvals/{id}/grant: admin helpdesk
      POST /api/v1/approvals/{id}/deny: admin helpdesk
      POST /api/v1/imports: admin
      POST /api/v1/sealing-keys/rotate: admin
      DELETE /api/v1/sealing-keys/{name}: admin
      GET /api/v1/sessions: admin helpdesk auditor
      GET /api/v1/sessions/{id}: admin helpdesk auditor
      POST /api/v1/sessions/{id}/disconnect: admin helpdesk
      GET /api/v1/audit: admin auditor
      POST /api/v1/audit/verify: admin auditor
      GET /api/v1/users/{realm}/{name}/explain: admin helpdesk auditor
      """;

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock = () -> Instant.EPOCH;

  @Test
  void everyRouteOpensToTheRolesOfTheTableAndToNoOther() {
    var lines = new ArrayList<String>();
    for (Route route : new AdminDoor(PermissionTableTest::caller, _ -> {}).guard(all())) {
      var line = new StringBuilder(route.method() + " " + route.path() + ":");
      for (Role role : Role.values()) {
        if (opens(route, role)) {
          line.append(' ').append(role.text());
        }
      }
      lines.add(line.toString());
    }
    assertThat(String.join("\n", lines) + "\n").isEqualTo(TABLE);
  }

  private static boolean opens(Route route, Role role) {
    var request = new FakeRequest().with("Authorization", "Bearer " + role.text());
    try {
      return !(route.handler().answer(request) instanceof Answer.Failed(var problem)
          && problem.status() == 403);
    } catch (RuntimeException _) { // the handler was reached, and has nothing to work with
      return true;
    }
  }

  private static Optional<Caller> caller(String key) {
    return Role.parse(key).map(role -> new Caller(new Actor.Operator(key), role, Set.of()));
  }

  private List<AdminRoutes> all() {
    var hashes = new HashPool(PasswordSettings.usual(1), random, System::nanoTime);
    var tokens = inert(Tokens.class);
    var dictionary = Dictionary.parse("");
    return List.of(
        new SelfRoutes(),
        new StatusRoutes(
            () -> new StatusRoutes.Self("a", "1", "k"), inert(Nodes.class), List::of, clock),
        new DoctorRoutes("a", new Doctor(List.of()), clock),
        new OperatorRoutes(inert(Operators.class), hashes, clock),
        new KeyRoutes(inert(ApiKeys.class), random, clock),
        new GatewayRoutes(inert(GatewayRegister.class), ReplyCheck.NONE, random, clock, Set.of()),
        new ReplyRuleRoutes(
            inert(ReplyRuleRegister.class),
            new RuleReader(dictionary),
            inert(Users.class),
            inert(Groups.class),
            inert(GatewayRegister.class)),
        new ReplyTestRoutes(
            inert(Users.class),
            inert(GatewayRegister.class),
            inert(ReplyRuleRegister.class),
            new Replies(dictionary, () -> ReplyRules.NONE)),
        new UserRoutes(inert(Users.class), hashes, new Recoverables(sealer()), inert(Realms.class)),
        new RealmRoutes(inert(Realms.class)),
        new GroupRoutes(inert(Groups.class)),
        new TokenRoutes(
            tokens, new Provisioning(tokens, sealer(), clock), new TokenWire(clock, random)),
        new ApprovalRoutes(inert(Approvals.class)),
        new ImportRoutes(new UserImport(inert(Intake.class), hashes, sealer(), random, clock)),
        new KeyRotationRoutes(inert(KeyRotation.class), inert(KeyRemoval.class)),
        new SessionRoutes(
            inert(Sessions.class),
            new Disconnects(
                inert(Sessions.class),
                _ -> Optional.empty(),
                inert(GatewayCall.class),
                random,
                clock),
            (_, _) -> ""),
        new AuditRoutes(inert(AuditLog.class), inert(Nodes.class)),
        new AuditVerifyRoutes(
            inert(AuditVerification.class),
            inert(SealedHeads.class),
            inert(Verifications.class),
            clock),
        new ExplainRoutes(
            new Explanations(inert(Users.class), tokens, inert(AuditLog.class), clock)));
  }

  private Sealer sealer() {
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    return new Sealer(KeyRing.parse("k1 " + key, "test"), random);
  }

  /// A port that nobody may call.
  private static <T> T inert(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(), new Class<?>[] {port}, (_, _, _) -> refuse()));
  }

  private static Object refuse() {
    throw new IllegalStateException("not to be called");
  }
}
