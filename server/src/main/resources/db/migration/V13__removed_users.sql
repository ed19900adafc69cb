-- Users who were removed lately: whoever is added again by the same name is as one whose address was
-- changed (S24). Kept for 72 h.
CREATE TABLE removed_users (
  user_id    uuid PRIMARY KEY,
  removed_at timestamptz NOT NULL
);
CREATE INDEX removed_users_by_age ON removed_users (removed_at);
