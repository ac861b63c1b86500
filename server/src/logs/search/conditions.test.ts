import { expect, it } from 'vitest';
import { conditionOf } from './conditions.ts';
import { NOTHING_KNOWN } from './known-columns.ts';

const characters = new Map([
  ['method', 'egopst'],
  ['path', '%/0123456789abcdefghijklmnopqrstuvwxyz'],
  ['agent', '/aU'],
]);
const looks = (word: string) =>
  (conditionOf({ words: [word] }, 'access', { ...NOTHING_KNOWN, characters })?.anyOf ?? []).map(
    (test) => /"(\w+)"/.exec(test)?.[1],
  );

it('looks for a word in no column whose texts have not its characters', () => {
  expect(looks('phpmyadmin')).not.toContain('method');
  expect(looks('phpmyadmin')).toEqual(expect.arrayContaining(['path', 'agent', 'referer']));
  expect(looks('POST')).toContain('method');
  // As it stands in an address of the Web.
  expect(looks('公')).not.toContain('method');
  expect(looks('公')).toEqual(expect.arrayContaining(['path', 'agent']));
});

it('binds nothing that is not asked', () => {
  const known = { ...NOTHING_KNOWN, characters };
  for (const word of ['phpmyadmin', '公', 'POST']) {
    const { anyOf = [], values = [] } = conditionOf({ words: [word] }, 'access', known) ?? {};
    const used = new Set(anyOf.join(' ').match(/\$\d+/g));
    expect(used.size).toBe(values.length);
  }
});
