import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../../test/check-results.ts';
import { outsideUrl, useTestDatabase } from '../../../test/database.ts';
import { identityHouse, makeUnit, signedIn, type TestBrowser } from '../../../test/identity-house.ts';
import { keepCheck, registerSite, tellKept } from '../../../test/kept-checks.ts';
import { isReady, type Place, seeded, startPlaces } from '../../../test/killed-programs.ts';
import { processesOf, programEnvironment, ROOT, startProgram, until } from '../../../test/program.ts';
import { startWorld, type World } from '../../../test/world/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { STRICT_POLICY } from '../../kernel/egress/index.ts';
import { pause } from '../../kernel/pause.ts';
import { installationSecret } from '../../kernel/secret.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { addMessageRoutes } from '../../messages/index.ts';
import { takeInChecks } from '../../supervision/index.ts';

/** Two servers, three workers, one PostgreSQL that none of them keeps, one data directory. */
const COMMANDS = ['serve', 'serve', 'worker', 'worker', 'worker'] as const;
const KILLS = 5;
/** Another seed kills others, at other moments. */
const SEED = 7;
const PEOPLE_PER_SERVER = 2;
/** each with one finding */
const SITES = 60;
const HOSTS = 10;
const MESSAGES = 60;

const database = useTestDatabase();
const data = mkdtempSync(join(tmpdir(), 'zhengdun-several-'));
let world: World;
/** What came in at the system that messages go to, by id. */
const arrived = new Map<string, number>();
const gateway = createServer((request, response) => {
  const id = String(request.headers['idempotency-key']);
  arrived.set(id, (arrived.get(id) ?? 0) + 1);
  setTimeout(() => response.end('{}'), 120);
});
let env: NodeJS.ProcessEnv;
let unitId: string;
let liaison: TestBrowser;
let supervisor: TestBrowser;

