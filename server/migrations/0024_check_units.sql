-- A check is of a unit: of the one that has registered the address, else of the one that asked. What nobody of a unit
-- asked for (the command line, whoever sits at the machine) and nobody has registered stays without.

ALTER TABLE inspection_check
  ADD COLUMN unit_id uuid,
  ADD COLUMN region_path text COLLATE "C",
  ADD COLUMN sector_path text COLLATE "C",
  ADD CONSTRAINT inspection_check_unit_whole
    CHECK (num_nonnulls(unit_id, region_path, sector_path) IN (0, 3)),
  ADD CONSTRAINT inspection_check_unit FOREIGN KEY (unit_id, region_path, sector_path)
    REFERENCES registry_unit (id, region_path, sector_path) ON UPDATE CASCADE;

SELECT set_config('zhengdun.regions', '{""}', true);
UPDATE inspection_check c SET unit_id = a.unit_id, region_path = a.region_path, sector_path = a.sector_path
FROM (
  SELECT DISTINCT ON (host) host, unit_id, region_path, sector_path
  FROM registry_application, unnest(hosts) AS host
  WHERE state <> 'closed' ORDER BY host, created_at, id
) a WHERE a.host = c.host;

-- 最近检测 of a unit, newest first.
CREATE INDEX inspection_check_of_unit ON inspection_check (unit_id, requested_at DESC);
CREATE INDEX inspection_check_region ON inspection_check (region_path, requested_at DESC);
CREATE INDEX inspection_check_sector ON inspection_check (sector_path, requested_at DESC);
