-- What takes two operators (S24).

-- Who changed e-mail or phone last, at address_changed_at.
ALTER TABLE users ADD COLUMN address_changed_by text;

-- When an operator's account was made, or its password or token set, whichever was last.
ALTER TABLE operators ADD COLUMN credentials_at timestamptz NOT NULL DEFAULT now();
UPDATE operators SET credentials_at = created_at;
ALTER TABLE operators ALTER COLUMN credentials_at DROP DEFAULT;

CREATE TABLE approvals (
  id         text PRIMARY KEY,
  what       text NOT NULL CHECK (what IN ('reissue')),
  user_id    uuid NOT NULL,
  realm      text NOT NULL,
  name       text NOT NULL,
  changed_at timestamptz NOT NULL, -- users.address_changed_at as it was then
  asked_by   text NOT NULL, -- operator:NAME
  asked_at   timestamptz NOT NULL,
  until      timestamptz NOT NULL,
  state      text NOT NULL CHECK (state IN ('asked', 'granted', 'denied', 'used')),
  decided_by text,
  decided_at timestamptz
);
CREATE UNIQUE INDEX approvals_open ON approvals (what, user_id, asked_by)
  WHERE state IN ('asked', 'granted');
