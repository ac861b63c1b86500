import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lackOfPackages } from '../../../test/debian.ts';
import { freePort } from '../../../test/free-port.ts';
import { programEnvironment, ROOT, type RunningProgram, startProgram, until } from '../../../test/program.ts';
import { readFrames } from '../frame.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-serve-logs-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));

const lack = lackOfPackages({
  '/usr/sbin/rsyslogd': 'rsyslog',
  '/usr/lib/x86_64-linux-gnu/rsyslog/omrelp.so': 'rsyslog-relp',
  '/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so': 'rsyslog-gnutls',
  '/usr/sbin/nginx': 'nginx-light',
});

interface Serving extends AsyncDisposable {
  readonly program: RunningProgram;
  readonly folder: string;
  readonly port: number;
}

/** `zhengdun logs serve` as a process of its own, by a shell that may bound it. */
async function serve(
  folder: string,
  scheme: string,
  more: { port?: number; before?: string } = {},
): Promise<Serving> {
  const port = more.port ?? (await freePort());
  const main = join(ROOT, 'server/src/main.ts');
  const program = startProgram(
    [
      ...['bash', '-c', `${more.before ?? ''} exec "$0" "$@"`, process.execPath, main, 'logs', 'serve'],
      ...['--folder', folder, '--listen', `${scheme}://127.0.0.1:${port}`],
    ],
    { env: programEnvironment(data) },
  );
  await until(
    () => `the collector: ${program.output()}`,
    () => program.output().includes(`:${port}`),
  );
  return {
    program,
    folder,
    port,
    async [Symbol.asyncDispose]() {
      program.child.kill('SIGTERM');
      await program.ended;
    },
  };
}

async function linesOf(folder: string): Promise<string[]> {
  const lines: string[] = [];
  const spool = join(folder, 'spool');
  for (const name of existsSync(spool) ? readdirSync(spool).sort() : [])
    if (name.endsWith('.spool'))
      for await (const events of readFrames(join(spool, name), { end: 0 }))
        for (const { raw } of events) lines.push(raw.toString('utf8'));
  return lines;
}

/** Counts of lines by their text. */
function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** Sends numbered messages by RELP until it is told to stop; knows which have their receipt. */
async function relpSender(port: number, name: string) {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const acknowledged = new Set<string>();
  let rest = '';
  let number = 1;
  socket.on('data', (chunk) => {
    rest += chunk;
    for (let found = /^(\d+) rsp (\d+)/.exec(rest); found; found = /^(\d+) rsp (\d+)/.exec(rest)) {
      const length = found[0].length + Number(found[2]) + (found[2] === '0' ? 1 : 2);
      if (rest.length < length) break;
      if (found[1] !== '1') acknowledged.add(`<34>${name} ${found[1]}`);
      rest = rest.slice(length);
    }
  });
  socket.write('1 open 14 relp_version=0\n');
  return {
    acknowledged,
    socket,
    send(count: number) {
      let text = '';
      for (let index = 0; index < count; index += 1) {
        number += 1;
        const message = `<34>${name} ${number}`;
        text += `${number} syslog ${message.length} ${message}\n`;
      }
      socket.write(text);
    },
  };
}

