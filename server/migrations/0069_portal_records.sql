-- 一个党政机关最多开设一个门户网站 (Art. 4): what the register says of portals shows in their checks, as what publishing has on
-- record does. A portal that is registered, closed or no longer one concerns all portals of its unit.
CREATE FUNCTION publication_record_of_portal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO publication_record (application_id)
    SELECT id FROM registry_application WHERE unit_id = NEW.unit_id AND (id = NEW.id OR 'portal' = ANY (flags))
    ON CONFLICT (application_id) DO UPDATE SET wanted = true;
  RETURN NULL;
END
$$;
CREATE TRIGGER publication_record_of_new_portal AFTER INSERT ON registry_application
  FOR EACH ROW WHEN ('portal' = ANY (NEW.flags)) EXECUTE FUNCTION publication_record_of_portal();
CREATE TRIGGER publication_record_of_portal AFTER UPDATE OF name, kind, state, flags, unit_id ON registry_application
  FOR EACH ROW WHEN (('portal' = ANY (OLD.flags) OR 'portal' = ANY (NEW.flags))
    AND (OLD.name, OLD.kind, OLD.state, OLD.flags, OLD.unit_id)
      IS DISTINCT FROM (NEW.name, NEW.kind, NEW.state, NEW.flags, NEW.unit_id))
  EXECUTE FUNCTION publication_record_of_portal();

INSERT INTO publication_record (application_id)
  SELECT id FROM registry_application WHERE 'portal' = ANY (flags) ON CONFLICT DO NOTHING;
