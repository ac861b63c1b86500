import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../kernel/durations.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { readBlocks } from './frame.ts';
import { openSpool } from './spool.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-spool-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
const fresh = () => {
  folders += 1;
  return join(root, String(folders));
};
const LIMITS = { events: 1_000, bytes: 1 << 30, ms: 60_000_000 };
const NOON = Date.parse('2026-11-28T12:00:00+08:00');
const event = (text: string, source = 'web', receivedAt = NOON) => ({
  raw: Buffer.from(text),
  receivedAt,
  source,
  kind: undefined,
});
const open = (folder: string, next = 1) => openSpool({ folder, next, limits: LIMITS });

async function linesOf(folder: string): Promise<string[]> {
  const lines: string[] = [];
  for (const name of readdirSync(folder)
    .filter((each) => each.endsWith('.spool'))
    .sort())
    for await (const { events } of readBlocks(join(folder, name), { end: 0 }))
      lines.push(...events.map(({ raw, source }) => `${source} ${raw}`));
  return lines;
}

describe('a spool', () => {
  it('keeps a note exactly when it keeps the events beside it, wherever the file is torn', async () => {
    const folder = fresh();
    const spool = await open(folder);
    await spool.append([event('one')], [{ name: 'file/a', text: '4' }]);
    const [name = ''] = readdirSync(folder);
    const before = statSync(join(folder, name)).size;
    await spool.append([event('two'), event('three', 'db')], [{ name: 'file/a', text: '14' }]);
    await spool.close();
    const { size } = statSync(join(folder, name));
    for (const end of [before, before + 1, before + 20, size - 1, size]) {
      const copy = fresh();
      await (await open(copy)).close();
      copyFileSync(join(folder, name), join(copy, name));
      truncateSync(join(copy, name), end);
      const again = await open(copy);
      const isWhole = end === size;
      expect(again.state.note('file/a')).toBe(isWhole ? '14' : '4');
      expect(await linesOf(copy)).toEqual(isWhole ? ['web one', 'web two', 'db three'] : ['web one']);
      expect(again.torn?.bytes).toBe(isWhole || end === before ? undefined : end - before);
      await again.close();
    }
  });

  it('remembers notes and what was sent on which day after its files are sealed and gone', async () => {
    const folder = fresh();
    const spool = await open(folder);
    await spool.append([event('one'), event('two')], [{ name: 'file/a', text: '8' }]);
    await spool.append([event('night', 'db', NOON + 12 * HOUR_MS)], [{ name: 'file/b', text: '6' }]);
    await spool.rotate();
    for (const file of spool.closed()) await spool.remove(file);
    await spool.append([event('three')], [{ name: 'file/b', text: '' }]);
    await spool.close();
    const again = await open(folder, 4);
    expect(again.state.notes('file/')).toEqual([{ name: 'file/a', text: '8' }]);
    const hours = (hour: number, lines: number) => new Array(24).fill(0).with(hour, lines);
    const night = NOON + 43_200_000;
    expect(again.state.tally()).toEqual({
      '2026-11-28': { web: { events: 3, bytes: 11, first: NOON, last: NOON, hours: hours(12, 3) } },
      '2026-11-29': { db: { events: 1, bytes: 5, first: night, last: night, hours: hours(0, 1) } },
    });
    expect(Object.keys(again.state.tally('2026-11-29'))).toEqual(['2026-11-29']);
    await again.append([event('four')]);
    await again.close();
    expect(await linesOf(folder)).toEqual(['web three', 'web four']);
    expect(readdirSync(folder).sort()[1]).toBe('000000000000005.spool');
  });

  it('counts senders beyond five thousand together: an address costs nothing to invent', async () => {
    const spool = await open(fresh());
    await spool.append(Array.from({ length: 5_003 }, (_, sender) => event('x', `s${sender}`)));
    await spool.append([event('x', 's7'), event('x', 's5002')]);
    const sources = spool.state.tally()['2026-11-28'] ?? {};
    expect(Object.keys(sources)).toHaveLength(5_001);
    expect([sources['*']?.events, sources.s7?.events]).toEqual([4, 2]);
    await spool.close();
  });

  it('remembers what stood in a file that a dead program left, after that is sealed and gone', async () => {
    const folder = fresh();
    const dead = await open(folder);
    await dead.append([event('one')], [{ name: 'file/a', text: '4' }]);
    await dead.close();
    const next = await open(folder);
    for (const file of next.closed()) await next.remove(file);
    await next.append([event('two')], [{ name: 'file/b', text: '9' }]);
    await next.close();
    const last = await open(folder, 3);
    expect(last.state.notes('file/').map(({ name }) => name)).toEqual(['file/a', 'file/b']);
    expect(last.state.tally()['2026-11-28']?.web?.events).toBe(2);
    await last.close();
  });

  it('takes many small batches in together and gives each line one place', async () => {
    const folder = fresh();
    const spool = await open(folder);
    const texts = Array.from({ length: 500 }, (_, index) => `line ${index}`);
    await Promise.all(texts.map((text) => spool.append([event(text)])));
    await spool.close();
    expect(await linesOf(folder)).toEqual(texts.map((text) => `web ${text}`));
  });

  it('forgets the oldest of what passes, and nothing else', async () => {
    const folder = fresh();
    const spool = await open(folder);
    await spool.append([event('x')], [{ name: 'file/a', text: '1' }]);
    for (let at = 0; at < 10_050; at += 150)
      await spool.append(
        [event('x')],
        Array.from({ length: 150 }, (_, index) => ({ name: `batch/${at + index}`, text: '1' })),
      );
    expect(spool.state.notes('batch/')).toHaveLength(10_000);
    expect(spool.state.note('batch/49')).toBeUndefined();
    expect(spool.state.note('batch/50')).toBe('1');
    expect(spool.state.note('file/a')).toBe('1');
    await spool.close();
  });

  it('leaves alone what is no file of its own', async () => {
    const folder = fresh();
    await (await open(folder)).close();
    const foreign = join(folder, '000000000000001.spool');
    writeFileSync(foreign, 'ZDSPOOL9 something of a later version');
    await expect(open(folder)).rejects.toThrow(HouseError);
    expect(readFileSync(foreign, 'utf8')).toContain('later version');
    rmSync(foreign);
    appendFileSync(`${folder}.json`, 'not json');
    await expect(open(folder)).rejects.toThrow(HouseError);
  });
});
