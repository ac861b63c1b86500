import { randomUUID } from 'node:crypto';
import { EMPLOYMENT_WORDS, type Employment, type RoleName, type SessionView } from '@zhengdun/contract';
import { addIdentityRoutes, authenticate, type IdentityTools, makeAdminLink } from '../src/identity/index.ts';
import { codeOfStep, stepAt } from '../src/identity/sign-in/totp.ts';
import type { Database } from '../src/kernel/database/index.ts';
import { type EgressPolicy, STRICT_POLICY } from '../src/kernel/egress/index.ts';
import { createHttp, type Http } from '../src/kernel/http/index.ts';
import { silentLog } from '../src/kernel/log.ts';
import { EVERYTHING, withinScope } from '../src/kernel/tenancy/index.ts';

/** Of everybody in these tests; invented. */
export const PASSWORD = 'correct horse battery';

/** A clock that goes only when it is told to. */
export interface TestClock {
  now: Date;
  pass(minutes: number): void;
}

/** One that begins now. */
export function testClock(): TestClock {
  return {
    now: new Date(),
    pass(minutes) {
      this.now = new Date(this.now.getTime() + minutes * 60_000);
    },
  };
}

export interface IdentityHouse {
  readonly http: Http;
  readonly clock: TestClock;
  readonly tools: IdentityTools;
  /** every route with its permission, and whether it is a step of getting in */
  readonly routes: readonly {
    method: string;
    url: string;
    permission: string;
    entry?: boolean | undefined;
  }[];
  browser(more?: { source?: string; host?: string }): TestBrowser;
}

/** The routes of people on a database, with a clock of the test's own. @param addMore routes of other modules */
export async function identityHouse(
  db: Database,
  addMore: (http: Http, tools: IdentityTools) => unknown = () => {},
  policy: EgressPolicy = STRICT_POLICY,
): Promise<IdentityHouse> {
  const clock = testClock();
  const tools: IdentityTools = {
    db,
    secret: 'ab'.repeat(32),
    idleMinutes: 15,
    secure: false,
    now: () => clock.now,
    policy,
  };
  const http = await createHttp({
    log: silentLog(),
    version: '0.1.0',
    authenticate: (request, reply) => authenticate(tools, request, reply),
  });
  const routes: IdentityHouse['routes'][number][] = [];
  http.addHook('onRoute', ({ method, url, config }) => {
    for (const each of [method].flat()) {
      if (each !== 'HEAD')
        routes.push({ method: each, url, permission: config?.permission ?? '', entry: config?.entry });
    }
  });
  addIdentityRoutes(http, tools);
  await addMore(http, tools);
  await http.ready();
  return { http, clock, tools, routes, browser: (more) => new TestBrowser(http, clock, more) };
}

/** A browser with its cookies. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  private readonly http: Http;
  private readonly clock: TestClock;
  private readonly source: string;
  private readonly host: string;

  constructor(http: Http, clock: TestClock, { source = '127.0.0.1', host = '127.0.0.1:8600' } = {}) {
    this.http = http;
    this.clock = clock;
    this.source = source;
    this.host = host;
  }

  async ask(method: 'GET' | 'POST', url: string, payload?: object) {
    const reply = await this.http.inject({
      method,
      url,
      remoteAddress: this.source,
      headers: {
        host: this.host,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(payload ? { payload } : {}),
    });
    for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const body = reply.body && reply.headers['content-type']?.includes('json') ? reply.json() : undefined;
    return {
      status: reply.statusCode,
      body,
      code: body?.error?.code as string | undefined,
      bytes: reply.rawPayload,
    };
  }

  get = (url: string) => this.ask('GET', url);
  post = (url: string, payload?: object) => this.ask('POST', url, payload);

  async session(): Promise<SessionView> {
    return (await this.get('/api/session')).body;
  }

  /** First factor alone. */
  password = (loginName: string, password = PASSWORD) => this.post('/api/session', { loginName, password });

  /** Sets up the second factor of a session at `enrolment`. @returns its seed, and the recovery codes */
  async enrol(): Promise<{ seed: Buffer; codes: string[] }> {
    const { body } = await this.post('/api/me/factor');
    const seed = fromBase32(body.secret);
    const confirmed = await this.post('/api/me/factor/confirm', { code: this.codeOf(seed) });
    if (confirmed.status !== 200) throw new Error(`enrolment: ${JSON.stringify(confirmed.body)}`);
    return { seed, codes: confirmed.body.codes };
  }

  /** The code that the telephone shows now. */
  codeOf = (seed: Buffer): string => codeOfStep(seed, stepAt(this.clock.now));

  /** Signs in wholly; a minute passes first, so that the code is one that was not used yet. */
  async enter(loginName: string, seed: Buffer) {
    this.clock.pass(1);
    await this.password(loginName);
    return this.post('/api/session/second-factor', { code: this.codeOf(seed) });
  }
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

