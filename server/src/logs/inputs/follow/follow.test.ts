import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../../../../test/program.ts';
import { silentLog } from '../../../kernel/log.ts';
import { LONGEST_LINE, readFrames } from '../../frame.ts';
import { logKeys } from '../../keys.ts';
import { openCollector } from '../collect.ts';
import { cutRecords, cuttingOf } from './records.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-follow-'));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
function fresh() {
  folders += 1;
  const folder = join(root, String(folders));
  mkdirSync(join(folder, 'var'), { recursive: true });
  return { archive: join(folder, 'logs'), at: (name: string) => join(folder, 'var', name) };
}

async function follow(archive: string, pattern: string) {
  const collector = await openCollector({
    folder: archive,
    keys: logKeys(join(root, 'data')),
    endpoints: [],
    sources: [],
    follow: [{ source: 'web', pattern }],
    tls: () => Promise.reject(new Error('no TLS')),
    log: silentLog(),
  });
  return {
    [Symbol.asyncDispose]: () => collector.close(),
    /** what was taken in and is not sealed, when it has so many lines */
    async lines(count: number): Promise<string[]> {
      let lines: string[] = [];
      await until(
        () => `${count} lines, but ${JSON.stringify(lines).slice(0, 500)}`,
        async () => {
          lines = [];
          for (const name of readdirSync(join(archive, 'spool')).sort())
            for await (const events of readFrames(join(archive, 'spool', name), { end: 0 }))
              for (const { raw } of events) lines.push(raw.toString());
          return lines.length >= count;
        },
        30_000,
      );
      return lines;
    },
  };
}

describe('a file that is followed', () => {
  it('gives each whole line once: through renaming, copying and truncating, and a new start', async () => {
    const { archive, at } = fresh();
    const log = at('access.log');
    writeFileSync(log, 'one\ntwo\nhal');
    {
      await using following = await follow(archive, at('*.log'));
      await following.lines(2);
      appendFileSync(log, 'f\n');
      expect(await following.lines(3)).toEqual(['one', 'two', 'half']);
      renameSync(log, at('access.log.1'));
      // Its writer has not been told yet.
      appendFileSync(at('access.log.1'), 'late\n');
      writeFileSync(log, 'new\n');
      expect((await following.lines(5)).slice(3).sort()).toEqual(['late', 'new']);
      copyFileSync(log, at('access.log.2'));
      truncateSync(log);
      appendFileSync(log, 'n2\n');
      expect((await following.lines(6)).at(-1)).toBe('n2');
      // Truncated, and longer than it was before anybody looked.
      truncateSync(log);
      appendFileSync(log, 'again and longer than before\n');
      expect((await following.lines(7)).at(-1)).toBe('again and longer than before');
    }
    appendFileSync(log, 'while away\n');
    renameSync(log, at('access.log.3'));
    writeFileSync(log, 'and since\n');
    await using again = await follow(archive, at('*.log'));
    expect((await again.lines(2)).sort()).toEqual(['and since', 'while away']);
  });
});

describe('records', () => {
  const cut = (text: string, behind: 'more' | 'silence' | 'nothing' = 'more') => {
    const bytes = Buffer.from(text);
    const { events, used } = cutRecords(bytes, cuttingOf(bytes.subarray(0, 4096)), behind);
    return { events: events.map(String), rest: bytes.subarray(used).toString() };
  };

  it('of csvlog keep the line feeds between their quotation marks', () => {
    const first =
      '2026-11-28 09:12:05.123 CST,"app","gov",7,"10.0.0.1:5",x,1,"SELECT",y,3/4,0,LOG,00000,"a\n""b""\nc",,';
    const second = '2026-11-28 09:12:06.000 CST,"app","gov",7,,x,2,,y,,0,LOG,00000,"d",,';
    expect(cut(`${first}\n${second}\n2026-11-28 09:12:07.000 CST,"open\n`)).toEqual({
      events: [first, second],
      rest: '2026-11-28 09:12:07.000 CST,"open\n',
    });
  });

  it('of MySQL go on until the next one begins, or nothing comes for a while', () => {
    const head =
      '/usr/sbin/mysqld, Version: 8.0.40. started with:\nTime                 Id Command    Argument\n';
    const one = '2026-11-28T01:12:05.123456Z\t    8 Query\tSELECT 1\nFROM t\nWHERE x';
    const two = '2026-11-28T01:12:06.123456Z\t    8 Quit\t';
    expect(cut(`${head}${one}\n${two}\n`)).toEqual({ events: [head.trimEnd(), one], rest: `${two}\n` });
    expect(cut(`${one}\n${two}\n`, 'silence')).toEqual({ events: [one, two], rest: '' });
    expect(cut(`${one}\nAND y`, 'silence')).toEqual({ events: [one], rest: 'AND y' });
  });

  it('of MySQL and MariaDB are told by the heading alone, before anything was asked', () => {
    const head = 'mysqld, Version: 10.11.14-MariaDB. started with:\nTime\t\t    Id Command\tArgument';
    const one = '261128  9:12:05\t     3 Query\tSELECT 1\nFROM t';
    const two = '\t\t     3 Quit\t';
    expect(cuttingOf(Buffer.from(`${head}\n`)).by).toBe('beginning');
    expect(cut(`${head}\n${one}\n${two}\n`, 'silence').events).toEqual([head, one, two]);
  });

  it("of systemd's journal go on until the next cursor", () => {
    const one = '__CURSOR=a\nMESSAGE=x\n';
    const two = '__CURSOR=b\nMESSAGE=y\n';
    expect(cut(`${one}\n${two}\n`)).toEqual({ events: [one], rest: `${two}\n` });
  });

  it('that end with their file are whole when nothing comes any more', () => {
    expect(cut('one\n\ntwo', 'silence')).toEqual({ events: ['one', ''], rest: 'two' });
    expect(cut('one\n\ntwo', 'nothing')).toEqual({ events: ['one', '', 'two'], rest: '' });
  });

  it('beyond a megabyte are kept in pieces', () => {
    const long = 'x'.repeat(LONGEST_LINE + 5);
    expect(cut(`${long}\ny\n`).events.map(({ length }) => length)).toEqual([LONGEST_LINE, 5, 1]);
    const open = cut(long);
    expect([open.events[0]?.length, open.rest.length]).toEqual([LONGEST_LINE, 5]);
  });
});
