package dev.postern.api;

/// Where things are in the admin API. Names in braces are filled in, percent-encoded.
///
/// Every request but [#LOGIN] and [#LIVE], [#READY] bears `Authorization: Bearer KEY`. Lists take
/// `limit` and `after` and answer with a [Page].
public final class ApiPaths {
  public static final String BASE = "/api/v1";

  /// POST [LoginRequest] for [LoginReply].
  public static final String LOGIN = BASE + "/login";

  /// POST: the key that was sent is good no longer.
  public static final String LOGOUT = BASE + "/logout";

  /// GET [Self].
  public static final String SELF = BASE + "/self";

  /// GET [Status].
  public static final String STATUS = BASE + "/status";

  /// GET [Diagnosis].
  public static final String DOCTOR = BASE + "/doctor";

  /// GET a page of [OperatorView]; POST [NewOperator] for [OperatorView].
  public static final String OPERATORS = BASE + "/operators";

  /// GET [OperatorView]; PATCH [OperatorChange] for it; DELETE.
  public static final String OPERATOR = OPERATORS + "/{name}";

  /// PUT [OperatorToken]: the operator's own token, in place of an older one; DELETE.
  public static final String OPERATOR_TOKEN = OPERATOR + "/token";

  /// GET a page of [KeyView]; POST [NewKey] for [KeyCreated].
  public static final String KEYS = BASE + "/keys";

  /// DELETE.
  public static final String KEY = KEYS + "/{id}";

  /// GET a page of [UserView], of `realm`, `group` and whose name begins with `prefix`; POST
  /// [NewUser] for [UserView].
  public static final String USERS = BASE + "/users";

  /// GET [UserView]; PATCH [UserChange] for it; DELETE, which removes the user's tokens too unless
  /// `tokens=stock` keeps them.
  public static final String USER = USERS + "/{realm}/{name}";

  /// PUT [NewPassword].
  public static final String USER_PASSWORD = USER + "/password";

  /// POST: failures are forgotten, a lock is lifted.
  public static final String USER_UNLOCK = USER + "/unlock";

  /// GET [Explanation] of the user's last `limit` logins.
  public static final String USER_EXPLAIN = USER + "/explain";

  /// GET [RealmView]; PATCH [RealmChange] for [RealmChanged].
  public static final String REALM = BASE + "/realms/{realm}";

  /// GET a page of [GroupView], of `realm`; POST [NewGroup] for [GroupView].
  public static final String GROUPS = BASE + "/groups";

  /// DELETE.
  public static final String GROUP = GROUPS + "/{realm}/{name}";

  /// PUT: the user joins; DELETE: leaves. The user is of the group's realm.
  public static final String GROUP_MEMBER = GROUP + "/members/{user}";

  /// GET a page of [TokenView], of `realm`, `user`, `state`, in `stock=true`, whose serial begins
  /// with `prefix`; POST [NewToken] for [TokenView].
  public static final String TOKENS = BASE + "/tokens";

  /// GET [TokenView]; PATCH [TokenChange] for it; DELETE.
  public static final String TOKEN = TOKENS + "/{serial}";

  /// POST for [TokenView].
  public static final String TOKEN_SUSPEND = TOKEN + "/suspend";

  /// POST for [TokenView].
  public static final String TOKEN_RESUME = TOKEN + "/resume";

  /// POST for [TokenView].
  public static final String TOKEN_REVOKE = TOKEN + "/revoke";

  /// POST [UserRef] for [TokenView]: the token in stock becomes this user's; with `reassign=true`
  /// also one that somebody has.
  public static final String TOKEN_ASSIGN = TOKEN + "/assign";

  /// POST for [TokenView]: the token goes into stock.
  public static final String TOKEN_UNASSIGN = TOKEN + "/unassign";

  /// POST [TokenActivation] for [TokenView].
  public static final String TOKEN_ACTIVATE = TOKEN + "/activate";

  /// GET a page of [ApprovalView].
  public static final String APPROVALS = BASE + "/approvals";

