import { createHash, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../../../test/program.ts';
import type { LogScheme as Scheme } from '../../kernel/config/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { selfSigned } from '../../kernel/self-signed.ts';
import { LONGEST_LINE, readFrames } from '../frame.ts';
import { logKeys } from '../keys.ts';
import { type Collector, openCollector } from './collect.ts';
import type { Declared } from './declared.ts';
import { BULK_PATH, MOST_UNPACKED } from './receive-bulk.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-collect-'));
afterAll(() => rmSync(root, { recursive: true }));
const certificate = selfSigned('logs.test', { names: ['127.0.0.1'] });
const KEY = randomBytes(32).toString('base64url');
const keyDigest = createHash('sha256').update(KEY).digest('hex');

interface House extends AsyncDisposable {
  readonly collector: Collector;
  readonly port: (scheme: Scheme) => number;
  /** what is on disk and not sealed, as `source line` */
  readonly lines: () => Promise<string[]>;
}

let folders = 0;
async function open(schemes: readonly Scheme[], sources: readonly Partial<Declared>[] = []): Promise<House> {
  folders += 1;
  const folder = join(root, String(folders));
  const collector = await openCollector({
    folder,
    keys: logKeys(join(root, 'data')),
    endpoints: schemes.map((scheme) => ({ scheme, host: '127.0.0.1', port: 0 })),
    sources: sources.map((each) => ({ name: 'x', way: 'syslog-tcp', addresses: [], ...each })),
    tls: async () => certificate,
    log: silentLog(),
  });
  return {
    collector,
    port: (scheme) => collector.endpoints.find((each) => each.scheme === scheme)?.port ?? 0,
    async lines() {
      const lines: string[] = [];
      for (const name of readdirSync(join(folder, 'spool')).sort())
        if (name.endsWith('.spool'))
          for await (const events of readFrames(join(folder, 'spool', name), { end: 0 }))
            lines.push(...events.map(({ source, raw }) => `${source} ${raw.toString('latin1')}`));
      return lines;
    },
    [Symbol.asyncDispose]: () => collector.close(),
  };
}

async function dial(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

const seen = async (house: House, count: number) => {
  let lines: string[] = [];
  await until(
    () => `${count} lines, but ${lines.length}`,
    async () => {
      lines = await house.lines();
      return lines.length >= count;
    },
    20_000,
  );
  return lines;
};

describe('syslog over TCP', () => {
  it('is kept in both framings, with what stands behind the last line feed', async () => {
    await using house = await open(['tcp']);
    const [one, other] = [await dial(house.port('tcp')), await dial(house.port('tcp'))];
    one.write('<34>Nov 28 09:12:05 web1 nginx: one\n<34>Nov 28 09:12:06 web1 nginx: t');
    await seen(house, 1);
    one.end('wo');
    other.end('9 <34>three8 <34>four');
    expect((await seen(house, 4)).sort()).toEqual([
      '127.0.0.1 <34>Nov 28 09:12:05 web1 nginx: one',
      '127.0.0.1 <34>Nov 28 09:12:06 web1 nginx: two',
      '127.0.0.1 <34>four',
      '127.0.0.1 <34>three',
    ]);
  });

  it('is told apart by address, host and program, as it was declared', async () => {
    await using house = await open(
      ['tcp', 'tls'],
      [
        { name: '门户', app: 'nginx' },
        { name: '门户-02', app: 'nginx', host: 'web2' },
        { name: '别处', addresses: ['10.0.0.0/8'] },
        { name: '加密', way: 'syslog-tls', addresses: ['127.0.0.0/8'] },
      ],
    );
    const tcp = await dial(house.port('tcp'));
    tcp.end(
      '<190>Nov 28 09:12:05 web1 nginx: a\n<190>1 2026-11-28T09:12:05Z web2 nginx 7 - - b\n<34>Nov 28 09:12:05 web1 sshd[7]: c\n',
    );
    const tls = connectTls({ port: house.port('tls'), host: '127.0.0.1', ca: certificate.cert });
    await once(tls, 'secureConnect');
    tls.end('<34>d\n');
    const lines = await seen(house, 4);
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['127.0.0.1', '加密', '门户', '门户-02']);
  });

  it('keeps lines of a megabyte, bytes that are no text, and what follows garbage', async () => {
    await using house = await open(['tcp']);
    const socket = await dial(house.port('tcp'));
    socket.write(Buffer.concat([Buffer.alloc(LONGEST_LINE + 7, 'x'), Buffer.from('\n')]));
    socket.end(Buffer.from('\xff\xfe\n5 <34>x7 junk\n<34>y\n', 'latin1'));
    const lines = (await seen(house, 5)).map((line) => line.slice('127.0.0.1 '.length));
    expect(lines.map(({ length }) => length).slice(0, 2)).toEqual([LONGEST_LINE, 7]);
    expect(lines.slice(2)).toEqual(['\xff\xfe', '5 <34>x7 junk', '<34>y']);
    expect((await house.collector.counters())[0]).toMatchObject({ cut: 1, events: 5 });
  });

  it('is whole when the program ends, and sealed', async () => {
    const house = await open(['tcp']);
    const socket = await dial(house.port('tcp'));
    socket.write('<34>one\n<34>half');
    await seen(house, 1);
    await house.collector.close();
    expect(house.collector.archive.head()).toMatchObject({ entries: 1, last: 2 });
  });
});

