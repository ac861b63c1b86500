import { expect, it } from 'vitest';
import { startWorld } from '../../test/world/index.ts';
import { deliver } from './deliver.ts';

it('reaches a server that is named and not numbered', async () => {
  await using world = await startWorld({ sites: { 'hook.sample.test': { pages: { '*': 'taken' } } } });
  const channel = {
    kind: 'webhook',
    config: { url: 'https://hook.sample.test/in' },
    secrets: { secret: 'a' },
  } as const;
  const parcel = { id: 'a', count: 1, text: '样例', address: '', now: new Date() };
  expect(await deliver(world.policy, channel, parcel)).toEqual({ result: 'sent' });
});
