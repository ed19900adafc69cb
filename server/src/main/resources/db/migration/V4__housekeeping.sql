-- What housekeeping looks for several times a minute. Neither index bears a column that a login
-- changes, so that logins still write in place.
CREATE INDEX login_guards_of_nobody ON login_guards (user_id) WHERE NOT known;
CREATE INDEX tokens_by_expiry ON tokens (expires_at)
  WHERE expires_at IS NOT NULL AND state IN ('pending', 'active', 'suspended');
