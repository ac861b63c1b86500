import {
  checkListSchema,
  checkRowSchema,
  checkViewSchema,
  errorAnswerSchema,
  guessSchema,
} from '@zhengdun/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PICTURE } from '../../test/check-results.ts';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import { inspectedPage, memoryEvidence } from '../../test/inspections.ts';
import { createHttp, type Http } from '../kernel/http/index.ts';
import { silentLog } from '../kernel/log.ts';
import { saveEvidence } from './checks/evidence.repo.ts';
import { keepResult } from './checks/keep-result.ts';
import { addInspectionRoutes } from './routes.ts';

const database = useTestDatabase();
const evidence = memoryEvidence();
/** What the register has: one host. Served to this machine alone, nobody asks as somebody. */
async function owner(actor: unknown, host: string) {
  if (actor) throw new Error('somebody asks');
  if (host !== 'www.registered.gov.cn') return undefined;
  const belonging = { unit_id: unit, region_path: '990000/', sector_path: `${unit}/` };
  return { belonging, unit: { name: '样例县教育局', kind: 'organ', level: 'county-department' } as const };
}
const NOBODY = '6d0aa37f-6739-4732-b3d3-6c4f7d7c4bc7';
let unit: string;
let http: Http;
let routes: { method: 'GET' | 'POST'; url: string }[];

