import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { makeUnit } from '../../test/identity-house.ts';
import { inspectedPage, memoryEvidence } from '../../test/inspections.ts';
import { registerSite, tellKept } from '../../test/kept-checks.ts';
import {
  type Inspected,
  judgeTakenLinks,
  keepResult,
  type LinkSight,
  readCheckExits,
  type Told,
} from '../inspection/index.ts';
import { DAY_MS, HOUR_MS } from '../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { noteChecks } from '../registry/index.ts';
import { takeInChecks } from '../supervision/index.ts';
import { checkDueLinks } from './check-links.ts';
import { type LinkSources, noteCheckLinks, takeInLinks, takenLinksAt } from './index.ts';
import { updateLink } from './work.repo.ts';

const database = useTestDatabase();
const evidence = memoryEvidence();
const PICTURE = Buffer.from('a picture of the association’s page');
const EXIT = 'https://www.xiehui.test/';
const order = {
  by: 'command',
  address: 'x',
  pages: 0,
  browser: false,
  basis: { kind: 'own-site' },
  lang: 'zh',
} as const;
let now = new Date();
let host: string;
let application: string;
let sources: LinkSources;

const told: Told = async (trx, checks) => {
  await noteChecks(trx, checks);
  await takeInChecks(trx, checks);
  await noteCheckLinks(trx, checks);
};

beforeAll(async () => {
  const { db } = database;
  const unitId = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  ({ host, id: application } = await registerSite(db, { unitId }));
  sources = {
    ofCheck: (id) => readCheckExits({ db, evidence }, id),
    ofItem: async () => undefined,
    judgeTaken: (check, taken) => judgeTakenLinks({ db, evidence, readings: {} }, check, taken),
    evidence,
  };
});

/** A check of the site, on whose home page the exit stands and answers. */
async function check(): Promise<void> {
  const on = [{ page: `https://${host}/`, line: 1, text: '样例协会' }];
  const body = `<!doctype html><title>样例局</title><p><a href="${EXIT}">样例协会</a></p>`;
  const { result, observations } = inspectedPage(`https://${host}/`, { body, startedAt: now });
  const looked = { url: EXIT, host: 'www.xiehui.test', on, state: 'alive', status: 200, detail: '' } as const;
  const seen: Inspected['observations'] = {
    ...observations,
    links: {
      ...{ outcome: 'seen', at: now.toISOString(), ms: 1, evidence: [] },
      facts: { found: 1, links: [looked] },
    },
  };
  const verdicts = result.verdicts.map((each): typeof each =>
    each.rule === 'exit-links' ? { ...each, verdict: 'met', code: 'alive', facts: { checked: 1 } } : each,
  );
  await keepResult(
    { db: database.db, evidence },
    { result: { ...result, verdicts }, observations: seen },
    { order },
  );
  await settle();
}

/** What the program does by itself, until nothing is left to be told. */
async function settle(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await tellKept(database.db, told);
    await takeInLinks(database.db, sources, () => now);
  }
}

async function look(page: Partial<NonNullable<LinkSight['page']>>, days = 8): Promise<void> {
  now = new Date(now.getTime() + days * DAY_MS);
  const sight: LinkSight = {
    ...{ state: 'alive', status: 200, detail: '' },
    page: { title: '样例协会', sketch: 'AAAA', length: 50, ...page },
  };
  const picture = async () => evidence.keep(PICTURE, 'image/jpeg');
  await checkDueLinks({ db: database.db, eyes: { see: async () => sight, picture }, now: () => now });
  await settle();
}

const everything = <T>(work: Parameters<typeof withinScope<T>>[2]): Promise<T> =>
  withinScope(database.db, EVERYTHING, work);
const finding = () =>
  everything((trx) =>
    trx
      .selectFrom('supervision_finding')
      .select(['verdict', 'code', 'state', 'severity', 'check_id'])
      .where('application_id', '=', application)
      .where('rule', '=', 'exit-links')
      .executeTakeFirst(),
  );
const certificate = (organisation: string) => ({
  ...{ subject: 'CN=x', subjectOrganisation: organisation, issuer: 'CN=y', issuerOrganisation: 'y' },
  ...{ notAfter: '2027-01-01T00:00:00Z', trusted: true },
});

describe('an exit link in other hands', () => {
  it('is a finding of the site on whose pages it stands, with why, and the picture from when all was well', async () => {
    await check();
    now = new Date(now.getTime() + 2 * HOUR_MS);
    await look({ certificate: certificate('样例协会') });
    expect(await finding()).toBeUndefined();
    await look({ certificate: certificate('某某公司') });
    expect(await finding()).toMatchObject({
      verdict: 'unmet',
      code: 'taken',
      state: 'unassigned',
      severity: 2,
    });
    const { check_id = '' } = (await finding()) ?? {};
    const row = await everything((trx) =>
      trx.selectFrom('inspection_check').select('result').where('id', '=', check_id).executeTakeFirst(),
    );
    const verdict = row?.result?.verdicts.find(({ rule }) => rule === 'exit-links');
    expect(verdict?.text.fact).toContain(`https://${host}/ 第1行“样例协会”（${EXIT}）`);
    expect(verdict?.text.fact).toContain('证书上的单位名称变了');
    const { sha256 } = await evidence.keep(PICTURE, 'image/jpeg');
    expect(verdict?.evidence).toMatchObject([{ kind: 'picture', url: EXIT, sha256, excerpt: '样例协会' }]);
  });

  it('stays one when the site is checked again, by whomever', async () => {
    now = new Date(now.getTime() + HOUR_MS);
    await check();
    expect(await finding()).toMatchObject({ code: 'taken', verdict: 'unmet' });
    // A check that is carried out here is judged with it from the beginning.
    expect(await takenLinksAt({ db: database.db, evidence }, host)).toMatchObject([
      { url: EXIT, line: 1, why: { zh: '证书上的单位名称变了' } },
    ]);
  });

  it('is settled once somebody has accepted the site as it is', async () => {
    await everything(async (trx) => {
      const link = await trx.selectFrom('links_link').select('id').where('url', '=', EXIT).executeTakeFirst();
      await updateLink(trx, link?.id ?? '', { state: 'alive', cause: 'accepted', since: now });
    });
    await settle();
    expect(await finding()).toMatchObject({ state: 'closed' });
    expect(await takenLinksAt({ db: database.db, evidence }, host)).toEqual([]);
  });
});
