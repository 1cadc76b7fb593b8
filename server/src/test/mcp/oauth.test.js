// The whole way in, by the official client: discovery, who it is, consent, tokens, a call, a refresh, the end.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startHouse } from './oauth-house.js';
import { Person } from './person.js';

const redirectUrl = 'http://127.0.0.1:45678/callback';

let house;
let person;

before(async () => {
  house = await startHouse();
  person = await Person.signedIn(house.signIn);
});

after(() => house.stop());

/** What a client keeps between its visits. */
function memoryOf({ documentUrl, entered }) {
  const kept = { information: entered };
  return {
    kept,
    redirectUrl,
    clientMetadataUrl: documentUrl,
    clientMetadata: {
      client_name: 'Official client',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
    state: () => 'state-of-the-client',
    clientInformation: () => kept.information,
    saveClientInformation: (information) => void (kept.information = information),
    tokens: () => kept.tokens,
    saveTokens: (tokens) => void (kept.tokens = tokens),
    redirectToAuthorization: (url) => void (kept.asked = url),
    saveCodeVerifier: (verifier) => void (kept.verifier = verifier),
    codeVerifier: () => kept.verifier,
    invalidateCredentials: (what) => {
      if (what === 'tokens' || what === 'all') delete kept.tokens;
    },
  };
}

const ways = [
  ['by its metadata document', async () => ({ documentUrl: house.document })],
  ['by registering itself', async () => ({})],
  [
    'as a client that was entered by hand',
    async () => ({ entered: { client_id: await person.enter(house.address, 'By hand', redirectUrl) } }),
  ],
];

for (const [way, identity] of ways) {
  describe(`@modelcontextprotocol/sdk ${way}`, () => {
    let memory;

    async function connected() {
      const client = new Client({ name: 'official', version: '1' });
      const url = new URL('/mcp', house.address);
      await client.connect(new StreamableHTTPClientTransport(url, { authProvider: memory }));
      return client;
    }

    before(async () => {
      memory = memoryOf(await identity());
    });

    test('is let in once the person has allowed it', async () => {
      const url = new URL('/mcp', house.address);
      const transport = new StreamableHTTPClientTransport(url, { authProvider: memory });
      await assert.rejects(
        new Client({ name: 'official', version: '1' }).connect(transport),
        UnauthorizedError,
      );
      const back = await person.allow(memory.kept.asked);
      assert.equal(back.origin + back.pathname, redirectUrl);
      assert.equal(back.searchParams.get('state'), 'state-of-the-client');
      assert.equal(back.searchParams.get('iss'), house.address);

      await transport.finishAuth(back.searchParams.get('code'));

      const client = await connected();
      const { tools } = await client.listTools();
      assert.ok(tools.some((tool) => tool.name === 'search_memory'));
      const added = await client.callTool({
        name: 'add_memory',
        arguments: { content: 'User collects lighthouse stamps' },
      });
      assert.ok(!added.isError);
      await client.close();
    });

    test('renews its tokens by itself when they end', async () => {
      const old = memory.kept.tokens;
      memory.kept.tokens = { ...old, access_token: 'et_access_ended_ended_ended_ended_ended_ended' };

      const client = await connected();
      await client.listTools();

      assert.notEqual(memory.kept.tokens.refresh_token, old.refresh_token);
      await client.close();
    });

    test('is asked again when what it was allowed has ended', async () => {
      await fetch(new URL('/revoke', house.address), {
        method: 'POST',
        body: new URLSearchParams({
          client_id: memory.kept.information?.client_id ?? house.document,
          token: memory.kept.tokens.refresh_token,
        }),
      });

      await assert.rejects(connected(), UnauthorizedError);
    });
  });
}
