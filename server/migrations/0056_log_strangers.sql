-- 多个接收程序各自计数 (Art. 20): a sender that nobody has declared is counted by each collector that hears it.
ALTER TABLE logs_stranger ADD COLUMN collector text NOT NULL DEFAULT '';
ALTER TABLE logs_stranger DROP CONSTRAINT logs_stranger_pkey;
ALTER TABLE logs_stranger ADD PRIMARY KEY (name, collector);
