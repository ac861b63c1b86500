-- 自动比对: what is public is compared with what was approved, after publication and then again and again.

ALTER TABLE publication_item
  -- when its page is compared next; NULL: nothing of it is public
  ADD COLUMN compare_at timestamptz,
  -- when that was done last, also where it found what it had found before
  ADD COLUMN compared_at timestamptz;
CREATE INDEX publication_item_compare ON publication_item (compare_at) WHERE compare_at IS NOT NULL;

-- What was public before is looked at within a day.
UPDATE publication_item SET compare_at = now() + random() * interval '1 day' WHERE live;

-- Whoever publishes or withdraws. A page needs a moment to be seen everywhere.
CREATE FUNCTION publication_plan_comparison() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.compare_at := CASE WHEN NEW.live THEN now() + interval '2 minutes' END;
  NEW.compared_at := NULL;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_plan_comparison BEFORE UPDATE ON publication_item FOR EACH ROW
  WHEN (NEW.live IS DISTINCT FROM OLD.live OR NEW.published_version IS DISTINCT FROM OLD.published_version
    OR NEW.published_url IS DISTINCT FROM OLD.published_url)
  EXECUTE FUNCTION publication_plan_comparison();
