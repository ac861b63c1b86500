import { describe, expect, it } from 'vitest';
import { entryText, type LedgerEntry, parseEntry } from './entry.ts';

const entry: LedgerEntry = {
  kind: 'check-result',
  subject: 'check/1',
  digests: { result: `sha256:${'ab'.repeat(32)}` },
};
const time = new Date('2026-11-23T02:12:05Z');

describe('an entry', () => {
  it('is canonical JSON and is read back', () => {
    const text = entryText(entry, time);
    expect(text).toBe(
      `{"digests":{"result":"sha256:${'ab'.repeat(32)}"},"kind":"check-result","subject":"check/1","time":"2026-11-23T02:12:05.000Z","v":1}`,
    );
    expect(parseEntry(text)).toEqual({ v: 1, time: '2026-11-23T02:12:05.000Z', ...entry });
    expect(parseEntry('{}')).toBeUndefined();
    expect(parseEntry('nothing')).toBeUndefined();
  });

  it.each<[string, Partial<LedgerEntry>]>([
    ['a name for a subject', { subject: 'Li Si' }],
    ['a digest that is none', { digests: { result: 'sha256:ab' } }],
    ['a long text', { facts: { order: 'x'.repeat(201) } }],
    [
      'many facts',
      { facts: Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, 'x'])) },
    ],
  ])('is refused with %s', (_, wrong) => {
    expect(() => entryText({ ...entry, ...wrong }, time)).toThrow();
  });
});
