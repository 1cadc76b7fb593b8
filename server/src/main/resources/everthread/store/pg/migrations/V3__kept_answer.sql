-- The first answer to a request that named an Idempotency-Key, kept for a day so that the request
-- sent again has the same answer and no second effect. Without a status the request is being served.
-- The answer is sealed under the caller's own key, which is kept nowhere: the row alone tells nothing.
CREATE TABLE kept_answer (
  space_id     uuid        NOT NULL,
  key_hash     bytea       NOT NULL,
  request_hash bytea       NOT NULL,
  status       integer,
  answer       bytea,
  created_at   timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT kept_answer_pkey PRIMARY KEY (space_id, key_hash),
  CONSTRAINT kept_answer_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);
CREATE INDEX kept_answer_by_age ON kept_answer (space_id, created_at);

ALTER TABLE kept_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY own_space ON kept_answer USING (space_id = (SELECT current_space()));
