-- What is handed over (Art. 12) is the business of who takes over, too: it reads the case from its beginning, and the documents
-- that prove it once it is sealed. It writes nothing of it. A case that was withdrawn is nobody's business but its unit's.
-- These policies are named so that they come after `unit_in_scope`, which settles it for the unit's own.

CREATE INDEX closing_case_successor ON closing_case (successor_id) WHERE successor_id IS NOT NULL;

CREATE POLICY unit_takes_over ON closing_case FOR SELECT USING (
  state <> 'withdrawn' AND successor_id IN (SELECT id FROM registry_unit));

CREATE POLICY unit_takes_over ON closing_step FOR SELECT USING (
  case_id IN (SELECT id FROM closing_case WHERE successor_id IS NOT NULL));

CREATE POLICY unit_takes_over ON closing_event FOR SELECT USING (
  case_id IN (SELECT id FROM closing_case WHERE successor_id IS NOT NULL));

CREATE POLICY unit_took_over ON assurance_document FOR SELECT USING (id IN (
  SELECT unnest(s.documents || c.document_id) FROM closing_case c JOIN closing_step s ON s.case_id = c.id
  WHERE c.state = 'sealed' AND c.successor_id IS NOT NULL));
