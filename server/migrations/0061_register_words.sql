-- What the register says of a unit or an application decides what binds it. Where that changes after a check, the applications
-- concerned wait here until their kept check is judged again. The program's own.
CREATE TABLE supervision_register_word (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  application_id uuid NOT NULL
);

-- Whoever changes it leaves word in the transaction that does; what no check has seen leaves none.
CREATE FUNCTION supervision_leave_register_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'registry_unit' THEN
    INSERT INTO supervision_register_word (application_id)
    SELECT application_id FROM supervision_intake WHERE unit_id = NEW.id;
  ELSE
    INSERT INTO supervision_register_word (application_id)
    SELECT application_id FROM supervision_intake WHERE application_id = NEW.id;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER supervision_unit_word AFTER UPDATE OF name, kind, level ON registry_unit
  FOR EACH ROW WHEN ((OLD.name, OLD.kind, OLD.level) IS DISTINCT FROM (NEW.name, NEW.kind, NEW.level))
  EXECUTE FUNCTION supervision_leave_register_word();
CREATE TRIGGER supervision_application_word AFTER UPDATE OF kind, host_id ON registry_application
  FOR EACH ROW WHEN ((OLD.kind, OLD.host_id) IS DISTINCT FROM (NEW.kind, NEW.host_id))
  EXECUTE FUNCTION supervision_leave_register_word();
