-- Since when a case waits for what a leader of the unit has to approve in writing: whoever fills it in has tried to submit it.
ALTER TABLE opening_case ADD COLUMN approval_asked_at timestamptz;
