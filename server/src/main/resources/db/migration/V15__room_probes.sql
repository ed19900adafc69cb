-- Where a node whose writes were refused for want of room sees whether there is room again. A row
-- fills more than half a page, so that each takes a page of its own; none stays.
CREATE TABLE room_probes (
  filling text NOT NULL
);
ALTER TABLE room_probes ALTER COLUMN filling SET STORAGE PLAIN;