export const CLAIM = {
  unitName: '样例市数据局',
  unitKind: 'organ',
  unitLevel: 'prefectural',
  regionCode: '990100',
  regionName: '样例市',
  name: '甲管理',
  loginName: 'first.admin',
  employment: 'civil-servant',
  password: PASSWORD,
} as const;

/** The token of a fresh link for the first administrator. */
export async function adminToken(house: IdentityHouse, data: string): Promise<string> {
  const link = await makeAdminLink(house.tools, { base: 'http://127.0.0.1:8600/', data });
  return link?.url.split('#')[1] ?? '';
}

let people = 0;

/** A person of a unit who has signed in wholly in the browser that is given back, with grants written directly. */
export async function signedIn(
  house: Pick<IdentityHouse, 'clock' | 'browser'> & { readonly tools: Pick<IdentityTools, 'db'> },
  about: {
    unitId: string;
    employment?: Employment;
    grants?: { role: RoleName; area?: 'region' | 'sector' | 'unit'; place?: string; endsAt?: Date }[];
  },
): Promise<{ browser: TestBrowser; id: string; loginName: string; seed: Buffer }> {
  people += 1;
  const loginName = `person.${people}`;
  const employment = about.employment ?? 'civil-servant';
  const { id, token } = await withinScope(house.tools.db, EVERYTHING, async (trx) => {
    const unit = await trx
      .selectFrom('registry_unit')
      .select(['region_path', 'sector_path'])
      .where('id', '=', about.unitId)
      .executeTakeFirstOrThrow();
    const person = randomUUID();
    await trx
      .insertInto('identity_person')
      .values({
        id: person,
        unit_id: about.unitId,
        ...unit,
        name: `样例${people}`,
        login_name: loginName,
        employment,
        employment_confirmed_on: '2026-01-05',
      })
      .execute();
    for (const grant of about.grants ?? []) {
      await trx
        .insertInto('identity_grant')
        .values({
          id: randomUUID(),
          person_id: person,
          role: grant.role,
          area: grant.area ?? 'unit',
          place: grant.place ?? about.unitId,
          starts_at: house.clock.now,
          ...(EMPLOYMENT_WORDS[employment].established && !grant.endsAt
            ? {}
            : {
                ends_at: grant.endsAt ?? new Date(house.clock.now.getTime() + 30 * 86_400_000),
                approver: '样例负责人',
                reason: '测试',
              }),
        })
        .execute();
    }
    const { makePersonLink } = await import('../src/identity/sign-in/use-link.ts');
    const link = await makePersonLink(trx, person, house.clock.now);
    return { id: person, token: link.path.split('#')[1] ?? '' };
  });
  const browser = house.browser({ source: `203.0.113.${people % 250}` });
  await browser.post('/api/link/password', { token, password: PASSWORD });
  const { seed } = await browser.enrol();
  return { browser, id, loginName, seed };
}

/** A unit of its own, below a superior or not, in a region. */
export async function makeUnit(
  db: Database,
  about: { name: string; region: string; below?: string },
): Promise<string> {
  const id = randomUUID();
  await withinScope(db, EVERYTHING, async (trx) => {
    const code = about.region.split('/').at(-2) ?? '';
    await trx
      .insertInto('registry_region')
      .values({ code, name: `样例${code}`, path: about.region })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const superior = about.below
      ? await trx
          .selectFrom('registry_unit')
          .select(['id', 'sector_path'])
          .where('id', '=', about.below)
          .executeTakeFirstOrThrow()
      : undefined;
    await trx
      .insertInto('registry_unit')
      .values({
        id,
        name: about.name,
        kind: 'organ',
        level: 'county',
        region_code: code,
        region_path: about.region,
        sector_path: `${superior?.sector_path ?? ''}${id}/`,
        superior_id: superior?.id ?? null,
      })
      .execute();
  });
  return id;
}
