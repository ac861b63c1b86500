-- What publishing has on record of an application shows in its check: word of changes, and what was told last. The program's own.
CREATE TABLE publication_record (
  application_id uuid PRIMARY KEY REFERENCES registry_application (id) ON DELETE CASCADE,
  wanted boolean NOT NULL DEFAULT true,
  looked_at timestamptz,
  -- obligations that records have ever decided of it: where they no longer do, papers settle them
  obligations text[] NOT NULL DEFAULT '{}',
  -- of the answers and the check that they were told to
  told text
);
CREATE INDEX publication_record_due ON publication_record (wanted, looked_at);

CREATE FUNCTION publication_record_of_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO publication_record (application_id)
    SELECT application_id FROM publication_item WHERE id = NEW.item_id
    ON CONFLICT (application_id) DO UPDATE SET wanted = true;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_record_of_event AFTER INSERT ON publication_event
  FOR EACH ROW EXECUTE FUNCTION publication_record_of_item();
CREATE TRIGGER publication_record_of_comparison AFTER INSERT ON publication_comparison
  FOR EACH ROW EXECUTE FUNCTION publication_record_of_item();

CREATE FUNCTION publication_record_of_workflow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE publication_record SET wanted = true
    WHERE application_id IN (SELECT application_id FROM publication_item WHERE unit_id = NEW.unit_id);
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_record_of_workflow AFTER INSERT ON publication_workflow
  FOR EACH ROW EXECUTE FUNCTION publication_record_of_workflow();

CREATE FUNCTION publication_record_of_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE publication_record SET wanted = true WHERE application_id = NEW.id;
  RETURN NEW;
END
$$;
CREATE TRIGGER publication_record_of_check AFTER UPDATE OF check_id ON registry_application
  FOR EACH ROW WHEN (OLD.check_id IS DISTINCT FROM NEW.check_id)
  EXECUTE FUNCTION publication_record_of_check();

INSERT INTO publication_record (application_id) SELECT DISTINCT application_id FROM publication_item;
