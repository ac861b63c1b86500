import { describe, expect, it } from 'vitest';
import { openLinkMemory } from './link-memory.ts';

const URL = 'https://www.example.org/';

describe('the links of a list', () => {
  it('are asked once, and told with the time at which they were', async () => {
    const memory = openLinkMemory<string>();
    let asked = 0;
    const look = async (): Promise<string> => `alive ${++asked}`;
    expect(await memory.recall(URL, look)).toEqual({ look: 'alive 1' });
    expect(await memory.recall(URL, look)).toEqual({ look: 'alive 1', askedAt: expect.any(String) });
    expect(await memory.recall(`${URL}other`, look)).toEqual({ look: 'alive 2' });
  });

  it('are asked once also when many sites come at the same time', async () => {
    const memory = openLinkMemory<string>();
    let asked = 0;
    const answer = Promise.withResolvers<string>();
    const look = (): Promise<string> => {
      asked++;
      return answer.promise;
    };
    const all = Promise.all(Array.from({ length: 50 }, () => memory.recall(URL, look)));
    answer.resolve('alive');
    expect((await all).filter((each) => each.look === 'alive')).toHaveLength(50);
    expect(asked).toBe(1);
  });

  it('are asked again by the next site when the one that asked was stopped', async () => {
    const memory = openLinkMemory<string>();
    const stopped = Promise.withResolvers<string>();
    const first = memory.recall(URL, () => stopped.promise);
    const second = memory.recall(URL, async () => 'alive');
    stopped.reject(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    expect(await second).toEqual({ look: 'alive' });
    expect((await memory.recall(URL, async () => 'dead')).look).toBe('alive');
  });

  it('are asked again after their time', async () => {
    const memory = openLinkMemory<string>(0);
    await memory.recall(URL, async () => 'alive');
    expect(await memory.recall(URL, async () => 'dead')).toEqual({ look: 'dead' });
  });
});
