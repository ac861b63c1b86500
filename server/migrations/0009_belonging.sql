-- What every later table of units' own things is given. Such a table carries unit_id, region_path and sector_path, with
-- a foreign key on all three.

-- Row-level security by the paths of the unit. The sub-selects are asked once a statement, not once a row.
CREATE FUNCTION belongs_to_units(owned regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', owned);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', owned);
  EXECUTE format($policy$CREATE POLICY unit_in_scope ON %s USING (
    (SELECT scope_is_everything())
    OR region_path ^@ ANY ((SELECT scope_regions())::text[])
    OR sector_path ^@ ANY ((SELECT scope_sectors())::text[])
    OR unit_id = ANY ((SELECT scope_units())::uuid[]))$policy$, owned);
END
$$;
REVOKE EXECUTE ON FUNCTION belongs_to_units(regclass) FROM PUBLIC;

-- Histories: the program adds rows and reads them, and can neither change nor remove one.
CREATE FUNCTION is_only_added_to(history regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE ON %s FROM %I', history, current_setting('zhengdun.app_role'));
END
$$;
REVOKE EXECUTE ON FUNCTION is_only_added_to(regclass) FROM PUBLIC;
