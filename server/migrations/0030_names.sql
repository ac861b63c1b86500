-- Names are searched over the whole register: by two characters, three or more. Row-level security keeps an index of words
-- from being used below it – no operator of words is leakproof –, so the pairs of characters stand in a table that nobody
-- but its owner reads, and a function that holds the scope itself tells which applications are called so.

CREATE FUNCTION registry_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN ARRAY(SELECT DISTINCT substr(words, place, 2) FROM generate_series(1, length(words) - 1) AS place);

CREATE TABLE registry_name_pairs (
  application_id uuid PRIMARY KEY REFERENCES registry_application (id) ON DELETE CASCADE,
  -- of the name and of each host
  pairs text[] NOT NULL
);
ALTER TABLE registry_name_pairs ENABLE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON registry_name_pairs FROM %I', current_setting('zhengdun.app_role'));
END
$$;

CREATE FUNCTION registry_keep_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO registry_name_pairs (application_id, pairs)
  VALUES (NEW.id, registry_pairs(lower(concat_ws(E'\n', NEW.name, array_to_string(NEW.hosts, ' ')))))
  ON CONFLICT (application_id) DO UPDATE SET pairs = excluded.pairs;
  RETURN NULL;
END
$$;
CREATE TRIGGER registry_name_added AFTER INSERT ON registry_application
  FOR EACH ROW EXECUTE FUNCTION registry_keep_name();
CREATE TRIGGER registry_name_changed AFTER UPDATE OF name, hosts ON registry_application
  FOR EACH ROW WHEN ((OLD.name, OLD.hosts) IS DISTINCT FROM (NEW.name, NEW.hosts)) EXECUTE FUNCTION registry_keep_name();

-- Applications whose names or hosts hold the words, two characters at least and in lower case. The scope of the transaction
-- is asked here and not left to the role of the owner, who may be one that row-level security does not hold.
CREATE FUNCTION registry_applications_called(words text) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT a.id FROM registry_name_pairs n JOIN registry_application a ON a.id = n.application_id
  WHERE length(words) >= 2 AND n.pairs @> registry_pairs(words)
    AND (strpos(lower(a.name), words) > 0 OR strpos(array_to_string(a.hosts, ' '), words) > 0)
    AND ((SELECT scope_is_everything())
      OR a.region_path ^@ ANY ((SELECT scope_regions())::text[])
      OR a.sector_path ^@ ANY ((SELECT scope_sectors())::text[])
      OR a.unit_id = ANY ((SELECT scope_units())::uuid[]))
$$;

-- Makes the table anew.
CREATE FUNCTION registry_make_names() RETURNS void LANGUAGE sql AS $$
  DELETE FROM registry_name_pairs;
  INSERT INTO registry_name_pairs (application_id, pairs)
  SELECT id, registry_pairs(lower(concat_ws(E'\n', name, array_to_string(hosts, ' ')))) FROM registry_application;
$$;
REVOKE EXECUTE ON FUNCTION registry_make_names() FROM PUBLIC;

-- Lists of the register are counted along this, and not in the rows themselves, which are long.
CREATE INDEX registry_application_counted ON registry_application (state, kind)
  INCLUDE (unit_id, region_path, sector_path, unmet, unknown, seen_at);

-- A migration, too, sees units by row-level security alone.
SELECT set_config('zhengdun.regions', '{""}', true);
SELECT registry_make_names();
CREATE INDEX registry_name_pairs_gin ON registry_name_pairs USING gin (pairs);
