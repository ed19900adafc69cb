-- What is kept of a password beside its hash, for logins by CHAP, MS-CHAP and MS-CHAPv2, of users of
-- whom an operator says so.
ALTER TABLE users
  ADD COLUMN recoverable text NOT NULL DEFAULT 'nothing'
    CHECK (recoverable IN ('nothing', 'nt-hash', 'password')),
  ADD COLUMN sealed_recoverable bytea, -- associated data: user:ID; null until there is a password to keep
  ADD COLUMN sealed_under text, -- the name of its key-encryption key
  ADD CHECK (recoverable <> 'nothing' OR sealed_recoverable IS NULL),
  ADD CHECK ((sealed_recoverable IS NULL) = (sealed_under IS NULL));
CREATE INDEX users_by_sealing_key ON users (sealed_under) WHERE sealed_under IS NOT NULL;
