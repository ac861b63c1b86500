import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { S3_KEYS, s3Server } from '../../../test/s3.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { openArchive } from '../archive.ts';
import { bucketStore, folderStore } from '../backup/store.ts';
import { compactDays } from '../compact/compact-days.ts';
import { openIntake } from '../inputs/intake.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { readRows } from '../rows/read-rows.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { findHeads, listFiles } from './collector.repo.ts';
import { openSharing } from './sharing.ts';

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-sharing-'));
const keys = logKeys(join(root, 'data'));
const signal = new AbortController().signal;
const MINUTE = 60_000;
const START = Date.parse('2026-11-20T01:00:00Z');
afterAll(() => rmSync(root, { recursive: true }));

describe('a collector whose object storage is away', () => {
  it('keeps what it takes in for an hour, refuses when there is no room, and goes on when it is back', async () => {
    const server = await s3Server('logs-away');
    const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
    await using store = bucketStore(
      policy,
      { endpoint: server.url, region: 'cn', bucket: 'logs-away', ...S3_KEYS },
      '',
    );
    const folder = join(root, 'away');
    const archive = await openArchive({ folder, keys });
    const place = { db: database.db, store, name: 'dmz-1', keys, mostWaiting: 25_000 };
    const sharing = openSharing(archive, place);
    const ending = new AbortController();
    const intake = openIntake({
      archive: { append: sharing.append, state: archive.state },
      log: silentLog(),
      signal: ending.signal,
      failed: (error) => expect.unreachable(String(error)),
    });
    const kept: string[] = [];
    const lines = (minute: number) =>
      Array.from({ length: 60 }, (_, number) => `${minute} ${number} ${'不同的内容'.repeat(number % 7)}`);
    const take = async (minute: number) => {
      const raws = lines(minute);
      await intake.takeOrRefuse(
        raws.map((raw) => ({
          ...{ raw: Buffer.from(raw), receivedAt: START + minute * MINUTE },
          ...{ source: 'oa', kind: undefined },
        })),
      );
      kept.push(...raws);
    };
    /** Sealing and bringing over, as the loops of a collector do it. */
    const minutesPass = async (minute: number) => {
      await archive.seal({ all: true });
      const turn = sharing.turn(new Date(START + minute * MINUTE));
      return Promise.allSettled([turn]).then(async ([done]) => {
        await sharing.look();
        return done.status;
      });
    };
    await take(0);
    expect(await minutesPass(0)).toBe('fulfilled');
    await server.stop();
    let minute = 5;
    for (; minute < 60 && !sharing.isFull; minute += 5) {
      await take(minute);
      expect(await minutesPass(minute)).toBe('rejected');
    }
    expect(minute).toBeGreaterThan(15);
    expect(sharing.isFull).toBe(true);
    await expect(take(minute)).rejects.toMatchObject({ code: 'logs-store-behind' });
    expect(intake.isBehind()).toBe(true);
    // Who has no receipts waits, and is taken in later.
    const waiting = intake.take([
      { raw: Buffer.from('waited'), receivedAt: START, source: 'oa', kind: undefined },
    ]);
    expect(await minutesPass(60)).toBe('rejected');
    await server.start();
    expect(await minutesPass(65)).toBe('fulfilled');
    expect(sharing.isFull).toBe(false);
    await waiting;
    kept.push('waited');
    await take(70);
    expect(await minutesPass(70)).toBe('fulfilled');
    const there: string[] = [];
    const files = await listFiles(database.db, {});
    await sharing.bring(files);
    for (const { entry, kind } of files) {
      const path = placesOf(folder).segment(entry, kind);
      for await (const rows of readRows(path, kind)) there.push(...rows.map(({ raw }) => String(raw)));
      expect(await store.read(`collectors/dmz-1/segments/${path.split('/').at(-1)}`)).toBeDefined();
    }
    expect(there).toEqual(kept);
    expect((await findHeads(database.db))?.split('\n')[3]).toContain(`dmz-1 ${archive.head()?.origin}`);
    ending.abort();
    await archive.close();
    await server.close();
  });
});

describe('a collector whose files were taken off the disk', () => {
  it('brings them back to compact them, and names an object that was changed', async () => {
    const folder = join(root, 'compacts');
    const store = folderStore(join(root, 'store'));
    const archive = await openArchive({ folder, keys });
    const sharing = openSharing(archive, {
      ...{ db: database.db, store, name: 'dmz-2', keys, mostWaiting: 1 },
    });
    await database.db.deleteFrom('logs_file').execute();
    for (let day = 0; day < 3; day += 1) {
      for (const part of [0, 1])
        await archive
          .append([
            {
              raw: Buffer.from(`${day} ${part}`),
              receivedAt: START + day * 1440 * MINUTE,
              source: 'a',
              kind: undefined,
            },
          ])
          .then(() => archive.seal({ all: true }));
    }
    // Another store than that of the other collector: the register is of both.
    await store.write('heads.note', Buffer.from((await findHeads(database.db)) ?? ''));
    await sharing.turn(new Date());
    const rows = () => readdirSync(placesOf(folder).segments).filter((name) => name.endsWith('.parquet'));
    expect(rows()).toEqual([]);
    const compact = (now: number) => compactDays(archive, { now, signal, bring: sharing.bring });
    expect(await compact(START + 1440 * MINUTE)).toMatchObject({ replaced: 2, made: 1 });
    const name = 'collectors/dmz-2/segments/00000004-device.parquet';
    const object = (await store.read(name)) ?? expect.unreachable();
    await store.write(name, Buffer.concat([object, Buffer.from('x')]));
    await expect(compact(START + 3 * 1440 * MINUTE)).rejects.toMatchObject({
      code: 'logs-object-changed',
      facts: { object: expect.stringContaining(name) },
    });
    await store.write(name, object);
    expect(await compact(START + 4 * 1440 * MINUTE)).toMatchObject({ made: 2 });
    await sharing.turn(new Date());
    const report = await verifyArchive({ folder: join(root, 'store/collectors/dmz-2'), kept: [], signal });
    expect(report).toMatchObject({ events: 6, compacted: 3 });
    expect(report.fault).toBeUndefined();
    await archive.close();
  });
});
