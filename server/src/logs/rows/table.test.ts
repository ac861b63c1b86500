import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import type { Received } from '../event.ts';
import { readLine } from '../lines/read-line.ts';
import { writeTable } from '../parquet/write-table.ts';
import { readRows } from './read-rows.ts';
import { growTable } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const FROM = Date.parse('2026-11-28T01:12:10Z');
const combined = (path: string, status = 200) =>
  `203.0.113.7 - 张三 [28/Nov/2026:09:12:05 +0800] "GET ${path} HTTP/1.1" ${status} 5120 "-" "curl/8"`;

/** Lines as one kind, written and read again. */
async function through(lines: readonly (string | Buffer)[], file = 'rows.parquet') {
  const table = growTable('access');
  const events = lines.map(
    (line, index): Received => ({
      sequence: index * 3 + 1,
      receivedAt: FROM + index,
      source: index % 2 ? '来源-1' : 'b',
      kind: index % 2 ? 'access' : undefined,
      raw: Buffer.from(line),
    }),
  );
  for (const event of events) table.add(event, readLine(event));
  const path = join(folder, file);
  writeFileSync(path, Buffer.concat(writeTable(table.table())));
  const read: Received[] = [];
  for await (const lot of readRows(path, 'access')) read.push(...lot);
  return { path, events, read };
}

async function ask(sql: string) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('rows of a segment', () => {
  it('hold a status as a number also behind a line whose status is none', async () => {
    const { path } = await through(
      [combined('/a', '000' as unknown as number), combined('/b', 502)],
      'status.parquet',
    );
    expect(await ask(`select status, more from read_parquet('${path}') order by sequence`)).toEqual([
      { status: null, more: '[["status","000"]]' },
      { status: 502, more: null },
    ]);
  });

  it('give every line back as it came, whatever it is', async () => {
    const lines = [
      combined('/a'),
      combined('/{b}/%d', 404),
      `${combined('/c')}\r`,
      `${combined('/d')} 12ms "extra" {at+480 %Y}`,
      '',
      '{}',
      '{{client}}',
      '\ufeff带标记',
      Buffer.from([0xff, 0, 0xc3, 0x28]),
      '\0',
      '<34>1 2026-11-28T09:12:05.123456+08:00 主机 app 12 ID7 [x@1 a="\\"q\\""] 消息 {1}',
      '<34>1 2026-11-28T01:12:05Z host app - - - message',
      '<13>Nov  8 09:12:05 host sshd[811]: Accepted info kern',
      'Nov 28 09:12:05 host CEF:0|v|p|1|100|name|5|src=10.0.0.1 msg=a\\=b src=10.0.0.2',
      '{"remote_addr":"10.1.1.1","status":"0200","body_bytes_sent":"12","time_iso8601":"2026-11-28T09:12:05+08:00"}',
      'date=2026-11-28 time=09:12:05 srcip=10.1.1.1 srcip=10.1.1.2 status=200',
      '2026-11-28 09:12:05.123 CST,"u","d",1,"h",s,2,"SELECT",2026-11-28 09:00:00 CST,3/1,0,LOG,00000,"第一""行""",,,,,,"select 1",,,"psql"',
      combined('/e', 99_999_999_999),
      'x'.repeat(1_048_576),
    ];
    const { events, read } = await through(lines);
    expect(read).toEqual(events);
  });

  it('hold the fields as columns, and a line of a known format only as its shape', async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) =>
      combined(`/page/${index % 700}`, 200 + (index % 3)),
    );
    const { path, events, read } = await through(lines, 'many.parquet');
    expect(read).toEqual(events);
    const [sums] = await ask(
      `select count(*)::int n, count(raw)::int raw, count(distinct shape)::int shapes, sum(status)::int status,
         count(distinct path)::int paths, min(happened)::varchar happened, max(sequence)::int newest, any_value("user") who
       from '${path}'`,
    );
    expect(sums).toEqual({
      n: 5_000,
      raw: 0,
      shapes: 1,
      status: 1_004_999,
      paths: 700,
      happened: expect.stringMatching(/^2026-11-28 /),
      newest: 14_998,
      who: '张三',
    });
  });

  it('are kept as they are where what changes in them was not understood', async () => {
    const lines = Array.from(
      { length: 1_500 },
      (_, index) => `{"a":"\\u00e${index % 10}${index}","time":"x${index}"}`,
    );
    const { path, events, read } = await through(lines, 'strange.parquet');
    expect(read).toEqual(events);
    const [sums] = await ask(`select count(distinct shape)::int shapes from '${path}'`);
    expect(sums?.shapes).toBeLessThanOrEqual(1_024);
  });

  it('keep a clock that jumps by years', async () => {
    const table = growTable('device');
    const events = [FROM, 0, FROM * 4, 5].map(
      (receivedAt, index): Received => ({
        sequence: 2 ** 40 + index,
        receivedAt,
        source: 's',
        kind: 'device',
        raw: Buffer.from('x'),
      }),
    );
    for (const event of events) table.add(event, readLine(event));
    const path = join(folder, 'jump.parquet');
    writeFileSync(path, Buffer.concat(writeTable(table.table())));
    const read: Received[] = [];
    for await (const lot of readRows(path, 'device')) read.push(...lot);
    expect(read).toEqual(events);
  });
});
