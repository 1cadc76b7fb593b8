-- The schema's rules: space_id leads every key of what belongs to a space, so that it could be
-- distributed by it; forced row-level security is the second lock behind the WHERE of every
-- statement. With no setting made, a policy's current_setting() is null and no row is seen.
--
-- Settings, each local to a transaction:
--   everthread.space       the space that the statement works in
--   everthread.person      the person that asks (spaces, keys)
--   everthread.credential  SHA-256 of a key, cookie or code, hexadecimal (looking one up)
--   everthread.worker      'on' in the server's own loops, which hold ids but no content

CREATE FUNCTION current_space() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('everthread.space', true), '')::uuid $$;
CREATE FUNCTION current_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('everthread.person', true), '')::uuid $$;
CREATE FUNCTION current_credential() RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT decode(nullif(current_setting('everthread.credential', true), ''), 'hex') $$;
CREATE FUNCTION is_worker() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('everthread.worker', true), '') = 'on' $$;

-- Who uses this server. The first row is the owner.
CREATE TABLE person (
  id         uuid        NOT NULL,
  name       text        NOT NULL,
  owner      boolean     NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT person_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX person_one_owner ON person (owner) WHERE owner;

-- A place of its own for conversations and memories. feed_position numbers its change feed: the
-- row is locked while a writing transaction takes its numbers, so they become visible in order.
CREATE TABLE space (
  space_id      uuid        NOT NULL,
  name          text        NOT NULL,
  feed_position bigint      NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT space_pkey PRIMARY KEY (space_id)
);

-- Which person may use which space. The one marked home is the person's own.
CREATE TABLE space_member (
  space_id  uuid    NOT NULL,
  person_id uuid    NOT NULL,
  home      boolean NOT NULL DEFAULT false,
  CONSTRAINT space_member_pkey PRIMARY KEY (space_id, person_id),
  CONSTRAINT space_member_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE,
  CONSTRAINT space_member_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX space_member_by_person ON space_member (person_id);

-- Keys, as SHA-256 only. Revoked ones stay a while so that the list can say so.
CREATE TABLE access_key (
  id                uuid        NOT NULL,
  person_id         uuid        NOT NULL,
  home_space_id     uuid        NOT NULL,
  secret_hash       bytea       NOT NULL,
  hint              text        NOT NULL,
  name              text        NOT NULL,
  scopes            text[]      NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  expires_at        timestamptz,
  revoked_at        timestamptz,
  last_used_at      timestamptz,
  browser_name      text,
  extension_version text,
  CONSTRAINT access_key_pkey PRIMARY KEY (id),
  CONSTRAINT access_key_secret UNIQUE (secret_hash),
  CONSTRAINT access_key_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT access_key_home FOREIGN KEY (home_space_id) REFERENCES space (space_id) ON DELETE CASCADE
);
CREATE INDEX access_key_by_person ON access_key (person_id, id);

-- Spaces that a key may use beside its home. A key with scope admin may use all of its person's.
CREATE TABLE key_space (
  space_id uuid NOT NULL,
  key_id   uuid NOT NULL,
  CONSTRAINT key_space_pkey PRIMARY KEY (space_id, key_id),
  CONSTRAINT key_space_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE,
  CONSTRAINT key_space_key FOREIGN KEY (key_id) REFERENCES access_key (id) ON DELETE CASCADE
);
CREATE INDEX key_space_by_key ON key_space (key_id);

-- Sessions of the pages: the cookie's hash only.
CREATE TABLE web_session (
  cookie_hash bytea       NOT NULL,
  id          uuid        NOT NULL,
  person_id   uuid        NOT NULL,
  csrf        text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  expires_at  timestamptz NOT NULL,
  CONSTRAINT web_session_pkey PRIMARY KEY (cookie_hash),
  CONSTRAINT web_session_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);

-- Codes good once: sign-in links and pairing codes.
CREATE TABLE one_time_code (
  code_hash  bytea       NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('sign_in', 'pairing')),
  person_id  uuid        NOT NULL,
  space_id   uuid,
  expires_at timestamptz NOT NULL,
  CONSTRAINT one_time_code_pkey PRIMARY KEY (code_hash),
  CONSTRAINT one_time_code_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);

-- What changed, in commit order; the search index follows it. Says that, not how.
CREATE TABLE change (
  space_id        uuid        NOT NULL,
  position        bigint      NOT NULL,
  subject         text        NOT NULL CHECK (subject IN ('MESSAGE', 'MEMORY', 'CONVERSATION')),
  subject_id      uuid        NOT NULL,
  conversation_id uuid,
  changed_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT change_pkey PRIMARY KEY (space_id, position),
  CONSTRAINT change_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);

-- A conversation at a site. The active leaf is the last message of the branch that is shown.
CREATE TABLE conversation (
  space_id              uuid        NOT NULL,
  id                    uuid        NOT NULL,
  site                  text        NOT NULL,
  source_id             text        NOT NULL,
  title                 text,
  project               text,
  url                   text,
  model                 text,
  created_at            timestamptz NOT NULL,
  updated_at            timestamptz NOT NULL,
  active_leaf_source_id text,
  active_leaf_seen_at   timestamptz,
  told_at               timestamptz NOT NULL,
  message_count         integer     NOT NULL DEFAULT 0,
  hidden_at             timestamptz,
  CONSTRAINT conversation_pkey PRIMARY KEY (space_id, id),
  CONSTRAINT conversation_source UNIQUE (space_id, site, source_id),
  CONSTRAINT conversation_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);
CREATE INDEX conversation_by_update ON conversation (space_id, updated_at DESC, id DESC);

-- One utterance. Parents are named by source id, since a child may be captured before its parent.
-- source: how it became known (0 DOM, 1 snapshot, 2 stream, 3 API); a better one replaces a worse.
CREATE TABLE message (
  space_id         uuid        NOT NULL,
  id               uuid        NOT NULL,
  conversation_id  uuid        NOT NULL,
  source_id        text        NOT NULL,
  parent_source_id text,
  role             text        NOT NULL,
  author           text,
  text             text        NOT NULL,
  reasoning        text,
  model            text,
  said_at          timestamptz,
  first_seen_at    timestamptz NOT NULL,
  seen_at          timestamptz NOT NULL,
  ordinal          integer     NOT NULL,
  source           smallint    NOT NULL,
  complete         boolean     NOT NULL,
  attachments      jsonb       NOT NULL DEFAULT '[]',
  CONSTRAINT message_pkey PRIMARY KEY (space_id, id),
  CONSTRAINT message_source UNIQUE (space_id, conversation_id, source_id),
  CONSTRAINT message_conversation FOREIGN KEY (space_id, conversation_id)
    REFERENCES conversation (space_id, id) ON DELETE CASCADE
);
CREATE INDEX message_by_parent ON message (space_id, conversation_id, parent_source_id);

-- Raw captures as they came, so that a better reader can read them again.
-- state: waiting, read, nothing (told nothing to keep), drift (could not be read).
CREATE TABLE capture (
  space_id               uuid        NOT NULL,
  id                     uuid        NOT NULL,
  site                   text        NOT NULL,
  kind                   text        NOT NULL,
  url                    text        NOT NULL,
  page_url               text        NOT NULL,
  conversation_source_id text,
  captured_at            timestamptz NOT NULL,
  received_at            timestamptz NOT NULL DEFAULT now(),
  request                bytea,
  body                   bytea       NOT NULL,
  body_type              text        NOT NULL,
  complete               boolean     NOT NULL,
  extension_version      text        NOT NULL,
  adapter_version        text        NOT NULL,
  state                  text        NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'read', 'nothing', 'drift')),
  drift                  text,
  conversation_id        uuid,
  CONSTRAINT capture_pkey PRIMARY KEY (space_id, id),
  CONSTRAINT capture_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);