  /// POST for [ApprovalView]: whoever asked may do it, once.
  public static final String APPROVAL_GRANT = APPROVALS + "/{id}/grant";

  /// POST for [ApprovalView].
  public static final String APPROVAL_DENY = APPROVALS + "/{id}/deny";

  /// GET a page of [SessionView], the newest first, of `user` and `gateway`; with `all=true` those
  /// that are over too. Here and below, a key that is limited to realms must name a `user` of them.
  public static final String SESSIONS = BASE + "/sessions";

  /// GET [SessionView].
  public static final String SESSION = SESSIONS + "/{id}";

  /// POST for [DisconnectReport]: the gateway is asked to end the session, which takes some seconds
  /// if it does not answer.
  public static final String SESSION_DISCONNECT = SESSION + "/disconnect";

  /// GET a page of [GatewayView]; POST [NewGateway] for [GatewayCreated]. Here and in [#GATEWAY],
  /// `insecure=acknowledged` lets replies be forgeable (CVE-2024-3596).
  public static final String GATEWAYS = BASE + "/gateways";

  /// GET [GatewayView]; PATCH [GatewayChange] for it; DELETE.
  public static final String GATEWAY = GATEWAYS + "/{name}";

  /// POST [SecretRotation] for [SecretRotated].
  public static final String GATEWAY_SECRET = GATEWAY + "/secret";

  /// GET a page of [ReplyRuleView], in their order; POST [NewReplyRule] for [ReplyRuleView].
  public static final String REPLY_RULES = BASE + "/reply-rules";

  /// GET [ReplyRuleView]; PATCH [ReplyRuleChange] for it; DELETE.
  public static final String REPLY_RULE = REPLY_RULES + "/{name}";

  /// PUT [ReplyRulePlace] for [ReplyRuleView]: the rule stands there from now on.
  public static final String REPLY_RULE_PLACE = REPLY_RULE + "/place";

  /// POST [ReplyTest] for [ReplyTested]; nobody logs in. Secrets are not shown.
  public static final String REPLY_TEST = BASE + "/reply-test";

  /// POST [ReplyTest] for [ReplyTested], secrets and all; that they were seen is audited.
  public static final String REPLY_TEST_SECRETS = REPLY_TEST + "/secrets";

  /// POST CSV (`text/csv`, streamed; `allOrNothing`, `update`) for a stream of [ProgressLine] with
  /// an [ImportReport]. Nothing is answered before all of it is there, since most clients read no
  /// answer while they still send.
  public static final String IMPORTS = BASE + "/imports";

  /// GET a page of [AuditRow], oldest first, of `user`, `gateway`, `event`, `actor`, `since`,
  /// `until`. Its `next` is never absent: asking again with it follows the audit. With `last=N`
  /// instead of `after` it begins N rows before the end.
  public static final String AUDIT = BASE + "/audit";

  /// POST [AuditVerification] for a stream of [ProgressLine] with an [AuditReport].
  public static final String AUDIT_VERIFY = AUDIT + "/verify";

  /// POST [KeyRotation] for a stream of [ProgressLine] with a [KeyRotationReport]: the
  /// key-encryption key, under which the secrets at rest are sealed.
  public static final String SEALING_KEY_ROTATE = BASE + "/sealing-keys/rotate";

  /// DELETE for [KeyRemoved]: takes a key-encryption key out of the asked node's key file, if
  /// nothing is sealed under it.
  public static final String SEALING_KEY = BASE + "/sealing-keys/{name}";

  /// GET: the process runs.
  public static final String LIVE = "/health/live";

  /// GET: the node answers logins.
  public static final String READY = "/health/ready";

  /// What a stream of [ProgressLine] is sent as: a JSON value a line.
  public static final String LINES_TYPE = "application/x-ndjson";

  /// What a [Problem] is sent as (RFC 9457).
  public static final String PROBLEM_TYPE = "application/problem+json";

  private ApiPaths() {}
}
