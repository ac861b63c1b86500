import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectorOn, memoryEvidence } from '../../test/inspections.ts';
import { startWorld } from '../../test/world/index.ts';

it('a check goes on with the look at the first page that began before its turn: nothing is asked for twice', async () => {
  const asked: string[] = [];
  await using world = await startWorld({
    sites: {
      'www.somecity.gov.cn': {
        pages: {
          '*': (request, response) => {
            asked.push(`${'encrypted' in request.socket ? 'https' : 'http'} ${request.url}`);
            response.end('<meta charset="utf-8"><title>某市人民政府</title>');
          },
        },
      },
    },
  });
  const data = await mkdtemp(join(tmpdir(), 'zhengdun-first-look-'));
  try {
    await using inspector = await inspectorOn(world.policy, {
      dataDirectory: data,
      evidence: memoryEvidence(),
    });
    const url = new URL('https://www.somecity.gov.cn/');
    const firstLook = inspector.knock(url);
    await firstLook.look;
    expect(asked.toSorted()).toEqual(['http /', 'https /']);
    const { result } = await inspector.inspect({
      url,
      firstLook,
      maxPages: 0,
      browser: false,
      unit: {},
      basis: { kind: 'own-site' },
      lang: 'zh',
      readings: {},
    });
    expect(result.target.siteName).toBe('某市人民政府');
    expect(result.startedAt).toBe(firstLook.since);
    expect(asked.filter((each) => each.endsWith(' /'))).toHaveLength(2);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
});
