import { describe, expect, it } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

describe('a bounded map', () => {
  it('gives up what was set longest ago, and no more than needed', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...map]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });

  it('also gives up a key that is no word', () => {
    const map = new BoundedMap<string | undefined, number>(1);
    map.set(undefined, 1).set('a', 2);
    expect([...map.keys()]).toEqual(['a']);
  });
});
