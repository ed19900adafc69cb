-- What gateways tell of sessions: docs/operating.md, "Sessions".

-- One row a session, the sum of its records. Those that are over stay for a day, in which late
-- records find them, and move to past_sessions then.
CREATE TABLE sessions (
  session_id      bigint PRIMARY KEY, -- 60 bits of a digest of what the gateway calls it
  gateway         text NOT NULL,
  address         text NOT NULL, -- that its newest record came from
  nas             text NOT NULL,
  acct_session_id text NOT NULL,
  user_name       text NOT NULL, -- as the gateway says it
  user_id         uuid, -- whom that means; need not be anybody
  login           text, -- the request_id of its login in the audit, if its Class tells
  station         text NOT NULL,
  ipv4            text NOT NULL, -- the user's addresses, and when they were told
  ipv6            text NOT NULL,
  addressed_at    timestamptz,
  started_at      timestamptz NOT NULL,
  heard_at        timestamptz NOT NULL,
  interim         boolean NOT NULL, -- whether an interim update was ever seen
  ended_at        timestamptz, -- null while it is open
  ending          text, -- stop, gateway or silence
  cause           integer NOT NULL, -- Acct-Terminate-Cause
  seconds         bigint NOT NULL,
  input_octets    bigint NOT NULL,
  output_octets   bigint NOT NULL
) WITH (fillfactor = 70); -- so that an update finds place beside the row
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE past_sessions (LIKE sessions) PARTITION BY RANGE (ended_at);
CREATE INDEX past_sessions_by_id ON past_sessions (session_id);
CREATE INDEX past_sessions_by_user ON past_sessions (user_id, started_at);
CREATE INDEX past_sessions_by_time ON past_sessions (started_at);

-- Catches what no month was made for; the months are made ahead by dev.postern.store.Months.
CREATE TABLE past_sessions_default PARTITION OF past_sessions DEFAULT;

-- When a NAS said that it started or will stop; kept for a day, as long as older records may come.
CREATE TABLE nas_restarts (
  gateway text NOT NULL,
  nas     text NOT NULL,
  at      timestamptz NOT NULL,
  PRIMARY KEY (gateway, nas, at)
);

-- Logins that were let in under a limit of sessions, until their session is heard of.
CREATE TABLE awaited_sessions (
  user_id    uuid NOT NULL,
  login      text NOT NULL,
  packet     bytea NOT NULL, -- the same again is the same login
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, login)
);