beforeAll(async () => {
  // As root, PostgreSQL runs as another user.
  chmodSync(data, 0o755);
  const slowly = {
    '*': (_: unknown, response: { end(text: string): void }) =>
      void setTimeout(() => response.end(PAGE), 150),
  };
  const hosts = Array.from({ length: HOSTS }, (_, number) => [`www.s${number}.gov.cn`, { pages: slowly }]);
  world = await startWorld({ sites: Object.fromEntries(hosts) });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const ca = join(data, 'ca.pem');
  writeFileSync(ca, world.pki.rootPem);
  env = programEnvironment(data, {
    DATABASE_URL: outsideUrl(database.server, 'zhengdun_app'),
    ZHENGDUN_MIGRATOR_URL: outsideUrl(database.server, 'zhengdun_migrator'),
    ZHENGDUN_RESOLVERS: world.dns.address,
    ZHENGDUN_CA: ca,
    ZHENGDUN_ALLOW_NETWORKS: '127.0.0.0/8',
    // Looks of the browser cost more than all the rest, and are killed in tests of their own.
    ZHENGDUN_CHROMIUM: '/bin/false',
  });
  await signPeopleIn();
});
afterAll(async () => {
  for (const { pid } of processesOf(data)) process.kill(pid, 'SIGKILL');
  await until('nothing left', () => processesOf(data).length === 0);
  await world.close();
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

const PAGE = '<!doctype html><html lang="zh"><title>样例</title><body>样例</body></html>';

/** Two people with sessions, findings to act on, and messages that wait to be sent. */
async function signPeopleIn(): Promise<void> {
  const { db } = database;
  const secret = installationSecret(data, 'messages');
  const house = await identityHouse(db, (http) =>
    addMessageRoutes(http, { db, secret, policy: STRICT_POLICY, now: () => new Date() }),
  );
  unitId = await makeUnit(db, { name: '样例县政府', region: '990000/990100/' });
  const whole = { area: 'region', place: '' } as const;
  const admin = await signedIn(house, { unitId, grants: [{ role: 'system-admin', ...whole }] });
  const officer = await signedIn(house, { unitId, grants: [{ role: 'supervisor', ...whole }] });
  const person = await signedIn(house, { unitId, grants: [{ role: 'liaison' }] });
  liaison = person.browser;
  supervisor = officer.browser;
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/hook`;
  const channel = { kind: 'webhook', enabled: true, config: { url }, secrets: { secret: 'key' } };
  expect((await admin.browser.post('/api/messages/channels', channel)).status).toBe(200);
  expect((await liaison.post('/api/messages/choice', { channel: 'webhook' })).status).toBe(200);
  await house.http.close();
  for (let number = 0; number < SITES; number++) {
    const { host } = await registerSite(db, { unitId });
    const verdicts = [verdictOf('site-code', 'differ', 'zh')];
    await keepCheck(db, { host, verdicts, at: new Date(Date.now() - HOUR_MS).toISOString() });
  }
  await tellKept(db, takeInChecks);
  await sql`INSERT INTO message_outgoing (id, person_id, channel, count, state, made_at, next_at)
    SELECT gen_random_uuid(), ${person.id}, 'webhook', 1, 'waiting', now(), now() + number * interval '300 ms'
    FROM generate_series(1, ${MESSAGES}::int) AS number`.execute(db);
}

/** Rows of every unit. */
async function rowsOf<Row>(query: RawBuilder<Row>): Promise<Row[]> {
  return withinScope(database.db, EVERYTHING, async (trx) => (await query.execute(trx)).rows);
}

const KINDS = ['register', 'watch', 'notice', 'check'] as const;

interface Act {
  readonly kind: (typeof KINDS)[number];
  /** what it is about: a name of an application, the id of a finding, an address */
  readonly about: string;
  /** what the server called it; missing: no answer came */
  id?: string;
  status?: number;
}

/** People at work: what they asked for, and what was answered. Nothing is asked for twice. */
class Load {
  readonly acts: Act[] = [];
  private readonly findings: readonly string[];
  private isOver = false;
  private readonly running: Promise<void>[] = [];

  constructor(findings: readonly string[]) {
    this.findings = findings;
  }

  /** What was answered of a kind. */
  answered(kind: Act['kind']): readonly Act[] {
    return this.acts.filter((act) => act.kind === kind && act.status !== undefined);
  }

  begin({ port }: Place): void {
    this.running.push(this.work(port));
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.running);
  }

  private async work(port: number): Promise<void> {
    while (!this.isOver) {
      const act = this.next();
      this.acts.push(act);
      try {
        await this.ask(port, act);
        await pause(80);
      } catch {
        // Its server was killed: whether the act was done is not known.
        await pause(600);
      }
    }
  }

  private next(): Act {
    const number = this.acts.length;
    if (number % 8 === 7) {
      const host = `www.s${(number >> 3) % HOSTS}.gov.cn`;
      return { kind: 'check', about: `https://${host}:${world.sites.httpsPort}/` };
    }
    const kind = (['register', 'watch', 'notice'] as const)[number % 3] ?? 'register';
    // Each finding is put under supervision by one act, and into a notice by another.
    const finding = this.findings[this.acts.filter((act) => act.kind === kind).length];
    if (kind === 'register' || !finding) return { kind: 'register', about: `样例应用${number}` };
    return { kind, about: finding };
  }

  private async ask(port: number, act: Act): Promise<void> {
    const { about } = act;
    const [browser, path, body] = {
      register: [liaison, 'applications', { unitId, name: about, kind: 'website', addresses: [] }],
      watch: [supervisor, `findings/${about}/watch`, { on: true, ground: '群众反映强烈' }],
      notice: [supervisor, 'notices', { findings: [about], days: 5 }],
      check: [liaison, 'checks', { address: about }],
    }[act.kind] as [TestBrowser, string, object];
    const reply = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = (await reply.json()) as { id?: string };
    act.id = answer.id ?? about;
    act.status = reply.status;
    if (!reply.ok) act.id = JSON.stringify(answer);
  }
}

describe('two servers and three workers on one outside PostgreSQL', () => {
  it('lose no acknowledged act and double none, whoever is killed at whatever moment', async () => {
    const { places, restart } = await startPlaces(COMMANDS, env);
    await Promise.all(places.map(isReady));
    const findings = await rowsOf(sql<{ id: string }>`SELECT id FROM supervision_finding ORDER BY id`);
    expect(findings).toHaveLength(SITES);
    const load = new Load(findings.map(({ id }) => id));
    for (const place of places.filter(({ command }) => command === 'serve'))
      for (let person = 0; person < PEOPLE_PER_SERVER; person++) load.begin(place);

    const chance = seeded(SEED);
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(700 + chance() * 1_300);
      await restart(places[Math.floor(chance() * places.length)] as Place);
    }
    await Promise.all(places.map(isReady));
    await until('enough acts', () => KINDS.every((kind) => load.answered(kind).length >= 10));
    await load.end();

    await everythingComesToItsEnd();
    await everyActIsThereOnce(load.acts);
    await everyRecordIsInTheLedgerOnce();
    await everyMessageArrivedOnceAtMost();
    for (const { program } of places) program.child.kill('SIGTERM');
    expect(await Promise.all(places.map(({ program }) => program.ended))).toEqual(places.map(() => 0));
    await until('no process left', () => processesOf(data).length === 0);
  });
});

