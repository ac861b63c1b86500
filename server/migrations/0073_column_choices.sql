-- Which columns of a list a person has put away. A matter of that person alone: it is of no unit, and no act.
CREATE TABLE identity_column_choice (
  person_id uuid NOT NULL REFERENCES identity_person (id),
  list text NOT NULL CHECK (list ~ '^[a-z][a-z-]{0,39}$'),
  hidden text[] NOT NULL CHECK (cardinality(hidden) BETWEEN 1 AND 20),
  PRIMARY KEY (person_id, list)
);
