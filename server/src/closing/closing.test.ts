import { createHash } from 'node:crypto';
import type { ClosingStep, ClosingView, NewClosing, PaperVerdictList } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verdictOf } from '../../test/check-results.ts';
import { useTestDatabase } from '../../test/database.ts';
import { keepCheck, tellKept } from '../../test/kept-checks.ts';
import { memoryTiles } from '../../test/ledger.ts';
import { type PaperHouse, PDF, paperHouse, paperUnit, personWith, registerSite } from '../../test/papers.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { Jobs } from '../kernel/jobs/index.ts';
import { ledgerKeys, sealLedger, verifyLedger } from '../kernel/ledger/index.ts';
import { type Actor, EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { noteChecks } from '../registry/index.ts';
import { addClosingRoutes, CLOSING_SUBJECTS, closingItems } from './index.ts';

const database = useTestDatabase();
const sent: string[] = [];
const jobs = {
  send: async (_queue: string, _data: object, key: string) => {
    sent.push(key);
  },
} as unknown as Jobs;
let house: PaperHouse;
let own: Awaited<ReturnType<typeof paperUnit>>;
let successor: Awaited<ReturnType<typeof paperUnit>>;

beforeAll(async () => {
  house = await paperHouse(database.db, (http, tools) =>
    addClosingRoutes(http, {
      ...{ db: database.db, jobs, ...tools },
      async confirm(_, code) {
        if (code !== CODE) throw new HouseError('code-refused', {});
      },
    }),
  );
  own = await paperUnit(database.db, '990000/990100/');
  successor = await paperUnit(database.db, '990000/990200/');
});
afterAll(() => house.close());

const DAY = '2026-11-20';
/** What the second factor shows. */
const CODE = '314159';

async function begin(
  unit: { readonly unit: string; readonly writer: Actor },
  applications: NewClosing['applications'],
  more: Partial<NewClosing> = {},
) {
  return house.ask(unit.writer, 'POST', '/closings', {
    ...{ unitId: unit.unit, occasion: 'unused', since: '2026-11-01', paper: '样例〔2026〕8号' },
    ...{ applications, ...more },
  });
}

const record = (id: string, step: ClosingStep, more: object = {}, who = own.writer) =>
  house.ask(who, 'POST', `/closings/${id}/steps/${step}`, {
    ...{ how: 'done', number: `${step}-1`, issuer: '样例机关', doneOn: DAY, ...more },
  });
const without = (id: string, step: ClosingStep, who = own.writer) =>
  house.ask(who, 'POST', `/closings/${id}/steps/${step}`, { how: 'not-needed', ground: '从未办理' });
const view = async (id: string, who = own.writer): Promise<ClosingView> =>
  (await house.ask(who, 'GET', `/closings/${id}`)).body;
const stateOf = (application: string) =>
  withinScope(database.db, EVERYTHING, async (trx) => {
    const row = await trx
      .selectFrom('registry_application')
      .select(['state', 'hosts'])
      .where('id', '=', application)
      .executeTakeFirstOrThrow();
    return { state: row.state, host: row.hosts[0] ?? '' };
  });

/** What waits on somebody's desk. */
const waiting = async (actor: Actor) =>
  (await closingItems({ db: database.db, now: () => house.now }, { actor, lang: 'zh' })).map(
    ({ title, act, link }) => `${title} ${act} ${link}`,
  );
const seal = (id: string, who: Actor, code = CODE) =>
  house.ask(who, 'POST', `/closings/${id}/seal`, { code });

/** Keeps a look at a closed site and has the register told. */
async function look(host: string, code: 'silent' | 'still-answers', at: string): Promise<void> {
  const name = code === 'silent' ? 'released' : 'still-resolves';
  const verdicts = [verdictOf('service-off', code, 'zh'), verdictOf('name-released', name, 'zh')];
  await keepCheck(database.db, { host, verdicts, at, closed: true, pagesOpened: 0 });
  await tellKept(database.db, noteChecks);
}

describe('closing a site', () => {
  it('goes step by step with proofs, is looked at by a check, and ends in a record that the ledger holds', async () => {
    const site = await registerSite(database.db, own.unit, {
      filings: [{ kind: 'icp', number: '样ICP备00000000号' }],
    });
    const { host } = await stateOf(site);
    expect((await begin(own, [{ id: site, outcome: 'close' }], { since: '2999-01-01' })).code).toBe(
      'closing-day-wrong',
    );
    const { body } = await begin(own, [{ id: site, outcome: 'close' }]);
    const [id = ''] = body.ids;
    expect((await begin(own, [{ id: site, outcome: 'close' }])).code).toBe('closing-under-way');
    expect(await view(id)).toMatchObject({ next: 'notice', state: 'open' });

    expect((await record(id, 'service-off')).body.error.message).toContain('发布停用公告');
    expect((await without(id, 'data-archived')).code).toBe('closing-step-needed');
    expect((await record(id, 'mlps-cancelled')).code).toBe('closing-step-foreign');
    await record(id, 'notice', { number: '' });
    expect((await house.ask(own.writer, 'POST', `/closings/${id}/check`)).code).toBe('closing-service-on');
    expect((await record(id, 'service-off')).body).toMatchObject({ next: 'data-archived' });
    expect((await stateOf(site)).state).toBe('closed');

    expect((await record(id, 'data-archived')).code).toBe('closing-document-missing');
    const list = await house.upload(own.writer, own.unit, undefined, '移交清单.pdf');
    const foreign = await house.upload(successor.writer, successor.unit);
    expect((await record(id, 'data-archived', { documents: [foreign] })).code).toBe('documents-not-at-hand');
    await record(id, 'data-archived', { documents: [list] });
    await record(id, 'data-deleted', { documents: [await house.upload(own.writer, own.unit)] });
    await record(id, 'domain-cancelled');
    for (const step of ['icp-cancelled', 'police-cancelled'] as const) await record(id, step);
    expect((await seal(id, own.leader)).body.error.message).toContain('网上标识注销');
    expect((await without(id, 'mark-returned')).body.next).toBeUndefined();

    // Whoever began it does not sign; a site that still answers is not sealed as closed.
    expect((await seal(id, own.writer)).status).toBe(403);
    await look(host, 'still-answers', '2026-11-24T02:00:00.000Z');
    const against = (await view(id)).steps.find(({ step }) => step === 'service-off');
    expect(against?.confirmation).toBe('contradicted');
    expect((await seal(id, own.leader)).code).toBe('closing-still-answers');
    const asked = await house.ask(own.writer, 'POST', `/closings/${id}/check`);
    expect(asked).toMatchObject({ status: 202 });
    expect(sent).toContain(asked.body.id);
    await look(host, 'silent', '2026-11-25T02:00:00.000Z');
    expect((await house.ask(own.leader, 'GET', `/closings/${id}`)).body.acts).toMatchObject({
      seal: true,
      record: false,
    });

    // A browser that was left alone signs nothing.
    expect((await seal(id, own.leader, '000000')).code).toBe('code-refused');
    expect((await view(id)).state).toBe('open');
    const { body: sealed } = await seal(id, own.leader);
    expect(sealed).toMatchObject({ state: 'sealed', acts: { record: false, seal: false, withdraw: false } });
    expect((await record(id, 'icp-cancelled')).code).toBe('closing-ended');
    await isProven(id, site, list, sealed);
    await isHeldByTheLedger(id);
  });

  /** What was sealed can be checked by anybody: the text gives the digest that the ledger has. */
  async function isProven(id: string, site: string, list: string, sealed: ClosingView): Promise<void> {
    const json = await house.ask(own.leader, 'GET', `/closings/${id}/record/json`);
    expect(createHash('sha256').update(json.bytes).digest('hex')).toBe(sealed.sealed?.sha256);
    const text = JSON.parse(json.bytes.toString('utf8'));
    const { body: document } = await house.ask(own.leader, 'GET', `/documents/${list}`);
    expect(text.steps.find(({ step }: { step: string }) => step === 'data-archived')).toMatchObject({
      doneOn: DAY,
      documents: [{ name: '移交清单.pdf', sha256: document.sha256, sm3: document.sm3 }],
    });
    expect(text.steps.find(({ step }: { step: string }) => step === 'service-off').confirmation.result).toBe(
      'confirmed',
    );
    const docx = await house.ask(own.leader, 'GET', `/closings/${id}/record/docx`);
    expect(docx.bytes.subarray(0, 2).toString()).toBe('PK');
    const { rows } = await sql<{ entry: string }>`SELECT entry FROM ledger_entry
      WHERE subject = ${`closing/${id}`}`.execute(database.db);
    expect(rows.map(({ entry }) => JSON.parse(entry).digests)).toEqual([
      {
        record: `sha256:${sealed.sealed?.sha256}`,
        'record-sm3': `sm3:${sealed.sealed?.sm3}`,
        document: `sha256:${createHash('sha256').update(docx.bytes).digest('hex')}`,
      },
    ]);
    // By the record Article 12 is met: what is stated there is signed, with its documents.
    const { body: papers } = (await house.ask(own.leader, 'GET', `/applications/${site}/papers`)) as {
      body: PaperVerdictList;
    };
    const article = papers.rows.filter(({ obligation }) => /^A12\.[2-6]/.test(obligation));
    expect(article.map(({ obligation, verdict, code }) => [obligation.slice(0, 5), verdict, code])).toEqual(
      ['A12.2', 'A12.3', 'A12.4', 'A12.5', 'A12.6'].map((each) => [each, 'met', 'signed']),
    );
  }

  /** A changed record is named; the database lets nobody of the program change one. */
  async function isHeldByTheLedger(id: string): Promise<void> {
    const store = memoryTiles();
    const keys = ledgerKeys(house.data);
    const verify = async () => {
      await sealLedger({ db: database.db, store, keys });
      const subjects = { 'closing-sealed': CLOSING_SUBJECTS };
      return verifyLedger({ store, db: database.db, keys: keys.periods, kept: [], subjects });
    };
    expect((await verify()).fault).toBeUndefined();
    const change = sql`UPDATE closing_case SET record = record || ' ' WHERE id = ${id}`;
    const act = (statement: ReturnType<typeof sql>) =>
      withinScope(database.db, EVERYTHING, (trx) => statement.execute(trx));
    await expect(act(change)).rejects.toThrow(/stays as it is/);
    await expect(act(sql`UPDATE closing_step SET number = 'x' WHERE case_id = ${id}`)).rejects.toThrow(
      /stays as it is/,
    );
    await expect(act(sql`DELETE FROM closing_step WHERE case_id = ${id}`)).rejects.toThrow(
      /permission denied/,
    );
  }

  it('is taken back where the site stays in use', async () => {
    const site = await registerSite(database.db, own.unit);
    const { body } = await begin(own, [{ id: site, outcome: 'close' }]);
    await without(body.ids[0], 'notice');
    await record(body.ids[0], 'service-off');
    expect((await stateOf(site)).state).toBe('closed');
    const back = await house.ask(own.writer, 'POST', `/closings/${body.ids[0]}/withdraw`, {
      ground: '继续使用',
    });
    expect(back.body).toMatchObject({ state: 'withdrawn' });
    expect((await stateOf(site)).state).toBe('running');
    expect((await begin(own, [{ id: site, outcome: 'close' }])).status).toBe(201);
  });
});

describe('a unit that is merged', () => {
  it('leaves no application behind, and hands over what the successor has in its own register', async () => {
    const unit = await paperUnit(database.db, '990000/990300/');
    const site = await registerSite(database.db, unit.unit, { name: '样例移交网站' });
    const account = await registerSite(database.db, unit.unit, {
      ...{ name: '样例公众号', kind: 'account', addresses: ['样例号'] },
    });
    const merged = { occasion: 'merged', successorId: successor.unit } as const;
    const left = await begin(unit, [{ id: site, outcome: 'hand-over' }], merged);
    expect(left.body.error.message).toContain('还有1个没有选择去向：样例公众号');
    // What is dealt with already is not asked for again.
    const already = await begin(unit, [{ id: account, outcome: 'close' }]);
    const alone = await begin(unit, [{ id: site, outcome: 'close' }], merged);
    expect(alone.status).toBe(201);
    for (const id of [...already.body.ids, ...alone.body.ids])
      await house.ask(unit.writer, 'POST', `/closings/${id}/withdraw`, { ground: '重新选择' });
    const both: NewClosing['applications'] = [
      { id: site, outcome: 'hand-over' },
      { id: account, outcome: 'close' },
    ];
    expect((await begin(unit, both, { occasion: 'merged' })).code).toBe('closing-successor-missing');
    expect((await begin(unit, both)).code).toBe('closing-unused-closes');
    expect((await begin(unit, both, { ...merged, successorId: unit.unit })).code).toBe(
      'closing-successor-missing',
    );
    const { body } = await begin(unit, both, merged);
    const [handOver = '', close = ''] = body.ids;
    expect((await view(close, unit.writer)).outcome).toBe('close');

    const documents = [await house.upload(unit.writer, unit.unit, undefined, '移交清单.pdf')];
    await record(handOver, 'data-handed-over', { documents }, unit.writer);
    await record(handOver, 'domain-changed', {}, unit.writer);
    for (const step of ['icp-changed', 'police-changed', 'mark-changed', 'page-updated'] as const)
      await record(handOver, step, {}, unit.writer);
    expect((await record(handOver, 'registered', {}, unit.writer)).code).toBe('closing-step-foreign');
    expect((await seal(handOver, unit.leader)).code).toBe('closing-steps-left');
    const term = (await view(handOver, unit.writer)).steps.find(({ step }) => step === 'icp-changed')?.term;
    expect(term).toContain('30日（非经营性互联网信息服务备案管理办法第十四条）');
    // Who takes over follows the case and does nothing in it; its proofs come with the seal.
    const followed = await view(handOver, successor.writer);
    expect(followed).toMatchObject({ received: true, state: 'open', unit: { id: unit.unit } });
    expect(Object.values(followed.acts)).not.toContain(true);
    expect(proofsIn(followed)).toEqual([]);
    // It waits on the desk of who registers applications there, and on nobody else's.
    expect(await waiting(successor.writer)).toEqual([`样例移交网站 登记入台账 /closings/${handOver}`]);
    expect(await waiting(successor.leader)).toEqual([]);
    expect(await waiting(own.writer)).not.toContain(`样例移交网站 登记入台账 /closings/${handOver}`);
    expect((await house.ask(successor.writer, 'GET', `/documents/${documents[0]}`)).status).toBe(404);
    expect((await record(handOver, 'page-updated', {}, successor.writer)).code).toBe('closing-unknown');
    expect((await seal(handOver, successor.leader)).code).toBe('closing-unknown');
    // The successor registers it as its own; nobody writes into its register for it.
    await registerSite(database.db, successor.unit, { name: '样例移交网站' });
    expect(await waiting(successor.writer)).toEqual([]);
    const { body: sealed } = await seal(handOver, unit.leader);
    expect(sealed).toMatchObject({ state: 'sealed', successor: expect.stringContaining('样例局') });
    expect((await stateOf(site)).state).toBe('closed');
    await isTheSuccessorsToo(handOver, { close, sealed, document: documents[0] ?? '' });
    const list = async (who: Actor, show: string) =>
      (await house.ask(who, 'GET', `/closings?show=${show}`)).body.rows.map(({ id }: { id: string }) => id);
    expect(await list(successor.writer, 'received')).toEqual([handOver]);
    expect(await list(successor.writer, 'all')).toEqual([handOver]);
    expect(await list(successor.writer, 'sealed')).toEqual([]);
    expect(await list(unit.writer, 'received')).toEqual([]);
    expect(await list(own.writer, 'received')).toEqual([]);
    // What was withdrawn is nobody's business but its unit's.
    const again = await registerSite(database.db, unit.unit, { name: '样例再移交网站' });
    const { body: third } = await begin(unit, [{ id: again, outcome: 'hand-over' }], {
      ...{ occasion: 'transferred', successorId: successor.unit },
    });
    expect((await house.ask(successor.writer, 'GET', `/closings/${third.ids[0]}`)).status).toBe(200);
    await house.ask(unit.writer, 'POST', `/closings/${third.ids[0]}/withdraw`, { ground: '不再移交' });
    expect((await house.ask(successor.writer, 'GET', `/closings/${third.ids[0]}`)).status).toBe(404);
  });

  const proofsIn = ({ steps }: ClosingView) =>
    steps.flatMap(({ record }) => (record?.documents ?? []).map(({ name }) => name));

  /** A sealed case is read by who took over: the record, the paper and the proofs; nobody else's eyes, and no other case. */
  async function isTheSuccessorsToo(
    id: string,
    { close, sealed, document }: { close: string; sealed: ClosingView; document: string },
  ): Promise<void> {
    const seen = await view(id, successor.writer);
    expect(seen).toMatchObject({ received: true, sealed: sealed.sealed });
    expect(seen.steps).toEqual(sealed.steps);
    expect(seen.events).toEqual(sealed.events);
    expect(proofsIn(seen)).toEqual(['移交清单.pdf']);
    const json = await house.ask(successor.leader, 'GET', `/closings/${id}/record/json`);
    expect(createHash('sha256').update(json.bytes).digest('hex')).toBe(sealed.sealed?.sha256);
    const docx = await house.ask(successor.leader, 'GET', `/closings/${id}/record/docx`);
    expect(docx.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await house.ask(successor.writer, 'GET', `/documents/${document}/content`)).bytes).toEqual(PDF);
    // It reads them; to destroy them on an order is for whose they are.
    const secrecy = await personWith(database.db, { unit: successor.unit, role: 'secrecy-officer' });
    const order = { orderNumber: '样保〔2026〕1号', approver: '甲' };
    expect((await house.ask(secrecy, 'POST', `/documents/${document}/destroy`, order)).code).toBe(
      'document-unknown',
    );
    for (const stranger of [own.writer, own.leader]) {
      expect((await house.ask(stranger, 'GET', `/closings/${id}`)).status).toBe(404);
      expect((await house.ask(stranger, 'GET', `/documents/${document}`)).status).toBe(404);
    }
    expect((await house.ask(successor.writer, 'GET', `/closings/${close}`)).status).toBe(404);
  }
});

describe('what the database holds itself', () => {
  it('whoever began a case does not sign it, and a case is of one unit', async () => {
    const site = await registerSite(database.db, own.unit);
    const { body } = await begin(own, [{ id: site, outcome: 'close' }]);
    const sealed = withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE closing_case SET state = 'sealed', record = '{}', sealed_by = begun_by, sealed_at = now(),
        document_id = (SELECT id FROM assurance_document LIMIT 1) WHERE id = ${body.ids[0]}`.execute(trx),
    );
    await expect(sealed).rejects.toThrow(/closing_sealed_by_another/);
    const foreign = await personWith(database.db, { unit: successor.unit, role: 'liaison' });
    expect((await record(body.ids[0], 'notice', {}, foreign)).status).toBe(404);
    const { rows } = (await house.ask(foreign, 'GET', '/closings?show=all')).body;
    expect(rows.map(({ id }: { id: string }) => id)).not.toContain(body.ids[0]);
  });
});
