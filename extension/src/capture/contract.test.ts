// @vitest-environment happy-dom
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { SITE_LIST } from '../sites/site-list';
import { SITES } from '../sites/sites';
import { fileOf, fixtureCases, make, pageOf } from '../testing/site-fixtures';

const cases = fixtureCases();

describe('every fixture becomes what is written beside it', () => {
  test.each(cases.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    const expected = join(fixture.folder, 'capture.expected.json');
    expect(existsSync(expected), `write ${fixture.name}/capture.expected.json by hand and review it`).toBe(true);

    const made = make(fixture);

    const bare = 'captures' in made ? { captures: made.captures.map(({ body: _body, ...rest }) => rest) } : made;
    expect(bare).toEqual(JSON.parse(fileOf(fixture, 'capture.expected') ?? ''));
    const body = fileOf(fixture, 'body.expected') ?? fileOf(fixture, 'body');
    if ('captures' in made && body !== null) expect(made.captures.map((capture) => capture.body)).toEqual([body]);
  });

  test.each(cases.flatMap((fixture) => (fileOf(fixture, 'page') === null ? [] : [[fixture.name, fixture] as const])))(
    'looking at %s leaves the page as it was',
    (_, fixture) => {
      const page = pageOf(fileOf(fixture, 'page') ?? '');
      const before = page.documentElement.outerHTML;

      fixture.site.turns(page);
      fixture.site.isGenerating(page);

      expect(page.documentElement.outerHTML).toBe(before);
    },
  );
});

test('the sites that are listed, the sites that are read and their patterns agree', () => {
  expect(SITE_LIST.map(({ id, matches }) => ({ id, matches }))).toEqual(
    Object.values(SITES).map(({ id, matches }) => ({ id, matches })),
  );
});
