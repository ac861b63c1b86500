import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogWay } from '@zhengdun/contract';
import { afterAll, describe, expect, it } from 'vitest';
import { lackOfPackages } from '../../../test/debian.ts';
import { freePort } from '../../../test/free-port.ts';
import { type RunningProgram, startProgram, until } from '../../../test/program.ts';
import { silentLog } from '../../kernel/log.ts';
import { openCollector } from '../inputs/collect.ts';
import type { Declared } from '../inputs/declared.ts';
import { logKeys } from '../keys.ts';
import type { LogQuestion } from '../search/conditions.ts';
import { searchLogs } from '../search/search-logs.ts';
import { type Paste, pasteLines } from './paste-lines.ts';

const data = mkdtempSync(join(tmpdir(), 'zhengdun-paste-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
// PostgreSQL runs as its own user.
chmodSync(data, 0o755);

/** `/dev/log` is of the whole machine: the programs get a /dev of their own, so that the lines stand as they were given. */
const OWN_DEV = `set -e
mkdir "$0/dev"; mount -t tmpfs none "$0/dev"
for each in null zero urandom random; do touch "$0/dev/$each"; mount --bind "/dev/$each" "$0/dev/$each"; done
mkdir "$0/dev/shm"; mount --bind /dev/shm "$0/dev/shm"
mount --rbind "$0/dev" /dev
exec "$@"`;

const lack =
  lackOfPackages({
    '/usr/sbin/rsyslogd': 'rsyslog',
    '/usr/lib/x86_64-linux-gnu/rsyslog/omrelp.so': 'rsyslog-relp',
    '/usr/sbin/nginx': 'nginx-light',
    '/usr/bin/pg_ctlcluster': 'postgresql',
    '/usr/bin/curl': 'curl',
  }) ??
  (spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', data]).status === 0
    ? undefined
    : 'no file systems of our own may be mounted');
if (lack) process.stderr.write(`NOT TESTED: the lines to paste, with the programs they are for: ${lack}\n`);

const SCHEMES: Partial<Record<LogWay, 'tcp' | 'udp' | 'relp' | 'http'>> = {
  ...{ 'syslog-tcp': 'tcp', 'syslog-udp': 'udp', relp: 'relp', http: 'http' },
};

/** A collector with one declared source, and what that source is told to paste. */
async function receive(name: string, { way, kind, app, key }: Omit<Declared, 'name' | 'addresses'>) {
  const folder = join(data, name);
  mkdirSync(folder);
  const collector = await openCollector({
    folder: join(folder, 'archive'),
    keys: logKeys(join(folder, 'data')),
    endpoints: [{ scheme: SCHEMES[way] ?? 'tcp', host: '127.0.0.1', port: 0 }],
    sources: [
      {
        ...{ name, way, kind, addresses: key === undefined ? ['127.0.0.1'] : [] },
        ...(app !== undefined && { app }),
        ...(key !== undefined && { key }),
      },
    ],
    tls: () => Promise.reject(new Error('no TLS here')),
    log: silentLog(),
  });
  const pastes = pasteLines({
    ...{ name, way, kind: kind ?? null, app: app ?? null, host: '127.0.0.1' },
    places: collector.endpoints,
  });
  const events = () =>
    Object.values(collector.archive.state.tally())
      .map((sources) => sources[name]?.events ?? 0)
      .reduce((sum, each) => sum + each, 0);
  return {
    folder,
    events,
    /** what was given for a file */
    lines: (file: string) =>
      pastes.find((paste: Paste) => paste.file === file)?.text ?? `nothing for ${file}`,
    /** Seals all, and looks for something. */
    async find(question: LogQuestion) {
      await collector.close();
      return searchLogs({
        folder: join(folder, 'archive'),
        question: { ...question, sources: [name] },
        signal: new AbortController().signal,
      });
    },
  };
}

/** rsyslog as Debian starts it, but for its files, in a /dev of its own. */
async function rsyslog(folder: string, lines: string): Promise<RunningProgram> {
  writeFileSync(
    join(folder, 'rsyslog.conf'),
    `module(load="imuxsock")\nglobal(workDirectory="${folder}")\ninclude(file="${folder}/zhengdun.conf")\n`,
  );
  writeFileSync(join(folder, 'zhengdun.conf'), `${lines}\n`);
  const conf = join(folder, 'rsyslog.conf');
  const checked = spawnSync('/usr/sbin/rsyslogd', ['-N1', '-f', conf], { encoding: 'utf8' });
  expect(checked.status, checked.stderr).toBe(0);
  const program = startProgram(
    [
      ...['unshare', '--mount', 'sh', '-c', OWN_DEV, folder],
      ...['/usr/sbin/rsyslogd', '-n', '-f', conf, '-i', join(folder, 'pid')],
    ],
    { env: process.env },
  );
  await until(
    () => `rsyslog: ${program.output()}`,
    () => within(program, ['test', '-S', '/dev/log']).status === 0,
  );
  return program;
}

const inside = ({ child }: RunningProgram, command: readonly string[]) => [
  ...['nsenter', '--mount', `--target=${child.pid}`, ...command],
];

/** Runs a command where rsyslog's socket is. */
function within(program: RunningProgram, command: readonly string[]) {
  const [first = '', ...others] = inside(program, command);
  return spawnSync(first, others, { encoding: 'utf8' });
}

async function nginx(folder: string, line: string, start: (command: readonly string[]) => readonly string[]) {
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((each) => `${each}_temp_path ${folder}/${each};`)
    .join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/nginx.pid; error_log stderr; user root; worker_processes 1;
events { }
http { ${temporary} server { listen 127.0.0.1:${port}; location / { return 200 "ok"; } }
${line}
}
`,
  );
  const program = startProgram(start(['/usr/sbin/nginx', '-p', folder, '-c', join(folder, 'nginx.conf')]), {
    env: process.env,
  });
  await until(
    () => `nginx: ${program.output()}`,
    async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.ok,
  );
  await fetch(`http://127.0.0.1:${port}/zwgk/gongkai.html?page=2`);
  return program;
}

async function end(program: RunningProgram): Promise<void> {
  program.child.kill('SIGTERM');
  await program.ended;
}

const PAGE: LogQuestion = { fields: [['path', '/zwgk/gongkai.html?page=2']] };

describe.skipIf(lack !== undefined)(
  `the lines to paste for a source${lack === undefined ? '' : ` (NOT TESTED: ${lack})`}`,
  () => {
    it('bring the access log of nginx straight here by datagrams', async () => {
      const source = await receive('门户数据报', { way: 'syslog-udp', kind: 'access' });
      const program = await nginx(source.folder, source.lines('nginx.conf'), (command) => command);
      await until('two lines', () => source.events() >= 2);
      await end(program);
      expect(await source.find(PAGE)).toMatchObject({
        count: 1,
        lines: [{ kind: 'access', format: 'syslog-3164+combined' }],
      });
    });

    it.each<['syslog-tcp' | 'relp']>([['syslog-tcp'], ['relp']])(
      'bring the access log of nginx here by rsyslog and %s, and what other programs say as well where no program is named',
      async (way) => {
        const source = await receive(`门户-${way}`, { way, kind: 'access' });
        const log = await rsyslog(source.folder, source.lines('/etc/rsyslog.d/zhengdun.conf'));
        const program = await nginx(source.folder, source.lines('nginx.conf'), (command) =>
          inside(log, command),
        );
        within(log, ['logger', '-t', 'other', 'something else']);
        await until('three lines', () => source.events() >= 3);
        await end(program);
        await end(log);
        expect(await source.find(PAGE)).toMatchObject({ count: 1, lines: [{ kind: 'access' }] });
      },
    );

    it('bring the statements of PostgreSQL here by rsyslog, and of no other program', async () => {
      const source = await receive('数据库', { way: 'relp', kind: 'database', app: 'postgres' });
      const log = await rsyslog(source.folder, source.lines('/etc/rsyslog.d/zhengdun.conf'));
      const [version = ''] = readdirSync('/usr/lib/postgresql').sort().reverse();
      const bin = join('/usr/lib/postgresql', version, 'bin');
      const cluster = join(source.folder, 'cluster');
      mkdirSync(cluster);
      expect(spawnSync('chown', ['postgres', cluster]).status).toBe(0);
      const asPostgres = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
      const [setpriv = '', ...how] = asPostgres;
      const made = spawnSync(setpriv, [...how, `${bin}/initdb`, '-A', 'trust', '-D', `${cluster}/data`], {
        encoding: 'utf8',
        cwd: '/',
      });
      expect(made.status, made.stderr).toBe(0);
      const conf = `listen_addresses = ''\nunix_socket_directories = '${cluster}'\n${source.lines('postgresql.conf')}\n`;
      writeFileSync(`${cluster}/data/postgresql.conf`, conf);
      const program = startProgram(inside(log, [...asPostgres, `${bin}/postgres`, '-D', `${cluster}/data`]), {
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
        cwd: '/',
      });
      const statement = 'create table zhengdun_paste (公积金 text)';
      const psql = () =>
        spawnSync(`${bin}/psql`, ['-h', cluster, '-U', 'postgres', '-c', statement, 'postgres']);
      await until(
        () => `PostgreSQL: ${program.output()}`,
        () => psql().status === 0,
      );
      within(log, ['logger', '-t', 'other', 'zhengdun_paste']);
      await end(program);
      await until('the last words of PostgreSQL', () => source.events() > 4);
      await end(log);
      const found = await source.find({ words: ['zhengdun_paste'] });
      expect(found).toMatchObject({ count: 1, lines: [{ kind: 'database' }] });
      expect(found.lines[0]?.line).toContain(`statement: ${statement}`);
    });

    it('bring any file here by curl', async () => {
      const sendingKey = 'a-sending-key-of-this-test';
      const source = await receive('办事大厅', {
        ...{ way: 'http', kind: 'device' },
        key: createHash('sha256').update(sendingKey).digest('hex'),
      });
      writeFileSync(join(source.folder, 'lines.log'), '第一行\n第二行\n');
      const sent = startProgram(['sh', '-e', '-c', source.lines('sh')], {
        cwd: source.folder,
        env: { PATH: process.env.PATH, KEY: sendingKey },
      });
      expect(await sent.ended, sent.output()).toBe(0);
      expect(source.events(), sent.output()).toBe(2);
      expect((await source.find({ words: ['第二行'] })).count).toBe(1);
    });
  },
);
