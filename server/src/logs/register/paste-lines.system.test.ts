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
import type { LogScheme } from '../../kernel/config/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { selfSigned } from '../../kernel/self-signed.ts';
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
    '/usr/lib/x86_64-linux-gnu/rsyslog/lmnsd_gtls.so': 'rsyslog-gnutls',
    '/usr/sbin/apache2': 'apache2-bin',
    '/usr/sbin/mariadbd': 'mariadb-server',
  }) ??
  (spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', data]).status === 0
    ? undefined
    : 'no file systems of our own may be mounted');
if (lack) process.stderr.write(`NOT TESTED: the lines to paste, with the programs they are for: ${lack}\n`);

const SCHEMES: Partial<Record<LogWay, LogScheme>> = {
  ...{ 'syslog-tcp': 'tcp', 'syslog-tls': 'tls', 'syslog-udp': 'udp', relp: 'relp', http: 'http' },
};
const certificate = selfSigned('logs.test', { names: ['127.0.0.1'] });

/**
 * A collector with one declared source, and what that source is told to paste.
 *
 * @param scheme where a way has an encrypted one and one that is not
 */
async function receive(
  name: string,
  { way, kind, app, key }: Omit<Declared, 'name' | 'addresses'>,
  scheme = SCHEMES[way] ?? 'tcp',
) {
  const folder = join(data, name);
  mkdirSync(folder);
  const collector = await openCollector({
    folder: join(folder, 'archive'),
    keys: logKeys(join(folder, 'data')),
    endpoints: [{ scheme, host: '127.0.0.1', port: 0 }],
    sources: [
      {
        ...{ name, way, kind, addresses: key === undefined ? ['127.0.0.1'] : [] },
        ...(app !== undefined && { app }),
        ...(key !== undefined && { key }),
      },
    ],
    tls: async () => certificate,
    log: silentLog(),
  });
  const pastes = pasteLines({
    ...{ name, way, kind: kind ?? null, app: app ?? null, host: '127.0.0.1' },
    places: collector.endpoints,
  });
  // What is to lie in /etc/ssl and below /var/log lies in the folder of the test.
  writeFileSync(join(folder, 'ca.pem'), certificate.cert);
  const here = (text: string) =>
    text
      .replaceAll('/etc/ssl/zhengdun.pem', join(folder, 'ca.pem'))
      .replaceAll('/etc/ssl/zhengdun-sender', join(folder, 'sender'))
      .replaceAll('/var/log/mysql', join(folder, 'mysql'));
  const events = () =>
    Object.values(collector.archive.state.tally())
      .map((sources) => sources[name]?.events ?? 0)
      .reduce((sum, each) => sum + each, 0);
  return {
    folder,
    events,
    /** what was given for a file */
    lines: (file: string) =>
      here(pastes.find((paste: Paste) => paste.file === file)?.text ?? `nothing for ${file}`),
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

/** Apache as Debian has it, with a site of its own, in rsyslog's /dev where there is one. */
async function apache(
  folder: string,
  line: string,
  start: (command: readonly string[]) => readonly string[],
) {
  const port = await freePort();
  const modules = ['mpm_event', 'authz_core']
    .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
    .join('\n');
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'site', 'index.html'), 'ok');
  writeFileSync(
    join(folder, 'apache2.conf'),
    `ServerRoot ${folder}
ServerName localhost
User www-data
Group www-data
PidFile ${folder}/apache2.pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
Listen 127.0.0.1:${port}
${modules}
DocumentRoot ${folder}/site
LogFormat "%h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
${line}
`,
  );
  const program = startProgram(
    start(['/usr/sbin/apache2', '-DFOREGROUND', '-f', join(folder, 'apache2.conf')]),
    {
      env: process.env,
    },
  );
  await until(
    () => `Apache: ${program.output()}`,
    async () => (await fetch(`http://127.0.0.1:${port}/index.html`).catch(() => undefined))?.ok,
  );
  await fetch(`http://127.0.0.1:${port}/index.html?page=${'2'.repeat(3_000)}`);
  return program;
}

