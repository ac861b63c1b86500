-- Records of the audit log that wait to be brought into the archive of logs (Article 20). A queue and not a mark: transactions
-- end in another order than their records were written, and none may be passed over. Empty where logs are received; where none
-- are, it waits.
CREATE TABLE logs_audit_waiting (id uuid PRIMARY KEY);
INSERT INTO logs_audit_waiting (id) SELECT id FROM audit_record;

CREATE FUNCTION audit_record_waits() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO public.logs_audit_waiting (id) VALUES (NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER audit_record_waits AFTER INSERT ON audit_record
  FOR EACH ROW EXECUTE FUNCTION audit_record_waits();

-- In whose affairs the archive holds records: '' are those of no unit.
CREATE TABLE logs_audit_kept (
  unit_id text PRIMARY KEY CHECK (char_length(unit_id) <= 100),
  events bigint NOT NULL,
  last_at timestamptz NOT NULL
);
