-- What a node runs, told at its start; empty until a node of this version or a newer one starts.
ALTER TABLE nodes ADD COLUMN version text NOT NULL DEFAULT '';
