-- The signed head of the logs is time-stamped by schedule too.
ALTER TABLE logs_task DROP CONSTRAINT logs_task_work_check;
ALTER TABLE logs_task ADD CONSTRAINT logs_task_work_check CHECK (work IN ('verify', 'backup', 'drill', 'stamp'));
