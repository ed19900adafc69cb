-- The people and machines that run Postern. No login of a user touches these tables.

CREATE TABLE operators (
  name            text PRIMARY KEY,
  role            text NOT NULL CHECK (role IN ('admin', 'helpdesk', 'auditor')),
  realms          text[] NOT NULL, -- empty: all
  enabled         boolean NOT NULL,
  password_hash   text NOT NULL,
  sealed_token    bytea, -- associated data: operator:NAME; null: no token yet, so no login
  sealed_under    text,
  token_algorithm text CHECK (token_algorithm IN ('SHA1', 'SHA256', 'SHA512')),
  token_digits    smallint,
  token_period    integer,
  last_step       bigint NOT NULL, -- the time step accepted last, -1 before the first
  failures        integer NOT NULL, -- attempts since the last complete login
  delayed_until   timestamptz,
  created_at      timestamptz NOT NULL,
  last_login_at   timestamptz
);

-- What operators and machines show at each request. Of the key itself only a digest is kept, which
-- is enough, for a key is random and too long to be guessed.
CREATE TABLE api_keys (
  id           text PRIMARY KEY,
  digest       bytea NOT NULL UNIQUE, -- SHA-256
  name         text NOT NULL, -- of an operator's key: the operator's
  operator     text REFERENCES operators ON DELETE CASCADE, -- null: a machine's key
  role         text NOT NULL CHECK (role IN ('admin', 'helpdesk', 'auditor')), -- of a machine's key
  realms       text[] NOT NULL, -- of a machine's key; empty: all
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz, -- null: never
  last_used_on date
);
CREATE UNIQUE INDEX api_keys_by_name ON api_keys (name) WHERE operator IS NULL;
CREATE INDEX api_keys_by_operator ON api_keys (operator);

-- When e-mail or phone was changed last: a token that is issued anew within 72 h of that takes an
-- admin (S24).
ALTER TABLE users ADD COLUMN address_changed_at timestamptz;
