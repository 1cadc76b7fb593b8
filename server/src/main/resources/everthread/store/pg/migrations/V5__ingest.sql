-- Jobs come and go by the thousand. A row is leased in place (fillfactor leaves it room, so no index
-- is touched), and what is gone is cleaned up after a few hundred rows instead of a fifth of the table.
ALTER TABLE job SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
-- The counter of the change feed is one row a space, rewritten by every transaction that writes.
ALTER TABLE space SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- Spaces take turns: what is due is looked for space by space.
CREATE INDEX job_due_by_space ON job (space_id, run_at) WHERE NOT dead;
DROP INDEX job_due;

-- Few messages have a made-up id; a telling looks for them without reading the whole conversation.
CREATE INDEX message_without_id ON message (space_id, conversation_id)
  WHERE source = 0 OR starts_with(source_id, 'dom-');

-- Housekeeping sees, and removes, only what nobody can use any more.
DO $$
DECLARE
  stale record;
BEGIN
  FOR stale IN
    SELECT * FROM (VALUES
      ('one_time_code', 'expires_at < now()'),
      ('web_session', 'expires_at < now()'),
      ('access_key', 'revoked_at < now() - interval ''90 days'' OR expires_at < now() - interval ''90 days'''))
      AS listed (name, condition) LOOP
    EXECUTE format('CREATE POLICY stale_seen ON %I FOR SELECT USING ((SELECT is_worker()) AND (%s))',
      stale.name, stale.condition);
    EXECUTE format('CREATE POLICY stale_removed ON %I FOR DELETE USING ((SELECT is_worker()) AND (%s))',
      stale.name, stale.condition);
  END LOOP;
END $$;