beforeAll(async () => {
  unit = await makeUnit(database.db, { name: '样例县教育局', region: '990000/' });
  http = await createHttp({ log: silentLog(), version: '0.1.0' });
  routes = [];
  http.addHook('onRoute', ({ method, url }) => {
    for (const each of ['GET', 'POST'] as const) {
      if ([method].flat().includes(each)) routes.push({ method: each, url });
    }
  });
  const jobs = { send: async () => {}, work: async () => {}, stop: async () => {} };
  addInspectionRoutes(http, { db: database.db, jobs, evidence, readings: {}, owner });
  await http.ready();
});
afterAll(() => http.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  http.inject({ method: 'GET', url, headers: { host: '127.0.0.1:8600', ...headers } });
const post = (url: string, payload: object | string, headers: Record<string, string> = {}) =>
  http.inject({ method: 'POST', url, payload, headers: { host: '127.0.0.1:8600', ...headers } });

async function finishedCheck(url = 'https://www.a.gov.cn/'): Promise<string> {
  const order = {
    by: 'command',
    address: url,
    pages: 20,
    browser: false,
    basis: { kind: 'own-site' },
    lang: 'zh',
  } as const;
  const { id } = await keepResult({ db: database.db, evidence }, inspectedPage(url), { order });
  return id;
}

describe('the routes of checks', () => {
  it('serve whoever sits at this machine, and nobody else', async () => {
    expect(routes.length).toBeGreaterThanOrEqual(7);
    for (const { method, url } of routes) {
      const path = url.replace(':id', NOBODY).replace(':form', 'html').replace(':sha256', '0'.repeat(64));
      const from = { method, url: path, headers: { host: '127.0.0.1:8600' } };
      const far = await http.inject({ ...from, remoteAddress: '203.0.113.9' });
      expect({ url, status: far.statusCode, code: errorAnswerSchema.parse(far.json()).error.code }).toEqual({
        url,
        // Nothing is destroyed without an account, wherever one sits.
        ...(url.endsWith('/destroy')
          ? { status: 401, code: 'not-signed-in' }
          : { status: 421, code: 'host-refused' }),
      });
    }
  });

  it('take no check from a form or script of another site', async () => {
    const foreign = await post(
      '/api/checks',
      { address: 'www.a.gov.cn' },
      { origin: 'https://evil.example' },
    );
    expect(foreign.statusCode).toBe(403);
  });

  it('ask for a check and tell where it stands', async () => {
    const asked = await post('/api/checks', { address: ' www．a．gov．cn ' });
    expect(asked.statusCode).toBe(202);
    const view = checkViewSchema.parse((await get(`/api/checks/${asked.json().id}`)).json());
    expect(view).toMatchObject({ state: 'waiting', url: 'https://www.a.gov.cn/', early: [] });
  });

  it('list the newest first, a page at a time, with the number of all', async () => {
    const id = await finishedCheck();
    const list = checkListSchema.parse((await get('/api/checks?size=20')).json());
    expect(list.rows[0]).toMatchObject({ id, state: 'done' });
    expect(list.total).toBeGreaterThanOrEqual(2);
    expect(checkListSchema.parse((await get('/api/checks?page=1000')).json()).rows).toEqual([]);
  });

  it('judge a check again under a corrected unit', async () => {
    const id = await finishedCheck('https://www.b.com.cn/');
    const answer = await post(`/api/checks/${id}/unit`, { unitKind: 'institution' });
    expect(checkViewSchema.parse(answer.json()).result?.unit.kind).toBe('institution');
  });

  it.each([
    ['html', 'text/html; charset=utf-8', '自查-www.a.gov.cn.html'],
    ['json', 'application/json', '自查-www.a.gov.cn.json'],
    ['oscal', 'application/json', '自查-www.a.gov.cn.oscal.json'],
    [
      'docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      '自查-www.a.gov.cn.docx',
    ],
  ])('give the report as %s, to be saved and not shown', async (form, type, name) => {
    const answer = await get(`/api/checks/${await finishedCheck()}/report.${form}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    expect(answer.rawPayload.length).toBeGreaterThan(1000);
  });

  it('tell what an address alone says of the unit', async () => {
    const guess = guessSchema.parse(
      (await get(`/api/guess?address=${encodeURIComponent('样例。政务')}`)).json(),
    );
    expect(guess).toMatchObject({ displayHost: '样例.政务', unit: { kind: 'organ' } });
  });

  it('take what the register knows of the unit of an address, before any guess and after what is given', async () => {
    const address = 'www.registered.gov.cn';
    const { unit: known } = guessSchema.parse((await get(`/api/guess?address=${address}`)).json());
    expect(known).toMatchObject({ level: 'county-department', from: { kind: 'given', level: 'given' } });
    const asked = checkRowSchema.parse((await post('/api/checks', { address })).json());
    expect(asked.unit).toMatchObject({ name: '样例县教育局', kind: 'organ', level: 'county-department' });
    const given = checkRowSchema.parse((await post('/api/checks', { address, unitLevel: 'county' })).json());
    expect(given.unit).toMatchObject({ level: 'county' });
  });

  it('show pictures, and no other evidence', async () => {
    const picture = await evidence.keep(PICTURE, 'image/jpeg');
    const observations = await evidence.keep(Buffer.from('observations'), 'application/gzip');
    for (const each of [picture, observations]) await saveEvidence(database.db, each);
    const shown = await get(`/api/evidence/${picture.sha256}`);
    expect(shown.headers['content-type']).toBe('image/jpeg');
    expect(shown.rawPayload).toEqual(PICTURE);
    expect((await get(`/api/evidence/${observations.sha256}`)).statusCode).toBe(404);
  });
});

describe('what the routes refuse', () => {
  it.each([
    [{}, 'body.address'],
    [{ address: '' }, 'body.address'],
    [{ address: 'x'.repeat(2_001) }, 'body.address'],
    [{ address: 'www.a.gov.cn', pages: 501 }, 'body.pages'],
    [{ address: 'www.a.gov.cn', pages: 'many' }, 'body.pages'],
    [{ address: 'www.a.gov.cn', unitKind: 'enterprise' }, 'body.unitKind'],
    [{ address: 'www.a.gov.cn', unitName: '甲'.repeat(101) }, 'body.unitName'],
    [{ address: 'www.a.gov.cn', basis: { kind: 'mood' } }, 'body.basis.kind'],
  ])('names the field that is wrong in %j', async (body, field) => {
    const answer = await post('/api/checks', body);
    const { error } = errorAnswerSchema.parse(answer.json());
    expect({ status: answer.statusCode, code: error.code }).toEqual({ status: 400, code: 'input-invalid' });
    expect(error.fields?.map(({ path }) => path)).toContain(field);
  });

  it('says in the language of the browser what is wrong with an address', async () => {
    const told = async (headers: Record<string, string>) =>
      errorAnswerSchema.parse((await post('/api/checks', { address: 'ftp://a.gov.cn' }, headers)).json())
        .error;
    expect(await told({})).toMatchObject({
      code: 'address-invalid',
      message: expect.stringContaining('只能检测'),
    });
    expect((await told({ 'accept-language': 'en-GB,en' })).message).toContain('Only web addresses');
    expect((await get('/api/guess?address=%20')).statusCode).toBe(400);
    expect((await get(`/api/guess?address=${'x'.repeat(2_001)}`)).statusCode).toBe(400);
  });

  it.each([
    ['/api/checks/none', 400],
    [`/api/checks/${NOBODY}`, 404],
    [`/api/checks/${NOBODY}/report.html`, 404],
    [`/api/checks/${NOBODY}/report.exe`, 400],
    ['/api/checks?size=7', 400],
    ['/api/checks?page=0', 400],
    [`/api/evidence/${'0'.repeat(64)}`, 404],
    ['/api/evidence/..%2f..%2fetc%2fpasswd', 400],
  ])('answers GET %s with %i', async (url, status) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(errorAnswerSchema.safeParse(answer.json()).success).toBe(true);
  });

  it('gives no report of a check that has no result, and corrects none', async () => {
    const { id } = (await post('/api/checks', { address: 'www.c.gov.cn' })).json();
    expect((await get(`/api/checks/${id}/report.docx`)).statusCode).toBe(409);
    expect((await post(`/api/checks/${id}/unit`, { unitKind: 'organ' })).statusCode).toBe(409);
    expect((await post(`/api/checks/${NOBODY}/unit`, { unitKind: 'organ' })).statusCode).toBe(404);
    expect((await post(`/api/checks/${id}/unit`, { unitKind: 'enterprise' })).statusCode).toBe(400);
  });
});