/** MariaDB on data of its own, in rsyslog's /dev. @returns how a statement is sent to it */
async function mariadb(
  folder: string,
  conf: string,
  start: (command: readonly string[]) => readonly string[],
) {
  const place = join(folder, 'mysql');
  mkdirSync(place);
  expect(spawnSync('chown', ['mysql', place]).status).toBe(0);
  writeFileSync(
    join(folder, 'my.cnf'),
    `${conf}\n[mysqld]\nuser=mysql\ndatadir=${place}/data\nsocket=${place}/socket\npid-file=${place}/pid\nskip-networking\n`,
  );
  const made = spawnSync(
    '/usr/bin/mariadb-install-db',
    [
      ...['--no-defaults', '--user=mysql', `--datadir=${place}/data`],
      ...['--auth-root-authentication-method=normal', '--skip-test-db'],
    ],
    { encoding: 'utf8' },
  );
  expect(made.status, made.stdout + made.stderr).toBe(0);
  const program = startProgram(start(['/usr/sbin/mariadbd', `--defaults-file=${folder}/my.cnf`]), {
    env: process.env,
  });
  const say = (statement: string) =>
    spawnSync('/usr/bin/mariadb', ['--no-defaults', '-S', `${place}/socket`, '-u', 'root', '-e', statement]);
  await until(
    () => `MariaDB: ${program.output()}`,
    () => say('select 1').status === 0,
  );
  return { program, say };
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

    it.each<[LogWay, LogScheme]>([
      ['syslog-tcp', 'tcp'],
      ['syslog-tls', 'tls'],
      ['relp', 'relp'],
      ['relp', 'relps'],
    ])(
      'bring the access log of nginx here by rsyslog and %s (%s), and what other programs say as well where no program is named',
      async (way, scheme) => {
        const source = await receive(`门户-${scheme}`, { way, kind: 'access' }, scheme);
        if (scheme === 'relps')
          expect(spawnSync('sh', ['-e', '-c', source.lines('sh')], { encoding: 'utf8' })).toMatchObject({
            status: 0,
          });
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
      const conf = `listen_addresses = ''\nunix_socket_directories = '${cluster}'\n${source.lines('PostgreSQL: postgresql.conf')}\n`;
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

    it.each<['syslog-udp' | 'relp']>([['syslog-udp'], ['relp']])(
      'bring the access log of Apache here by %s, with long lines whole',
      async (way) => {
        const source = await receive(`Apache-${way}`, { way, kind: 'access' });
        const log =
          way === 'relp'
            ? await rsyslog(source.folder, source.lines('/etc/rsyslog.d/zhengdun.conf'))
            : undefined;
        const program = await apache(source.folder, source.lines('apache2.conf'), (command) =>
          log ? inside(log, command) : command,
        );
        await until('two lines', () => source.events() >= 2);
        await end(program);
        if (log) await end(log);
        const path = `/index.html?page=${'2'.repeat(3_000)}`;
        expect(await source.find({ fields: [['path', path]] })).toMatchObject({
          count: 1,
          lines: [{ kind: 'access', format: 'syslog-3164+combined' }],
        });
      },
    );

    it('bring what is done to a database here by the audit plugin of MariaDB', async () => {
      const source = await receive('MariaDB', { way: 'relp', kind: 'database', app: 'mariadb' });
      const log = await rsyslog(source.folder, source.lines('/etc/rsyslog.d/zhengdun.conf'));
      const { program, say } = await mariadb(source.folder, source.lines('MariaDB: my.cnf'), (command) =>
        inside(log, command),
      );
      expect(say("create database zhengdun_paste comment '公积金'").status).toBe(0);
      await end(program);
      await until('the last words of MariaDB', () => source.events() > 4);
      await end(log);
      const found = await source.find({ words: ['create database zhengdun_paste'] });
      expect(found).toMatchObject({
        count: 1,
        lines: [{ kind: 'database', format: expect.stringContaining('+mariadb-audit') }],
      });
    });

    it('bring the general log of MySQL here, a statement of several lines as one', async () => {
      const source = await receive('MySQL', { way: 'relp', kind: 'database', app: 'mysql' });
      const reads = source.lines('MySQL: /etc/rsyslog.d/10-mysql.conf');
      const log = await rsyslog(source.folder, `${reads}\n${source.lines('/etc/rsyslog.d/zhengdun.conf')}`);
      const { program, say } = await mariadb(source.folder, source.lines('MySQL: my.cnf'), (command) =>
        inside(log, command),
      );
      expect(say("create database zhengdun_paste\n  comment '公积金'").status).toBe(0);
      await until('the statement', () => source.events() > 6);
      await end(program);
      await end(log);
      const found = await source.find({ words: ['zhengdun_paste', '公积金'] });
      expect(found).toMatchObject({
        count: 1,
        lines: [{ kind: 'database', format: expect.stringContaining('+mysql-general') }],
      });
    });

    it.each<['http' | 'https']>([['http'], ['https']])(
      'bring any file here by curl and %s',
      async (scheme) => {
        const sendingKey = 'a-sending-key-of-this-test';
        const source = await receive(
          `办事大厅-${scheme}`,
          {
            ...{ way: 'http', kind: 'device' },
            key: createHash('sha256').update(sendingKey).digest('hex'),
          },
          scheme,
        );
        writeFileSync(join(source.folder, 'lines.log'), '第一行\n第二行\n');
        const sent = startProgram(['sh', '-e', '-c', source.lines('sh')], {
          cwd: source.folder,
          env: { PATH: process.env.PATH, KEY: sendingKey },
        });
        expect(await sent.ended, sent.output()).toBe(0);
        expect(source.events(), sent.output()).toBe(2);
        expect((await source.find({ words: ['第二行'] })).count).toBe(1);
      },
    );
  },
);