CREATE INDEX capture_by_conversation ON capture (space_id, conversation_id);
CREATE INDEX capture_by_source ON capture (space_id, site, conversation_source_id);
CREATE INDEX capture_drifting ON capture (space_id, site) WHERE state = 'drift';

-- Conversations that were deleted, so that they are not captured again: a hash, no content.
CREATE TABLE conversation_tombstone (
  space_id    uuid        NOT NULL,
  source_hash bytea       NOT NULL,
  deleted_at  timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT conversation_tombstone_pkey PRIMARY KEY (space_id, source_hash),
  CONSTRAINT conversation_tombstone_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);

-- Facts. statement_hash is of the normalized content: an extracted fact is kept once.
CREATE TABLE memory (
  space_id          uuid        NOT NULL,
  id                uuid        NOT NULL,
  content           text        NOT NULL,
  title             text,
  tags              text[]      NOT NULL DEFAULT '{}',
  metadata          jsonb       NOT NULL DEFAULT '{}',
  site              text        NOT NULL,
  conversation_id   uuid,
  message_id        uuid,
  message_source_id text,
  role              text,
  author            text,
  quote             text,
  extractor         text,
  confidence        double precision,
  statement_hash    bytea       NOT NULL,
  state             text        NOT NULL CHECK (state IN ('CURRENT', 'IN_REVIEW', 'SUPERSEDED')),
  valid_since       timestamptz,
  valid_until       timestamptz,
  superseded_by     uuid,
  version           integer     NOT NULL DEFAULT 1,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  hidden_at         timestamptz,
  CONSTRAINT memory_pkey PRIMARY KEY (space_id, id),
  CONSTRAINT memory_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE,
  CONSTRAINT memory_conversation FOREIGN KEY (space_id, conversation_id)
    REFERENCES conversation (space_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX memory_extracted_once ON memory (space_id, statement_hash) WHERE extractor IS NOT NULL;
CREATE INDEX memory_by_conversation ON memory (space_id, conversation_id);
CREATE INDEX memory_by_tag ON memory USING gin (tags);

-- Earlier wordings of a memory, newest version last.
CREATE TABLE memory_version (
  space_id   uuid        NOT NULL,
  memory_id  uuid        NOT NULL,
  version    integer     NOT NULL,
  content    text        NOT NULL,
  title      text,
  tags       text[]      NOT NULL,
  metadata   jsonb       NOT NULL,
  state      text        NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT memory_version_pkey PRIMARY KEY (space_id, memory_id, version),
  CONSTRAINT memory_version_memory FOREIGN KEY (space_id, memory_id)
    REFERENCES memory (space_id, id) ON DELETE CASCADE
);

-- Extracted facts that were deleted, so that the same message does not bring them back.
CREATE TABLE memory_tombstone (
  space_id   uuid        NOT NULL,
  fact_hash  bytea       NOT NULL,
  deleted_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT memory_tombstone_pkey PRIMARY KEY (space_id, fact_hash),
  CONSTRAINT memory_tombstone_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);

-- Work to be done after a commit: written in the same transaction, taken under a lease, repeated
-- with growing pauses, set aside as dead after too many tries. Ids only.
CREATE TABLE job (
  space_id    uuid        NOT NULL,
  id          uuid        NOT NULL,
  kind        text        NOT NULL
    CHECK (kind IN ('READ', 'EXTRACT', 'ERASE_CONVERSATION', 'ERASE_MEMORY')),
  subject_id  uuid        NOT NULL,
  message_ids uuid[]      NOT NULL DEFAULT '{}',
  run_at      timestamptz NOT NULL DEFAULT now(),
  attempts    integer     NOT NULL DEFAULT 0,
  leased_until timestamptz,
  dead        boolean     NOT NULL DEFAULT false,
  last_error  text,
  CONSTRAINT job_pkey PRIMARY KEY (space_id, id),
  CONSTRAINT job_space FOREIGN KEY (space_id) REFERENCES space (space_id) ON DELETE CASCADE
);
CREATE INDEX job_due ON job (run_at) WHERE NOT dead;
CREATE INDEX job_by_subject ON job (space_id, subject_id);

-- Row-level security, forced, so that it binds the tables' owner too.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['change', 'conversation', 'message', 'capture', 'conversation_tombstone',
                           'memory', 'memory_version', 'memory_tombstone'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_space ON %I USING (space_id = (SELECT current_space()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['person', 'space', 'space_member', 'access_key', 'key_space',
                           'web_session', 'one_time_code', 'job'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

CREATE POLICY own_space_or_worker ON job
  USING (space_id = (SELECT current_space()) OR (SELECT is_worker()));
CREATE POLICY own_space_or_worker ON space
  USING (space_id = (SELECT current_space()) OR (SELECT is_worker())
    OR EXISTS (SELECT FROM space_member m
               WHERE m.space_id = space.space_id AND m.person_id = (SELECT current_person())))
  WITH CHECK (space_id = (SELECT current_space()) OR (SELECT is_worker()));
CREATE POLICY own_membership ON space_member
  USING (person_id = (SELECT current_person()) OR (SELECT is_worker()));
CREATE POLICY own_person ON person
  USING (id = (SELECT current_person()) OR (SELECT is_worker()));
CREATE POLICY own_key ON access_key
  USING (person_id = (SELECT current_person()) OR secret_hash = (SELECT current_credential()));
CREATE POLICY own_key_space ON key_space
  USING (EXISTS (SELECT FROM access_key k WHERE k.id = key_space.key_id));
CREATE POLICY own_session ON web_session
  USING (person_id = (SELECT current_person()) OR cookie_hash = (SELECT current_credential()));
CREATE POLICY own_code ON one_time_code
  USING (person_id = (SELECT current_person()) OR code_hash = (SELECT current_credential()));