/** No check waits or runs, no job is in the queue, no entry waits to be sealed, no message to be sent. */
async function everythingComesToItsEnd(): Promise<void> {
  const left = () =>
    rowsOf(sql<{ what: string; count: number }>`
      SELECT 'checks' AS what, count(*)::int FROM inspection_check WHERE state IN ('waiting', 'running')
      UNION ALL SELECT 'untold', count(*)::int FROM inspection_check WHERE state = 'done' AND told_at IS NULL
      UNION ALL SELECT 'jobs', count(*)::int FROM pgboss.job WHERE state < 'completed' AND name LIKE 'inspection%'
      UNION ALL SELECT 'entries', count(*)::int FROM ledger_pending
      UNION ALL SELECT 'messages', count(*)::int FROM message_outgoing WHERE state = 'waiting'`);
  let last: unknown;
  await until(
    () => `an end of everything: ${JSON.stringify(last)}`,
    async () => {
      const rows = await left();
      last = rows;
      return rows.every(({ count }) => count === 0);
    },
  );
}

async function everyActIsThereOnce(acts: readonly Act[]): Promise<void> {
  const answered = acts.filter(({ status }) => status !== undefined);
  expect(answered.filter(({ status }) => ![200, 201, 202].includes(status ?? 0))).toEqual([]);
  for (const kind of KINDS) {
    const of = acts.filter((act) => act.kind === kind);
    // An act without an answer is there once, or not at all.
    const rows = await rowsOf(TRACES[kind]);
    const traces = new Map(rows.map(({ key, ...found }) => [key, found]));
    const lost = of.filter(({ id, about }) => id && !traces.has(keyOf(kind, { id, about })));
    expect(lost, kind).toEqual([]);
    const doubled = rows.filter(({ things, records }) => things !== 1 || records !== 1);
    expect(doubled, kind).toEqual([]);
    expect(rows.length, kind).toBeLessThanOrEqual(of.length);
  }
}

const keyOf = (kind: Act['kind'], { id, about }: { id: string; about: string }): string =>
  kind === 'register' || kind === 'watch' ? about : id;

/** For every act of a kind: what there is of it, and how many records. Both are to be one. */
const TRACES: Readonly<Record<Act['kind'], RawBuilder<{ key: string; things: number; records: number }>>> = {
  register: sql`SELECT name AS key, count(DISTINCT a.id)::int AS things, count(c.id)::int AS records
    FROM registry_application a LEFT JOIN registry_change c ON c.application_id = a.id
    WHERE name LIKE '样例应用%' GROUP BY name`,
  watch: sql`SELECT f.finding_id AS key, count(*)::int AS things,
      (SELECT count(*)::int FROM audit_record WHERE act = 'finding-watched' AND object_id = f.finding_id::text) AS records
    FROM supervision_finding_act f WHERE act = 'watched' GROUP BY f.finding_id`,
  notice: sql`SELECT n.id AS key,
      (SELECT count(*)::int FROM supervision_notice_finding o JOIN supervision_notice_finding s USING (finding_id)
       WHERE o.notice_id = n.id) AS things,
      (SELECT count(*)::int FROM audit_record WHERE act = 'notice-sent' AND object_id = n.id::text) AS records
    FROM supervision_notice n`,
  check: sql`SELECT id AS key, (state = 'done' AND result IS NOT NULL)::int AS things,
      (SELECT count(*)::int FROM ledger_entry WHERE subject = 'check/' || c.id) AS records
    FROM inspection_check c WHERE request->>'by' = 'page'`,
};

async function everyRecordIsInTheLedgerOnce(): Promise<void> {
  const wrong = await rowsOf(sql`SELECT r.id, count(e.id)::int AS entries FROM audit_record r
    LEFT JOIN ledger_entry e ON e.subject = 'audit/' || r.id GROUP BY r.id HAVING count(e.id) <> 1`);
  expect(wrong).toEqual([]);
  const verify = startProgram(
    [process.execPath, join(ROOT, 'server', 'src', 'main.ts'), 'ledger', 'verify'],
    { env },
  );
  await verify.ended;
  expect(verify.output()).toMatch(/^存证完整/);
  // The checks of the setting have left no objects; of those that the programs kept, each is whole.
  expect(verify.output()).toContain(`证据有误 ${SITES} 件`);
}

async function everyMessageArrivedOnceAtMost(): Promise<void> {
  const messages = await rowsOf(sql<{ id: string; state: string }>`SELECT id, state FROM message_outgoing`);
  const known = new Set(messages.map(({ id }) => id));
  expect([...arrived].filter(([id, count]) => count !== 1 || !known.has(id))).toEqual([]);
  expect(messages.filter(({ id, state }) => state === 'sent' && !arrived.has(id))).toEqual([]);
  // Of a program that was killed meanwhile nobody knows whether it had sent its message: one a kill, at most.
  const unsure = messages.filter(({ state }) => state !== 'sent');
  expect(unsure.filter(({ state }) => !['sending', 'doubtful'].includes(state))).toEqual([]);
  expect(unsure.length).toBeLessThanOrEqual(KILLS);
}
