-- When the audit was verified last: one row, for whoever asks whether anybody still does.
CREATE TABLE audit_verification (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  at       timestamptz NOT NULL,
  by_actor text NOT NULL,
  rows     bigint NOT NULL,
  findings integer NOT NULL
);