describe('syslog by datagrams', () => {
  it('keeps each as one event, and counts', async () => {
    await using house = await open(['udp'], [{ name: '防火墙', way: 'syslog-udp' }]);
    const socket = createSocket('udp4');
    for (const text of ['<34>one', '<34>two\nof two lines'])
      await new Promise((resolve) => socket.send(text, house.port('udp'), '127.0.0.1', resolve));
    socket.close();
    expect(await seen(house, 2)).toEqual(['防火墙 <34>one', '防火墙 <34>two\nof two lines']);
    expect((await house.collector.counters())[0]).toMatchObject({
      events: 2,
      dropped: 0,
      droppedByKernel: 0,
    });
  });
});

/** Speaks RELP as its documents have it. */
async function relp(port: number) {
  const socket = await dial(port);
  let answers = '';
  socket.on('data', (chunk) => (answers += chunk));
  socket.on('error', () => undefined);
  let number = 0;
  return {
    socket,
    answers: () => answers,
    send(command: string, data = '') {
      number += 1;
      const length = Buffer.byteLength(data, 'latin1');
      socket.write(Buffer.from(`${number} ${command} ${length}${length > 0 ? ` ${data}` : ''}\n`, 'latin1'));
    },
  };
}

describe('RELP', () => {
  it('answers each message after it is on disk, and says goodbye', async () => {
    await using house = await open(['relp'], [{ name: 'db1', way: 'relp' }]);
    const client = await relp(house.port('relp'));
    client.send('open', 'relp_version=0\nrelp_software=test\ncommands=syslog');
    client.send('syslog', '<34>one\nof two lines');
    client.send('syslog', '<34>two');
    client.send('eventlog', 'x');
    client.send('close');
    await once(client.socket, 'end');
    expect(client.answers()).toMatch(
      /^1 rsp \d+ 200 OK\nrelp_version=0\n[\s\S]*\n2 rsp 6 200 OK\n3 rsp 6 200 OK\n4 rsp \d+ 500 [^\n]*\n5 rsp 0\n0 serverclose 0\n$/,
    );
    expect(await house.lines()).toEqual(['db1 <34>one\nof two lines', 'db1 <34>two']);
  });

  it('gives no receipt for garbage, and ends the connection', async () => {
    await using house = await open(['relp']);
    const client = await relp(house.port('relp'));
    client.send('open', 'relp_version=0');
    client.send('syslog', '<34>one');
    client.socket.write('GET / HTTP/1.1\r\n\r\n');
    await once(client.socket, 'end');
    expect(client.answers()).toContain('2 rsp 6 200 OK\n0 serverclose 0\n');
    expect(await house.lines()).toHaveLength(1);
    expect((await house.collector.counters())[0]).toMatchObject({ garbled: 1 });
  });
});

describe('lines by HTTP', () => {
  const post = async (house: House, body: string | Buffer, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${house.port('http')}${BULK_PATH}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${KEY}`, ...headers },
      body: body as BodyInit,
    });
    return { status: response.status, body: await response.json() };
  };
  const openHttp = () => open(['http'], [{ name: '办事大厅', way: 'http', key: keyDigest, kind: 'access' }]);

  it('are kept before the answer, packed or not, and a batch once', async () => {
    await using house = await openHttp();
    expect(await post(house, '{"a":1}\n{"a":2}')).toEqual({
      status: 200,
      body: { accepted: 2, again: false },
    });
    expect(await house.lines()).toEqual(['办事大厅 {"a":1}', '办事大厅 {"a":2}'].map(latin));
    const packed = () =>
      post(house, gzipSync('{"b":1}\n'), { 'content-encoding': 'gzip', 'x-batch-id': 'b-1' });
    const both = await Promise.all([packed(), packed()]);
    expect(both.map(({ body }) => body.accepted)).toEqual([1, 1]);
    expect((await packed()).body).toEqual({ accepted: 1, again: true });
    expect(await house.lines()).toHaveLength(3);
  });

  it('are refused with the reason, and nothing of them is kept', async () => {
    await using house = await openHttp();
    const bomb = gzipSync(Buffer.alloc(MOST_UNPACKED * 3, 'x\n'));
    expect(bomb.length).toBeLessThan(2_000_000);
    const cases: [string | Buffer, Record<string, string>, number, string][] = [
      ['x', { authorization: 'Bearer wrong-key-of-some-length' }, 401, 'logs-key-unknown'],
      [bomb, { 'content-encoding': 'gzip' }, 413, 'logs-bulk-too-large'],
      [gzipSync('x\n').subarray(0, 15), { 'content-encoding': 'gzip' }, 400, 'logs-bulk-unreadable'],
      ['not gzip', { 'content-encoding': 'gzip' }, 400, 'logs-bulk-unreadable'],
      ['x', { 'content-encoding': 'br' }, 415, 'logs-bulk-encoding'],
      ['x', { 'x-batch-id': 'a b' }, 400, 'logs-batch-id'],
      ['\n'.repeat(200_001), {}, 413, 'logs-bulk-too-large'],
    ];
    for (const [body, headers, status, code] of cases)
      expect(await post(house, body, headers)).toMatchObject({ status, body: { error: { code } } });
    expect(await house.lines()).toEqual([]);
  });
});

const latin = (text: string) => {
  const [source = '', ...rest] = text.split(' ');
  return `${source} ${Buffer.from(rest.join(' ')).toString('latin1')}`;
};
