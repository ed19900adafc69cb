-- A token that was taken over without its key, and waits for it: until then it is sealed with a key
-- that nobody knows, so that it makes no code that anybody could show.
ALTER TABLE tokens ADD COLUMN awaits_key boolean NOT NULL DEFAULT false;
