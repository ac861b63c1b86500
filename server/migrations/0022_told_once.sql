-- What people are told of once and never again: that something ends, that a step is due. What is told stays longer than
-- messages do, and says nothing of whom.
CREATE TABLE message_once (
  matter text NOT NULL CHECK (matter ~ '^[a-z][a-z0-9-]{0,59}$'),
  key text NOT NULL CHECK (key ~ '^[0-9a-f]{64}$'),
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (matter, key)
);

-- The same from whatever it is about.
CREATE FUNCTION message_once_key(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(array_to_string(parts, '/'), 'UTF8')), 'hex')
$$;
