-- A link that comes into other hands, or out of them, is told to the applications on whose pages it stands: their findings follow.
ALTER TABLE links_word
  DROP CONSTRAINT links_word_kind_check,
  ADD CONSTRAINT links_word_kind_check CHECK (kind IN ('check', 'item', 'application'));
CREATE FUNCTION links_word_of_taken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO links_word (kind, subject)
    SELECT DISTINCT 'application', p.application_id FROM links_place p WHERE p.link_id = NEW.id
    ON CONFLICT DO NOTHING;
  RETURN NEW;
END
$$;
CREATE TRIGGER links_word_of_taken AFTER UPDATE OF state, gone_at, since ON links_link
  FOR EACH ROW WHEN ('taken' IN (OLD.state, NEW.state)
    AND (OLD.state, OLD.gone_at IS NULL, OLD.since) IS DISTINCT FROM (NEW.state, NEW.gone_at IS NULL, NEW.since))
  EXECUTE FUNCTION links_word_of_taken();
