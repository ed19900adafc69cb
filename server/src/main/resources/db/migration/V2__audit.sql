-- What happened, and what proves that it is all still there: docs/audit.md.

-- One row a node, that is a data folder; a node that is live writes seen_at every two seconds.
CREATE TABLE nodes (
  node_id      uuid PRIMARY KEY,
  name         text NOT NULL,
  started_at   timestamptz NOT NULL,
  seen_at      timestamptz NOT NULL,
  key_names    text[] NOT NULL, -- the key-encryption keys that it holds
  public_key   bytea NOT NULL, -- Ed25519, for people who check exported heads elsewhere
  sealed_keys  bytea NOT NULL, -- MAC key, signing key, public key; associated data: node:NODE_ID
  sealed_under text NOT NULL -- the name of its key-encryption key
);

-- Numbered by the node that wrote it, so no sequence is shared. Nothing here is unique by
-- constraint: a row written twice is named by the verification, which must hold anyway.
CREATE TABLE audit_entries (
  at         timestamptz NOT NULL,
  node_id    uuid NOT NULL,
  seq        bigint NOT NULL,
  event      text NOT NULL,
  reason     text NOT NULL,
  actor      text NOT NULL,
  user_id    uuid NOT NULL, -- all zeros: nobody is concerned
  user_name  text, -- null if nobody is concerned
  gateway    text, -- null, like the next two, if it was not a login
  source     text,
  request_id text,
  detail     json, -- names to texts, sorted by name; null if there is none
  mac        bytea NOT NULL -- HMAC-SHA256 of all the others under the node's key
) PARTITION BY RANGE (at);
CREATE INDEX audit_entries_by_number ON audit_entries (node_id, seq);
CREATE INDEX audit_entries_by_user ON audit_entries (user_id, at);
CREATE INDEX audit_entries_by_time ON audit_entries (at);

-- Catches what no month was made for; the months are made ahead by dev.postern.store.AuditMonths.
CREATE TABLE audit_entries_default PARTITION OF audit_entries DEFAULT;

-- Each seal takes in the rows of a node since its last one.
CREATE TABLE audit_seals (
  node_id   uuid NOT NULL,
  number    bigint NOT NULL,
  first_seq bigint NOT NULL,
  last_seq  bigint NOT NULL,
  first_at  timestamptz NOT NULL, -- the earliest time of its rows
  lost      bigint[] NOT NULL, -- numbers whose rows were rolled back: first, last, first, last …
  recovered boolean NOT NULL, -- made from the table by a node that had stopped before sealing
  head      bytea NOT NULL, -- SHA-256 of the head before it, its numbers and the MACs of its rows
  at        timestamptz NOT NULL,
  signature bytea NOT NULL, -- Ed25519, under the node's key
  PRIMARY KEY (node_id, number)
);

-- What remains of the seals of months that were let go: where the chain begins now (S33).
CREATE TABLE audit_anchors (
  node_id     uuid NOT NULL,
  seal_number bigint NOT NULL,
  last_seq    bigint NOT NULL,
  head        bytea NOT NULL,
  kept_from   timestamptz NOT NULL, -- rows before this were let go
  at          timestamptz NOT NULL,
  signed_by   uuid NOT NULL,
  signature   bytea NOT NULL,
  PRIMARY KEY (node_id, seal_number)
);
