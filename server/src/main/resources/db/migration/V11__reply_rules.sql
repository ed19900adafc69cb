-- What is granted beside a gateway's policy: of the rules in their order, the first whose conditions
-- a login meets. A condition that is empty is met by anything.
CREATE TABLE reply_rules (
  name           text PRIMARY KEY,
  position       integer NOT NULL CHECK (position > 0),
  realm          text NOT NULL,
  user_name      text NOT NULL,
  group_name     text NOT NULL,
  gateway        text NOT NULL,
  connect_info   text NOT NULL,
  nas_identifier text NOT NULL,
  vdom           text NOT NULL,
  attributes     jsonb NOT NULL, -- [{name, value}], in their order; without value: a secret
  sealed_values  bytea, -- the secrets' values, a JSON list; associated data: reply-rule:NAME
  sealed_under   text,
  UNIQUE (position) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((sealed_values IS NULL) = (sealed_under IS NULL))
);

INSERT INTO change_marks VALUES ('reply-rules', 1);
