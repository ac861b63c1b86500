-- Notices are searched over everything as applications are (0030): the pairs of characters of title, sender and number stand in a
-- table that nobody but its owner reads, and a function that holds the scope itself tells which notices are called so.

CREATE TABLE supervision_notice_pairs (
  notice_id uuid PRIMARY KEY REFERENCES supervision_notice (id) ON DELETE CASCADE,
  pairs text[] NOT NULL
);
ALTER TABLE supervision_notice_pairs ENABLE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON supervision_notice_pairs FROM %I', current_setting('zhengdun.app_role'));
END
$$;

-- What a notice is called, in lower case; no pair reaches from one of the three to the next.
CREATE FUNCTION supervision_notice_name(title text, sender text, number text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(title || E'\n' || sender || E'\n' || coalesce(number, ''));

CREATE FUNCTION supervision_keep_notice_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO supervision_notice_pairs (notice_id, pairs)
  VALUES (NEW.id, registry_pairs(supervision_notice_name(NEW.title, NEW.sender, NEW.number)))
  ON CONFLICT (notice_id) DO UPDATE SET pairs = excluded.pairs;
  RETURN NULL;
END
$$;
CREATE TRIGGER supervision_notice_named AFTER INSERT ON supervision_notice
  FOR EACH ROW EXECUTE FUNCTION supervision_keep_notice_name();
CREATE TRIGGER supervision_notice_renamed AFTER UPDATE OF title, sender, number ON supervision_notice
  FOR EACH ROW WHEN ((OLD.title, OLD.sender, OLD.number) IS DISTINCT FROM (NEW.title, NEW.sender, NEW.number))
  EXECUTE FUNCTION supervision_keep_notice_name();

-- Notices whose title, sender or number holds the words, two characters at least and in lower case; within the scope of the
-- transaction, whoever owns the tables.
CREATE FUNCTION supervision_notices_called(words text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT n.id FROM supervision_notice_pairs p JOIN supervision_notice n ON n.id = p.notice_id
  WHERE length(words) >= 2 AND p.pairs @> registry_pairs(words)
    AND strpos(supervision_notice_name(n.title, n.sender, n.number), words) > 0
    AND ((SELECT scope_is_everything())
      OR n.region_path ^@ ANY ((SELECT scope_regions())::text[])
      OR n.sector_path ^@ ANY ((SELECT scope_sectors())::text[])
      OR n.unit_id = ANY ((SELECT scope_units())::uuid[]))
$$;

-- Whether more notices hold the pairs of these words than a list shows. It looks at so many rows at most, and tells nothing but
-- that; asked over everything alone.
CREATE FUNCTION supervision_notice_is_common(words text, most integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT scope_is_everything() AND count(*) > most
  FROM (SELECT FROM supervision_notice_pairs p WHERE p.pairs @> registry_pairs(words) LIMIT most + 1) AS found
$$;

-- Makes the table anew.
CREATE FUNCTION supervision_make_notice_names() RETURNS void LANGUAGE sql AS $$
  DELETE FROM supervision_notice_pairs;
  INSERT INTO supervision_notice_pairs (notice_id, pairs)
  SELECT id, registry_pairs(supervision_notice_name(title, sender, number)) FROM supervision_notice;
$$;
REVOKE EXECUTE ON FUNCTION supervision_make_notice_names() FROM PUBLIC;

-- The list over everything, the newest first, is gone through along this.
CREATE INDEX supervision_notice_newest ON supervision_notice (delivered_at DESC, id);

-- A migration, too, sees units by row-level security alone.
SELECT set_config('zhengdun.regions', '{""}', true);
SELECT supervision_make_notice_names();
CREATE INDEX supervision_notice_pairs_gin ON supervision_notice_pairs USING gin (pairs);
