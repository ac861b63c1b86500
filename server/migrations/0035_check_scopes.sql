-- Checks lie under the paths of their unit like whatever else is a unit's; what is nobody's is seen by the program alone.
SELECT belongs_to_units('inspection_check');

-- A verdict is seen with its check, and where it is what an application stands on that is seen: the units that share a host
-- share its checks. Asked once a statement, not once a row, where everything is seen.
CREATE INDEX supervision_intake_check ON supervision_intake (check_id);
CREATE INDEX registry_application_check ON registry_application (check_id) WHERE check_id IS NOT NULL;
ALTER TABLE inspection_verdict ENABLE ROW LEVEL SECURITY;
ALTER TABLE inspection_verdict FORCE ROW LEVEL SECURITY;
CREATE POLICY check_in_scope ON inspection_verdict USING (
  (SELECT scope_is_everything())
  OR EXISTS (SELECT FROM inspection_check c WHERE c.id = inspection_verdict.check_id)
  OR EXISTS (SELECT FROM supervision_intake i WHERE i.check_id = inspection_verdict.check_id)
  OR EXISTS (SELECT FROM registry_application a WHERE a.check_id = inspection_verdict.check_id))
-- What is written goes with its check.
WITH CHECK (
  (SELECT scope_is_everything())
  OR EXISTS (SELECT FROM inspection_check c WHERE c.id = inspection_verdict.check_id));
