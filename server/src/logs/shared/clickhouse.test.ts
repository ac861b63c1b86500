import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { S3_KEYS, s3Server } from '../../../test/s3.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { openArchive } from '../archive.ts';
import { bucketStore } from '../backup/store.ts';
import { logKeys } from '../keys.ts';
import { openShipper } from './ship-entries.ts';

interface Chdb {
  queryAsync(sql: string): Promise<{ text(): string }>;
}

const NAME = 'chdb';

/** ClickHouse as a library, 540 MB: it is no dependency. `npm install --no-save chdb@3.4.0` brings it beside the others. */
const chdb = await import(NAME).then(
  (found): Chdb => found.default ?? found,
  () => undefined,
);
if (!chdb)
  process.stderr.write(
    'SKIPPED: ClickHouse over object storage was not tested, for chdb is not installed (npm install --no-save chdb@3.4.0)\n',
  );

const database = useTestDatabase();
const root = mkdtempSync(join(tmpdir(), 'zhengdun-clickhouse-'));
const bucket = 'logs';
let server: Awaited<ReturnType<typeof s3Server>>;
beforeAll(async () => {
  server = await s3Server(bucket);
});
afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

describe.skipIf(!chdb)('ClickHouse', () => {
  it('reads what all collectors have put into a bucket, as docs/logs.md tells it', async () => {
    const keys = logKeys(join(root, 'data'));
    const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
    await using store = bucketStore(
      policy,
      { endpoint: server.url, region: 'cn', bucket, ...S3_KEYS },
      'zw/',
    );
    for (const name of ['dmz-1', 'dmz-2']) {
      const archive = await openArchive({ folder: join(root, name), keys });
      const events = Array.from({ length: 40 }, (_, number) => ({
        raw: Buffer.from(
          `203.0.113.${number % 8} - - [28/Nov/2026:09:00:0${number % 10} +0800] "GET /${name}/公积金 HTTP/1.1" ${number % 8 === 0 ? 502 : 200} 5`,
        ),
        ...{ receivedAt: Date.parse('2026-11-28T01:00:00Z') + number, source: name, kind: undefined },
      }));
      await archive.append(events);
      await archive.seal({ all: true });
      await openShipper(archive, { db: database.db, store, name, keys }).ship({ now: new Date() });
      await archive.close();
    }
    const files = `s3('${server.url}/${bucket}/zw/collectors/*/segments/*-access.parquet', '${S3_KEYS.accessKey}', '${S3_KEYS.secretKey}', 'Parquet')`;
    const ask = async (sql: string) =>
      ((await chdb?.queryAsync(`${sql} FORMAT TabSeparated`))?.text() ?? '').trimEnd().split('\n');
    expect(
      await ask(`SELECT source, count(), uniqExact(client) FROM ${files} GROUP BY source ORDER BY source`),
    ).toEqual(['dmz-1\t40\t8', 'dmz-2\t40\t8']);
    const told = readFileSync(new URL('../../../../docs/logs.md', import.meta.url), 'utf8');
    const [address = '', errors = ''] = told
      .split(/;\s/)
      .flatMap((part) => /SELECT [^`]*FROM s3\(zhengdun\)[^`]*$/.exec(part)?.[0] ?? [])
      .map((sql) => sql.replace('s3(zhengdun)', files));
    const found = await ask(address);
    expect(found).toHaveLength(10);
    expect(found[0]).toMatch(/\tdmz-[12]\tGET\t\/dmz-[12]\/公积金\t200$/);
    expect(await ask(errors)).toEqual([expect.stringMatching(/^2026-11-28 0[19]:00:00\t10$/)]);
  });
});