describe('zhengdun logs serve', () => {
  it('loses nothing that it has acknowledged to kill -9, while many send', async () => {
    const folder = join(data, 'killed');
    const serving = await serve(folder, 'relp');
    const senders = await Promise.all(
      Array.from({ length: 20 }, (_, index) => relpSender(serving.port, `s${index}`)),
    );
    const sending = setInterval(() => {
      for (const sender of senders) sender.send(50);
    }, 5);
    await until('receipts', () => senders.every(({ acknowledged }) => acknowledged.size > 500));
    serving.program.child.kill('SIGKILL');
    await serving.program.ended;
    clearInterval(sending);
    const lines = await linesOf(folder);
    const counts = countsOf(lines);
    const acknowledged = senders.flatMap((sender) => [...sender.acknowledged]);
    expect(acknowledged.length).toBeGreaterThan(10_000);
    expect(acknowledged.filter((line) => counts.get(line) !== 1).length).toBe(0);
    for (const { socket } of senders) socket.destroy();
    // The next one mends what is torn, goes on from there, and seals exactly that.
    const again = await serve(folder, 'relp');
    await again[Symbol.asyncDispose]();
    expect(JSON.parse(readFileSync(join(folder, 'head.json'), 'utf8')).last).toBe(lines.length);
  });

  it('stops listening when the disk is full, keeps what it has, and goes on when there is room', async () => {
    const folder = join(data, 'full');
    // A shell counts blocks of 1024 bytes: no file of it grows beyond 2 MB.
    const serving = await serve(folder, 'relp', { before: 'ulimit -S -f 2000;' });
    const sender = await relpSender(serving.port, 'x'.repeat(1_000));
    sender.send(4_000);
    await until('receipts', () => sender.acknowledged.size > 1_000);
    let size = 0;
    await until('no more receipts', async () => {
      const before = size;
      size = sender.acknowledged.size;
      await new Promise((resolve) => setTimeout(resolve, 300));
      return before === size;
    });
    expect(size).toBeLessThan(2_100);
    expect(serving.program.child.exitCode).toBeNull();
    // A receipt may be on its way.
    let onDisk = 0;
    await until(
      () => `receipts of all that is on disk: ${sender.acknowledged.size} of ${onDisk}`,
      async () => {
        onDisk = (await linesOf(folder)).length;
        return onDisk === sender.acknowledged.size;
      },
      15_000,
    );
    // Room: the limit of the running process is lifted.
    expect(
      spawnSync('/usr/bin/prlimit', ['--pid', String(serving.program.child.pid), '--fsize=unlimited']).status,
    ).toBe(0);
    await until('the rest', () => sender.acknowledged.size === 4_000);
    const counts = countsOf(await linesOf(folder));
    expect([...sender.acknowledged].filter((line) => counts.get(line) !== 1).length).toBe(0);
    sender.socket.destroy();
    serving.program.child.kill('SIGTERM');
    expect(await serving.program.ended).toBe(0);
  });

  it('serves ten thousand connections at once, slow ones too', async () => {
    const folder = join(data, 'many');
    await using serving = await serve(folder, 'tcp');
    // In a process of its own, which has as many sockets again.
    const client = spawn(process.execPath, ['-e', MANY, String(serving.port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    client.stdout.on('data', (chunk) => (said += chunk));
    await until(
      () => `ten thousand, but ${said}`,
      () => said.includes('open 10000'),
    );
    await until('all lines', async () => (await linesOf(folder)).length >= 20_000);
    const counts = countsOf(await linesOf(folder));
    expect(counts.size).toBe(20_000);
    expect([...counts.values()].every((count) => count === 1)).toBe(true);
    const memory = /VmRSS:\s+(\d+) kB/.exec(
      readFileSync(`/proc/${serving.program.child.pid}/status`, 'utf8'),
    );
    expect(Number(memory?.[1])).toBeLessThan(600 * 1024);
    client.kill();
  });

  describe.skipIf(lack !== undefined)(
    `with the senders of Debian${lack === undefined ? '' : ` (NOT TESTED: ${lack})`}`,
    () => {
      const message = (index: number) => `message ${index} 中文`;

      /** rsyslog with an input of its own, a datagram socket in a folder. */
      async function rsyslog(name: string, action: string) {
        const folder = join(data, name);
        mkdirSync(folder, { recursive: true });
        const socket = join(folder, 'log');
        writeFileSync(
          join(folder, 'rsyslog.conf'),
          `global(workDirectory="${folder}")
module(load="imuxsock" SysSock.Use="off")
module(load="omrelp")
input(type="imuxsock" Socket="${socket}" RateLimit.Interval="0")
${action}
`,
        );
        const program = startProgram(
          ['/usr/sbin/rsyslogd', '-n', '-f', join(folder, 'rsyslog.conf'), '-i', join(folder, 'pid')],
          { env: process.env },
        );
        await until(
          () => `rsyslog: ${program.output()}`,
          () => existsSync(socket),
        );
        return {
          program,
          say(from: number, count: number) {
            const lines = Array.from({ length: count }, (_, index) => message(from + index)).join('\n');
            const said = spawnSync('/usr/bin/logger', ['-u', socket, '-t', 'zwgk'], {
              input: `${lines}\n`,
            });
            expect(said.status).toBe(0);
          },
          async [Symbol.asyncDispose]() {
            program.child.kill('SIGTERM');
            await program.ended;
          },
        };
      }

      const numbersIn = (lines: readonly string[]) =>
        lines.flatMap((line) => /message (\d+) 中文/.exec(line)?.[1] ?? []).map(Number);

      it.each([
        ['tcp', 'by line feeds', 'TCP_Framing="traditional"'],
        ['tcp', 'by counted octets', 'TCP_Framing="octet-counted" template="RSYSLOG_SyslogProtocol23Format"'],
        [
          'tls',
          'encrypted',
          'TCP_Framing="octet-counted" StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="anon"',
        ],
      ])('takes rsyslog over %s, %s', async (scheme, how, more) => {
        const folder = join(data, `rsyslog-${how.replaceAll(' ', '-')}`);
        await using serving = await serve(folder, scheme);
        await using sender = await rsyslog(
          `sender-${how.replaceAll(' ', '-')}`,
          `action(type="omfwd" Target="127.0.0.1" Port="${serving.port}" Protocol="tcp" ${more})`,
        );
        sender.say(1, 200);
        await until(
          () => `lines of rsyslog: ${sender.program.output()}`,
          async () => numbersIn(await linesOf(folder)).length >= 200,
        );
        expect(numbersIn(await linesOf(folder))).toEqual(
          Array.from({ length: 200 }, (_, index) => index + 1),
        );
        expect((await linesOf(folder)).find((line) => line.includes('message 7 '))).toMatch(/^<\d+>.*zwgk/);
      });

      it('takes rsyslog over RELP, and neither loses nor misses a line while it is killed and comes back', async () => {
        const folder = join(data, 'rsyslog-relp');
        const first = await serve(folder, 'relp');
        // A queue that is full for two seconds throws lines away: it has to hold all that come while nobody listens.
        await using sender = await rsyslog(
          'sender-relp',
          `action(type="omrelp" Target="127.0.0.1" Port="${first.port}" action.resumeRetryCount="-1" action.resumeInterval="1" queue.type="linkedlist" queue.size="10000")`,
        );
        sender.say(1, 2_000);
        await until('some lines', async () => numbersIn(await linesOf(folder)).length > 200);
        first.program.child.kill('SIGKILL');
        await first.program.ended;
        const kept = numbersIn(await linesOf(folder));
        sender.say(2_001, 500);
        await using again = await serve(folder, 'relp', { port: first.port });
        let seen = new Set<number>();
        await until(
          () => `every line, but ${seen.size}: ${again.program.output()} ${sender.program.output()}`,
          async () => {
            seen = new Set([...kept, ...seen, ...numbersIn(await linesOf(folder))]);
            return seen.size === 2_500;
          },
        );
      });

      it('takes the access log of nginx by datagrams', async () => {
        const folder = join(data, 'nginx-lines');
        await using serving = await serve(folder, 'udp');
        const nginx = mkdtempSync(join(data, 'nginx-'));
        const port = await freePort();
        writeFileSync(
          join(nginx, 'nginx.conf'),
          `daemon off; pid ${nginx}/pid; error_log stderr; user root; worker_processes 1;
events { }
http {
  client_body_temp_path ${nginx}/1; proxy_temp_path ${nginx}/2; fastcgi_temp_path ${nginx}/3; uwsgi_temp_path ${nginx}/4; scgi_temp_path ${nginx}/5;
  access_log syslog:server=127.0.0.1:${serving.port},facility=local7,tag=zwgk combined;
  server { listen 127.0.0.1:${port}; location / { return 200 "ok"; } }
}
`,
        );
        const program = startProgram(['/usr/sbin/nginx', '-p', nginx, '-c', join(nginx, 'nginx.conf')], {
          env: process.env,
        });
        await until(
          () => `nginx: ${program.output()}`,
          async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.ok,
        );
        await fetch(`http://127.0.0.1:${port}/zwgk/gongkai.html?page=2`);
        await until('lines of nginx', async () => (await linesOf(folder)).length >= 2);
        expect((await linesOf(folder)).at(-1)).toMatch(
          /^<190>.* zwgk: 127\.0\.0\.1 - - \[.*\] "GET \/zwgk\/gongkai\.html\?page=2 HTTP\/1\.1" 200 2 /,
        );
        program.child.kill('SIGTERM');
        await program.ended;
      });
    },
  );
});

/** Ten thousand connections; each sends half a line, waits for all others, and sends the rest and another. */
const MANY = `
const { connect } = require('node:net');
const port = Number(process.argv[1]);
const sockets = [];
let next = 0;
function open() {
  if (next === 10000) return;
  const index = next++;
  const socket = connect(port, '127.0.0.1', () => {
    socket.write('<34>slow ' + index);
    sockets.push([socket, index]);
    if (sockets.length < 10000) return open();
    console.log('open 10000');
    for (const [each, number] of sockets) each.write(' goes on\\n<34>second ' + number + '\\n');
  });
  socket.on('error', (error) => { console.error(error.message); process.exit(1); });
}
for (let index = 0; index < 100; index += 1) open();
setInterval(() => {}, 1000);
`;
