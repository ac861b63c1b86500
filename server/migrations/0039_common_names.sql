-- Whether more applications hold the pairs of these words than a list shows. It looks at so many rows at most, and tells
-- nothing but that; asked over everything alone.
CREATE FUNCTION registry_is_common(words text, most integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT scope_is_everything() AND count(*) > most
  FROM (SELECT FROM registry_name_pairs n WHERE n.pairs @> registry_pairs(words) LIMIT most + 1) AS found
$$;
