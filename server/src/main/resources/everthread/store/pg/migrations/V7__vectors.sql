-- What a model made of messages and memories: one row a passage, so that a text that grew is
-- computed again only where it changed. passage_hash is of the passage and its place in the text:
-- the same passage is never computed twice, and vectors of an older text are known as such.
-- pieces holds 4 bytes for each word piece and tokens its vector; both tell the text, so they go
-- with it. Nothing of it can be compressed, so that is not tried.
CREATE TABLE message_vector (
  space_id     uuid     NOT NULL,
  message_id   uuid     NOT NULL,
  model        text     NOT NULL,
  number       smallint NOT NULL,
  from_char    integer  NOT NULL,
  to_char      integer  NOT NULL,
  passage_hash bytea    NOT NULL,
  pooled       bytea    NOT NULL,
  pieces       bytea    NOT NULL,
  tokens       bytea    NOT NULL,
  CONSTRAINT message_vector_pkey PRIMARY KEY (space_id, message_id, model, number),
  CONSTRAINT message_vector_message FOREIGN KEY (space_id, message_id)
    REFERENCES message (space_id, id) ON DELETE CASCADE
);

CREATE TABLE memory_vector (
  space_id     uuid     NOT NULL,
  memory_id    uuid     NOT NULL,
  model        text     NOT NULL,
  number       smallint NOT NULL,
  from_char    integer  NOT NULL,
  to_char      integer  NOT NULL,
  passage_hash bytea    NOT NULL,
  pooled       bytea    NOT NULL,
  pieces       bytea    NOT NULL,
  tokens       bytea    NOT NULL,
  CONSTRAINT memory_vector_pkey PRIMARY KEY (space_id, memory_id, model, number),
  CONSTRAINT memory_vector_memory FOREIGN KEY (space_id, memory_id)
    REFERENCES memory (space_id, id) ON DELETE CASCADE
);

-- How far in the change feed it was looked for what a model is to read. A model without a row
-- begins at the feed's beginning, so a change of model needs nothing else.
CREATE TABLE embedding_progress (
  space_id uuid   NOT NULL,
  model    text   NOT NULL,
  position bigint NOT NULL,
  CONSTRAINT embedding_progress_pkey PRIMARY KEY (space_id, model),
  CONSTRAINT embedding_progress_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
) WITH (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- What a model has not read yet: at most a row for each message and memory, ids only. The smallest
-- priority first, within it the newest. position: the change that asked for it; what changed again
-- meanwhile stays.
CREATE TABLE embedding_work (
  space_id     uuid        NOT NULL,
  subject_id   uuid        NOT NULL,
  model        text        NOT NULL,
  is_memory    boolean     NOT NULL,
  priority     smallint    NOT NULL,
  said_at      timestamptz NOT NULL,
  size         integer     NOT NULL,
  position     bigint      NOT NULL,
  run_at       timestamptz NOT NULL DEFAULT now(),
  attempts     integer     NOT NULL DEFAULT 0,
  leased_until timestamptz,
  dead         boolean     NOT NULL DEFAULT false,
  last_error   text,
  CONSTRAINT embedding_work_pkey PRIMARY KEY (space_id, subject_id, model),
  CONSTRAINT embedding_work_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
CREATE INDEX embedding_work_next ON embedding_work
  (space_id, model, priority, said_at DESC, subject_id) WHERE NOT dead;

-- What is hidden is not counted as waiting; there is little of it at any time.
CREATE INDEX conversation_hidden ON conversation (space_id, id) WHERE hidden_at IS NOT NULL;
CREATE INDEX memory_hidden ON memory (space_id, id) WHERE hidden_at IS NOT NULL;

-- That vectors are there is a change of its own: the text is the same, and so are its neighbours.
-- Rows of before need no look: they were held to less.
ALTER TABLE change DROP CONSTRAINT change_subject_check;
ALTER TABLE change ADD CONSTRAINT change_subject_check
  CHECK (subject IN ('MESSAGE', 'MEMORY', 'CONVERSATION', 'VECTORS')) NOT VALID;

DO $$
DECLARE
  t text;
  c text;
BEGIN
  FOREACH t IN ARRAY ARRAY['message_vector', 'memory_vector'] LOOP
    FOREACH c IN ARRAY ARRAY['passage_hash', 'pooled', 'pieces', 'tokens'] LOOP
      EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STATISTICS 0', t, c);
      EXECUTE format('ALTER TABLE %I ALTER COLUMN %I SET STORAGE EXTERNAL', t, c);
    END LOOP;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_space ON %I USING (space_id = (SELECT current_space()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['embedding_progress', 'embedding_work'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_space_or_worker ON %I'
      ' USING (space_id = (SELECT current_space()) OR (SELECT is_worker()))', t);
  END LOOP;
END $$;
