-- AI clients that a person lets in by consent (OAuth 2.1) in place of a pasted key.

-- Clients that registered themselves (no person), or were entered by one on the settings page.
-- id_hash is of the id, by which it is looked up. Those that describe themselves at a web address
-- are not kept: their id is that address.
CREATE TABLE oauth_client (
  id_hash       bytea       NOT NULL,
  id            text        NOT NULL,
  person_id     uuid,
  name          text        NOT NULL,
  redirect_uris text[]      NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now(),
  used_at       timestamptz,
  CONSTRAINT oauth_client_pkey PRIMARY KEY (id_hash),
  CONSTRAINT oauth_client_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE INDEX oauth_client_by_person ON oauth_client (person_id);

-- What a person allowed a client. Deleting it ends every code and token that came of it. It begins
-- with its first tokens and lasts on while they are renewed.
CREATE TABLE oauth_grant (
  id               uuid        NOT NULL,
  person_id        uuid        NOT NULL,
  granted_space_id uuid        NOT NULL,
  client_id        text        NOT NULL,
  client_name      text        NOT NULL,
  redirect_host    text        NOT NULL,
  scopes           text[]      NOT NULL,
  resource         text        NOT NULL,
  granted_at       timestamptz NOT NULL DEFAULT now(),
  begun_at         timestamptz,
  renewed_at       timestamptz,
  expires_at       timestamptz NOT NULL,
  CONSTRAINT oauth_grant_pkey PRIMARY KEY (id),
  CONSTRAINT oauth_grant_person FOREIGN KEY (person_id) REFERENCES person (id) ON DELETE CASCADE,
  CONSTRAINT oauth_grant_space FOREIGN KEY (granted_space_id) REFERENCES space (space_id) ON DELETE CASCADE
);
CREATE INDEX oauth_grant_by_person ON oauth_grant (person_id, id);

-- Authorization codes, good once. A used one stays as long as its grant may be traced by it: used
-- again, it ends the grant.
CREATE TABLE oauth_code (
  code_hash    bytea       NOT NULL,
  grant_id     uuid        NOT NULL,
  person_id    uuid        NOT NULL,
  redirect_uri text        NOT NULL,
  challenge    text        NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  CONSTRAINT oauth_code_pkey PRIMARY KEY (code_hash),
  CONSTRAINT oauth_code_grant FOREIGN KEY (grant_id) REFERENCES oauth_grant (id) ON DELETE CASCADE
);
CREATE INDEX oauth_code_by_grant ON oauth_code (grant_id);

-- Refresh tokens, each good once; a used one that comes again ends the grant.
CREATE TABLE oauth_refresh_token (
  token_hash bytea       NOT NULL,
  grant_id   uuid        NOT NULL,
  person_id  uuid        NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  CONSTRAINT oauth_refresh_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT oauth_refresh_token_grant FOREIGN KEY (grant_id) REFERENCES oauth_grant (id) ON DELETE CASCADE
);
CREATE INDEX oauth_refresh_token_by_grant ON oauth_refresh_token (grant_id);

-- An access token is a key that ends soon and is good for one resource alone: so it is looked up as
-- every key is, and costs no more.
ALTER TABLE access_key ADD COLUMN grant_id uuid;
ALTER TABLE access_key ADD COLUMN audience text;
ALTER TABLE access_key ADD CONSTRAINT access_key_grant
  FOREIGN KEY (grant_id) REFERENCES oauth_grant (id) ON DELETE CASCADE;
CREATE INDEX access_key_by_grant ON access_key (grant_id) WHERE grant_id IS NOT NULL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['oauth_client', 'oauth_grant', 'oauth_code', 'oauth_refresh_token'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

CREATE POLICY own_client ON oauth_client
  USING (person_id = (SELECT current_person()) OR id_hash = (SELECT current_credential()));
CREATE POLICY own_grant ON oauth_grant USING (person_id = (SELECT current_person()));
CREATE POLICY own_code ON oauth_code
  USING (person_id = (SELECT current_person()) OR code_hash = (SELECT current_credential()));
CREATE POLICY own_token ON oauth_refresh_token
  USING (person_id = (SELECT current_person()) OR token_hash = (SELECT current_credential()));

-- What housekeeping counts and removes.
CREATE POLICY registered_counted ON oauth_client FOR SELECT
  USING ((SELECT is_worker()) AND person_id IS NULL);
CREATE POLICY registered_removed ON oauth_client FOR DELETE
  USING ((SELECT is_worker()) AND person_id IS NULL);
CREATE POLICY stale_seen ON oauth_grant FOR SELECT
  USING ((SELECT is_worker()) AND expires_at < now());
CREATE POLICY stale_removed ON oauth_grant FOR DELETE
  USING ((SELECT is_worker()) AND expires_at < now());
