-- The planner's statistics (pg_statistic) hold samples of a column's values, which would outlive
-- an erased row until the next ANALYZE. No plan needs them of columns that hold content; so none
-- are gathered there. conversation_id, site, times and the like keep theirs.
DO $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT * FROM (VALUES
      ('conversation', 'title'), ('conversation', 'project'), ('conversation', 'url'),
      ('message', 'text'), ('message', 'reasoning'), ('message', 'author'), ('message', 'attachments'),
      ('capture', 'body'), ('capture', 'request'), ('capture', 'url'), ('capture', 'page_url'),
      ('capture', 'drift'),
      ('memory', 'content'), ('memory', 'title'), ('memory', 'metadata'), ('memory', 'quote'),
      ('memory', 'author'),
      ('memory_version', 'content'), ('memory_version', 'title'), ('memory_version', 'tags'),
      ('memory_version', 'metadata')) AS content (relation, attribute)
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', c.relation, c.attribute);
    -- What was gathered before goes too, where Postgres (18 or newer) lets its owner do so.
    IF current_setting('server_version_num')::int >= 180000 THEN
      PERFORM pg_clear_attribute_stats('public', c.relation, c.attribute, false);
    END IF;
  END LOOP;
END $$;
