-- What a memory is about and when it held. sense_hash: of the wording without what adds nothing;
-- gist_hash: of its stems in any order. Null until a SETTLE job has read it (rows from before).
-- held: when it was true, as far as is known now; empty while in review. judged_at: when a person
-- last said whether it holds; ended_by_hand: that it does not. evidence: how many messages state it. counted_since: from when on it
-- is known whether it was recalled.
ALTER TABLE memory
  ADD COLUMN sense_hash    bytea,
  ADD COLUMN gist_hash     bytea,
  ADD COLUMN held          tstzmultirange NOT NULL DEFAULT '{}',
  ADD COLUMN judged_at     timestamptz,
  ADD COLUMN ended_by_hand boolean        NOT NULL DEFAULT false,
  ADD COLUMN evidence      integer        NOT NULL DEFAULT 0,
  ADD COLUMN counted_since timestamptz    NOT NULL DEFAULT now();

-- Migrations are bound by row security too, as the tables' owner; they see every space by this.
-- It ends with the transaction.
SELECT set_config('everthread.worker', 'on', true);
CREATE POLICY migrating ON memory USING ((SELECT is_worker()));

UPDATE memory SET held = tstzmultirange(tstzrange(
    CASE WHEN valid_until <= coalesce(valid_since, created_at) THEN NULL
         ELSE coalesce(valid_since, created_at) END, valid_until))
WHERE state <> 'IN_REVIEW';
UPDATE memory SET ended_by_hand = true, judged_at = updated_at WHERE state = 'SUPERSEDED';

CREATE INDEX memory_by_sense ON memory (space_id, sense_hash);
CREATE INDEX memory_by_gist ON memory (space_id, gist_hash);
CREATE INDEX memory_by_statement ON memory (space_id, statement_hash);
CREATE INDEX memory_by_successor ON memory (space_id, superseded_by) WHERE superseded_by IS NOT NULL;

-- The messages that state a memory, the one that it was first made of included.
CREATE TABLE memory_evidence (
  space_id          uuid             NOT NULL,
  memory_id         uuid             NOT NULL,
  message_id        uuid             NOT NULL,
  conversation_id   uuid             NOT NULL,
  message_source_id text             NOT NULL,
  role              text             NOT NULL,
  author            text,
  quote             text             NOT NULL,
  extractor         text             NOT NULL,
  confidence        double precision NOT NULL,
  statement_hash    bytea            NOT NULL,
  said_at           timestamptz      NOT NULL,
  CONSTRAINT memory_evidence_pkey PRIMARY KEY (space_id, memory_id, message_id),
  CONSTRAINT memory_evidence_memory FOREIGN KEY (space_id, memory_id)
    REFERENCES memory (space_id, id) ON DELETE CASCADE,
  CONSTRAINT memory_evidence_conversation FOREIGN KEY (space_id, conversation_id)
    REFERENCES conversation (space_id, id) ON DELETE CASCADE
);
CREATE INDEX memory_evidence_by_conversation ON memory_evidence (space_id, conversation_id);

INSERT INTO memory_evidence (space_id, memory_id, message_id, conversation_id, message_source_id, role,
  author, quote, extractor, confidence, statement_hash, said_at)
SELECT space_id, id, message_id, conversation_id, message_source_id, role, author, quote, extractor,
  confidence, statement_hash, coalesce(valid_since, created_at)
FROM memory WHERE message_id IS NOT NULL AND conversation_id IS NOT NULL;
UPDATE memory SET evidence = 1 WHERE message_id IS NOT NULL AND conversation_id IS NOT NULL;

-- Which memories speak of one thing. A hash of whose what it is.
CREATE TABLE memory_slot (
  space_id  uuid  NOT NULL,
  slot_hash bytea NOT NULL,
  memory_id uuid  NOT NULL,
  CONSTRAINT memory_slot_pkey PRIMARY KEY (space_id, slot_hash, memory_id),
  CONSTRAINT memory_slot_memory FOREIGN KEY (space_id, memory_id)
    REFERENCES memory (space_id, id) ON DELETE CASCADE
);
CREATE INDEX memory_slot_by_memory ON memory_slot (space_id, memory_id);

-- How often a memory was handed out. Beside the memory, since it changes often and nothing else does.
CREATE TABLE memory_recall (
  space_id         uuid        NOT NULL,
  memory_id        uuid        NOT NULL,
  recalls          bigint      NOT NULL,
  last_recalled_at timestamptz NOT NULL,
  CONSTRAINT memory_recall_pkey PRIMARY KEY (space_id, memory_id),
  CONSTRAINT memory_recall_memory FOREIGN KEY (space_id, memory_id)
    REFERENCES memory (space_id, id) ON DELETE CASCADE
) WITH (fillfactor = 70);

-- Figures that a person's message states, numbered in it: a hash of the figure's kind and of a word
-- near it, so that the few messages with a figure that shares two such words are found without
-- reading others.
CREATE TABLE message_figure (
  space_id   uuid        NOT NULL,
  key        bigint      NOT NULL,
  said_at    timestamptz NOT NULL,
  message_id uuid        NOT NULL,
  figure     integer     NOT NULL,
  CONSTRAINT message_figure_pkey PRIMARY KEY (space_id, key, said_at, message_id, figure),
  CONSTRAINT message_figure_message FOREIGN KEY (space_id, message_id)
    REFERENCES message (space_id, id) ON DELETE CASCADE
);
CREATE INDEX message_figure_by_message ON message_figure (space_id, message_id);

-- Two messages of which the newer tells anew what the older told.
CREATE TABLE message_mark (
  space_id uuid NOT NULL,
  older_id uuid NOT NULL,
  newer_id uuid NOT NULL,
  CONSTRAINT message_mark_pkey PRIMARY KEY (space_id, older_id, newer_id),
  CONSTRAINT message_mark_older FOREIGN KEY (space_id, older_id)
    REFERENCES message (space_id, id) ON DELETE CASCADE,
  CONSTRAINT message_mark_newer FOREIGN KEY (space_id, newer_id)
    REFERENCES message (space_id, id) ON DELETE CASCADE
);
CREATE INDEX message_mark_by_newer ON message_mark (space_id, newer_id);

DO $$
DECLARE
  t text;
  c record;
BEGIN
  FOREACH t IN ARRAY ARRAY['memory_evidence', 'memory_slot', 'memory_recall', 'message_figure', 'message_mark'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_space ON %I USING (space_id = (SELECT current_space()))', t);
  END LOOP;
  -- As in V4: samples of content would outlive an erased row.
  FOR c IN SELECT * FROM (VALUES ('memory_evidence', 'quote'), ('memory_evidence', 'author'))
      AS content (relation, attribute) LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', c.relation, c.attribute);
  END LOOP;
END $$;
DROP POLICY migrating ON memory;

-- What was kept before is read once, in the background.
ALTER TABLE job DROP CONSTRAINT job_kind_check;
ALTER TABLE job ADD CONSTRAINT job_kind_check
  CHECK (kind IN ('READ', 'EXTRACT', 'ERASE_CONVERSATION', 'ERASE_MEMORY', 'SETTLE'));
INSERT INTO job (space_id, id, kind, subject_id)
SELECT space_id, gen_random_uuid(), 'SETTLE', space_id FROM space;
