-- What is to be kept of the password of users who are added to a realm from now on.
ALTER TABLE realms ADD COLUMN recoverable text NOT NULL DEFAULT 'nothing'
  CHECK (recoverable IN ('nothing', 'nt-hash', 'password'));
