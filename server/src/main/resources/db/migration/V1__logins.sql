-- What a login reads and writes. Every table that a login touches is keyed by user first, none has a
-- sequence, and no row is shared by the logins of different users: so the tables can later be spread
-- by user_id over several PostgreSQL servers (docs/decisions/0003-schema-spread-by-user.md).

-- One row a kind of cached thing; a change of that kind raises the mark in its own transaction, and
-- every node looks at the marks several times a second.
CREATE TABLE change_marks (
  kind text PRIMARY KEY,
  mark bigint NOT NULL
);

CREATE TABLE realms (
  name       text PRIMARY KEY,
  created_at timestamptz NOT NULL
);

CREATE TABLE groups (
  realm       text NOT NULL REFERENCES realms,
  name        text NOT NULL,
  description text NOT NULL,
  PRIMARY KEY (realm, name)
);

CREATE TABLE users (
  user_id        uuid PRIMARY KEY, -- derived from realm and name: dev.postern.user.UserId
  realm          text NOT NULL REFERENCES realms,
  name           text NOT NULL,
  display_name   text NOT NULL,
  email          text NOT NULL,
  phone          text NOT NULL,
  group_names    text[] NOT NULL,
  enabled        boolean NOT NULL,
  password_hash  text, -- null: no local password, which never verifies
  ever_had_token boolean NOT NULL, -- stays true when the last token goes (S7)
  created_at     timestamptz NOT NULL
);
CREATE INDEX users_by_name ON users (realm, name);

CREATE TABLE tokens (
  user_id         uuid NOT NULL, -- all zeros: in stock, nobody's
  serial          text NOT NULL,
  kind            text NOT NULL CHECK (kind IN ('totp', 'hotp')),
  algorithm       text NOT NULL CHECK (algorithm IN ('SHA1', 'SHA256', 'SHA512')),
  digits          smallint NOT NULL CHECK (digits IN (6, 8)),
  period_seconds  integer NOT NULL CHECK (period_seconds > 0), -- of no meaning for hotp
  sealed_key      bytea NOT NULL, -- associated data: token:SERIAL
  sealed_under    text NOT NULL, -- the name of its key-encryption key
  state           text NOT NULL CHECK (state IN ('pending', 'active', 'suspended', 'expired', 'revoked')),
  label           text NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz,
  -- What a login writes. last_step is the time step or counter accepted last, -1 before the first.
  last_step       bigint NOT NULL,
  drift_steps     integer NOT NULL,
  accepted_at     timestamptz,
  accepted_packet bytea, -- digest of source, port, identifier and Request Authenticator (S5)
  accepted_login  bytea, -- digest of gateway, calling station, session and password (S5)
  PRIMARY KEY (user_id, serial)
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX tokens_by_serial ON tokens (serial);
CREATE INDEX tokens_by_sealing_key ON tokens (sealed_under);

-- One row for each user, and for a bounded number of names that are nobody's: the failures since the
-- last complete login. Whoever decides a login holds this row's lock, so that the attempts of one
-- user are decided one after the other, on whichever node (S1).
CREATE TABLE login_guards (
  user_id             uuid PRIMARY KEY,
  known               boolean NOT NULL,
  failures            integer NOT NULL, -- in a row
  unknown_failures    integer NOT NULL, -- of these, from sources without a good login in 30 days
  locked_until        timestamptz,
  failed_at           timestamptz,
  failed_packet       bytea, -- the packet that failed last, as in tokens.accepted_packet (S5)
  failed_login        bytea, -- digest of gateway and calling station of the last failure (S3)
  failed_schemes      integer NOT NULL, -- bit set of the schemes tried in that login (S3)
  failed_reason       text
) WITH (fillfactor = 70);

-- Where a user's logins came from: Calling-Station-Id or Fortinet-Client-IP (S2).
CREATE TABLE login_sources (
  user_id       uuid NOT NULL,
  source        text NOT NULL,
  failures      integer NOT NULL,
  delayed_until timestamptz,
  good_at       timestamptz,
  seen_at       timestamptz NOT NULL,
  PRIMARY KEY (user_id, source)
) WITH (fillfactor = 70);
CREATE INDEX login_sources_by_age ON login_sources (seen_at);

-- A State is sealed and costs no row until it is answered; then its decision stands here until the
-- State would have expired, so that it is answered once and the same answer gets the same decision
-- on any node (S5, S6).
CREATE TABLE answered_challenges (
  user_id      uuid NOT NULL,
  challenge_id uuid NOT NULL,
  answer       bytea NOT NULL, -- keyed digest of gateway and answer
  decision     text NOT NULL,
  answered_at  timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (user_id, challenge_id)
);
CREATE INDEX answered_challenges_by_expiry ON answered_challenges (expires_at);

CREATE TABLE gateways (
  name            text PRIMARY KEY,
  enabled         boolean NOT NULL,
  sealed_secret   bytea NOT NULL, -- associated data: gateway:NAME
  sealed_previous bytea, -- the second secret, good until previous_until
  previous_until  timestamptz,
  sealed_under    text NOT NULL,
  settings        jsonb NOT NULL, -- policy, name to value
  refinements     jsonb NOT NULL, -- [{when: {...}, settings: {...}}], first match wins
  created_at      timestamptz NOT NULL
);

CREATE TABLE gateway_networks (
  network cidr PRIMARY KEY,
  gateway text NOT NULL REFERENCES gateways ON DELETE CASCADE
);
CREATE INDEX gateway_networks_by_gateway ON gateway_networks (gateway);

INSERT INTO change_marks VALUES ('gateways', 1), ('realms', 1);
INSERT INTO realms VALUES ('local', now());
