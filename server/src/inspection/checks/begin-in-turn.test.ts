import { expect, it } from 'vitest';
import { HOUR_MS } from '../../kernel/durations.ts';
import { beginInTurn } from './begin-in-turn.ts';

const NEVER = HOUR_MS;

/** Looks that begin when they may and go on until they are told: `answer` and `end` are those of the looks that have begun. */
function looks(options: Parameters<typeof beginInTurn>[0], count: number) {
  const begin = beginInTurn(options);
  const begun: { answer(): void; end: PromiseWithResolvers<number> }[] = [];
  const all = Array.from({ length: count }, (_, index) =>
    begin((answer) => {
      const end = Promise.withResolvers<number>();
      begun[index] = { answer, end };
      return end.promise;
    }),
  );
  return { begun, all };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('the next look begins when a site has answered, though the look at it goes on', async () => {
  const { begun, all } = looks({ atTheDoor: 2, keptWaitingMs: NEVER }, 4);
  await settled();
  expect(begun).toHaveLength(2);
  begun[1]?.answer();
  await settled();
  expect(begun).toHaveLength(3);
  begun[2]?.end.resolve(2);
  await settled();
  expect(begun).toHaveLength(4);
  for (const [index, { end }] of begun.entries()) end.resolve(index);
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3]);
});

it('sites that keep us waiting keep nobody else waiting', async () => {
  const { begun, all } = looks({ atTheDoor: 2, keptWaitingMs: 1 }, 9);
  await expect.poll(() => begun.length).toBe(9);
  for (const { end } of begun) end.resolve(0);
  await Promise.all(all);
});

it('a look that fails is thrown, and the next one begins', async () => {
  const { begun, all } = looks({ atTheDoor: 1, keptWaitingMs: NEVER }, 2);
  await settled();
  begun[0]?.end.reject(new Error('planned'));
  await expect(all[0]).rejects.toThrow('planned');
  await settled();
  begun[1]?.end.resolve(1);
  expect(await all[1]).toBe(1);
});
