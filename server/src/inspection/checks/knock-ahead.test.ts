import { describe, expect, it } from 'vitest';
import type { FirstLook } from '../look-at-site.ts';
import type { HttpLook } from '../probes/http/index.ts';
import { knockAhead } from './knock-ahead.ts';

/** Sites that answer when they are told to; `asked` are those somebody knocked at. */
function sites(count: number, options: Partial<Parameters<typeof knockAhead>[2]>) {
  const answers = new Map<number, PromiseWithResolvers<HttpLook>>();
  const asked: number[] = [];
  const knock = (site: number): FirstLook => {
    asked.push(site);
    const answer = Promise.withResolvers<HttpLook>();
    answers.set(site, answer);
    return { since: '2026-11-30T00:00:00.000Z', look: answer.promise };
  };
  const knocks = knockAhead(
    Array.from({ length: count }, (_, index) => index),
    knock,
    { ahead: 100, ...options },
  );
  const answer = async (site: number, bytes = 10): Promise<void> => {
    const home = { body: new Uint8Array(bytes) };
    answers.get(site)?.resolve({ home } as HttpLook);
    await settled();
  };
  return { knocks, asked, answer, answers };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('knocking at the doors of sites before their turn', () => {
  it('gives a check the look that has begun, and knocks no more at a site that was taken', async () => {
    const { knocks, asked, answer, answers } = sites(3, { atTheDoor: 1 });
    expect(asked).toEqual([0]);
    expect(knocks.take(1)).toBeUndefined();
    expect(knocks.take(0)?.look).toBe(answers.get(0)?.promise);
    await answer(0);
    await settled();
    expect(asked).toEqual([0, 2]);
    expect(knocks.take(2)?.look).toBe(answers.get(2)?.promise);
  });

  it('goes so far ahead and no further, until a turn comes', async () => {
    const { knocks, asked, answer } = sites(5, { ahead: 2 });
    await answer(0);
    await answer(1);
    expect(asked).toEqual([0, 1]);
    knocks.take(0);
    await settled();
    expect(asked).toEqual([0, 1, 2]);
  });

  it('keeps no more pages waiting than so many bytes', async () => {
    const { knocks, asked, answer } = sites(5, { atTheDoor: 1, ahead: 2, keptBytes: 1_000 });
    await answer(0, 2_000);
    await settled();
    expect(asked).toEqual([0, 1]);
    knocks.take(1);
    await answer(1);
    expect(asked).toEqual([0, 1]);
    knocks.take(0);
    await settled();
    expect(asked).toEqual([0, 1, 2]);
  });

  it('a look that fails is left to the check that takes it, and stops nobody', async () => {
    const { knocks, asked, answers } = sites(2, { atTheDoor: 1 });
    answers.get(0)?.reject(new Error('broken off'));
    await settled();
    await settled();
    expect(asked).toEqual([0, 1]);
    await expect(knocks.take(0)?.look).rejects.toThrow('broken off');
  });

  it('ends with the list', async () => {
    const { knocks, asked, answer } = sites(3, { atTheDoor: 1 });
    knocks[Symbol.dispose]();
    await answer(0);
    await settled();
    expect(asked).toEqual([0]);
  });
});
