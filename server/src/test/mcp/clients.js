import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as SdkClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as SdkTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const name = { name: 'everthread-tests', version: '1.0.0' };

/** The official clients, each in every way of settling on a protocol version. */
export const clients = [
  {
    title: '@modelcontextprotocol/sdk',
    revision: '2025-11-25',
    connect: (url, key) => connect(new SdkClient(name), new SdkTransport(url, withKey(key))),
  },
  {
    title: '@modelcontextprotocol/client, legacy',
    revision: '2025-11-25',
    connect: (url, key) =>
      connect(new Client(name), new StreamableHTTPClientTransport(url, withKey(key))),
  },
  {
    title: '@modelcontextprotocol/client, auto',
    revision: '2026-07-28',
    connect: (url, key) =>
      connect(
        new Client(name, { versionNegotiation: { mode: 'auto' } }),
        new StreamableHTTPClientTransport(url, withKey(key)),
      ),
  },
];

function withKey(key) {
  return { requestInit: { headers: { Authorization: `Bearer ${key}` } } };
}

async function connect(client, transport) {
  await client.connect(transport);
  return client;
}
