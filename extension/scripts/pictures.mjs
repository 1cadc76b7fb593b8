// Makes the README's pictures: fills a running, empty Everthread with invented conversations and photographs its pages.
//   node scripts/pictures.mjs ADDRESS KEY SIGN-IN-LINK FOLDER
import { join } from 'node:path';

import { chromium } from 'playwright-core';

const [address, key, signIn, folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('node scripts/pictures.mjs ADDRESS KEY SIGN-IN-LINK FOLDER');

async function rest(method, path, body) {
  const answer = await globalThis.fetch(address + path, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const restore = [
  [
    'user',
    'The restore of the postgres volume dies at 94 % with `could not read block 1187`. I use restic every night and keep 30 days. How would I ever have noticed?',
  ],
  [
    'assistant',
    'Block 1187 is where the disk gave up, not where restic did. A backup that was never restored is a hope. Once a month:\n\n```bash\n# restore the newest snapshot into a scratch container and count\nrestic restore latest --target /srv/drill\ndocker run -d --name drill -v /srv/drill:/var/lib/postgresql postgres\ndocker exec drill psql -Atc "select count(*) from letters"\n```\n\n- Turn on data checksums.\n- Write the counts down, by hand.',
  ],
  ['user', 'How much space do 30 days take if the base is 40 GB and about 3 % of it changes a day?'],
  [
    'assistant',
    'Restic stores a block once, so the first snapshot costs the whole base and each later one only what changed:\n\n$$S = B \\cdot (1 + r \\cdot (d - 1)) = 40 \\cdot (1 + 0.03 \\cdot 29) \\approx 75$$\n\n| Keep | Space | Restore |\n|---|---:|---:|\n| 7 daily | 47 GB | 22 min |\n| 30 daily | 75 GB | 24 min |\n| 30 daily, 12 monthly | 112 GB | 26 min |',
  ],
  [
    'user',
    'ok. I prefer metric units and the conclusion first. Put the restore drill on the first Sunday of the month.',
  ],
  [
    'assistant',
    'Done: the next drill is on 5 April. If a count went down, do not write over the old number; that is the one clue you would have.',
  ],
];
const conversations = [
  ['claude', 'restore', 'Why the last restore stopped at 94 %', '2026-03-03T20:58:00Z', restore],
  [
    'chatgpt',
    'retention',
    'Restic to a storage box: retention and pruning',
    '2026-03-02T18:10:00Z',
    [
      [
        'user',
        'I work as a translator from home and my machine is off at night. When should the backup of Postgres run?',
      ],
      [
        'assistant',
        'Let it run when you close the lid at lunch: restic needs about four minutes for your Postgres volume, and a restore works from any snapshot.',
      ],
    ],
  ],
  [
    'gemini',
    'compare',
    'Could you compare pg_dump, pg_basebackup and file-system snapshots?',
    '2026-02-11T09:30:00Z',
    [
      [
        'user',
        'Could you compare pg_dump, pg_basebackup and file-system snapshots for a 40 GB Postgres database on a home server?',
      ],
      [
        'assistant',
        'For a single machine the order is: (1) pg_dump while the data fit in an evening, (2) a physical backup once a restore by dump takes longer than you can wait, (3) snapshots beside either, never alone.',
      ],
    ],
  ],
  [
    'claude',
    'cooking',
    'Fish for four on Saturday',
    '2026-01-24T16:05:00Z',
    [
      ['user', "I'm allergic to shellfish. What can I cook for four on Saturday?"],
      [
        'assistant',
        'Sea bream, baked whole on fennel and orange: half an hour at 200 °C, and nothing in it that harms you.',
      ],
    ],
  ],
];

for (const [site, source_id, title, begun, turns] of conversations) {
  const messages = turns.map(([role, text], at) => ({
    source_id: `${source_id}-${at}`,
    role,
    text,
    created_at: new Date(Date.parse(begun) + at * 140_000).toISOString(),
  }));
  await rest('POST', '/v1/conversations', {
    site,
    source_id,
    title,
    messages,
    url: `https://example.org/${source_id}`,
  });
}
await rest('POST', '/v1/memory', {
  content: 'Backs up Postgres every night with restic and keeps 30 days.',
  tags: ['homelab', 'backup'],
});
while (Object.values((await rest('GET', '/v1/stats')).pending).some((count) => count > 0)) {
  await new Promise((resolve) => globalThis.setTimeout(resolve, 200));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/lib/chromium/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--lang=en',
  ],
});
const context = await browser.newContext({
  viewport: { width: 1280, height: 860 },
  locale: 'en-GB',
  deviceScaleFactor: 1,
});
const page = await context.newPage();
await page.goto(signIn);
const shoot = async (name, path) => {
  await page.goto(address + path);
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `${name}.png`) });
};
await shoot('search', '/?q=restore+postgres');
const [found] = (await rest('GET', '/v1/conversations?limit=100')).data.filter(
  ({ source_id }) => source_id === 'restore',
);
await shoot('conversation', `/conversations/${found.id}`);
await shoot('memories', '/memories');
await shoot('connect', '/connect');
await shoot('status', '/status');
await page.emulateMedia({ colorScheme: 'dark' });
await shoot('search-dark', '/?q=restore+postgres');
await browser.close();
