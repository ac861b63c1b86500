-- Which kept head signs an entry of the history, and how far the heads of an archive go.
CREATE INDEX logs_checkpoint_entries ON logs_checkpoint (origin, entries);
