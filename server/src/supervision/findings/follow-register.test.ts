import type { UnitKind } from '@zhengdun/contract';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { makeUnit } from '../../../test/identity-house.ts';
import { inspectedFor, memoryEvidence } from '../../../test/inspections.ts';
import { registerSite, tellKept } from '../../../test/kept-checks.ts';
import { giveChecks, judgeRegistered, keepResult, type Told } from '../../inspection/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { noteChecks, ownersOfHosts } from '../../registry/index.ts';
import { followRegister } from './follow-register.ts';
import { takeInChecks } from './take-in-checks.ts';

const database = useTestDatabase();
const evidence = memoryEvidence();
const tools = {
  get db() {
    return database.db;
  },
  evidence,
  readings: {},
};
/** Checks that were judged again. */
const judged: string[] = [];

const told: Told = async (trx, checks) => {
  await noteChecks(trx, checks);
  const [ids, hosts] = [checks.map(({ id }) => id), checks.map(({ host }) => host)];
  await giveChecks(trx, ids, await ownersOfHosts(trx, hosts));
  await takeInChecks(trx, checks);
};

const everything = <T>(work: Parameters<typeof withinScope<T>>[2]): Promise<T> =>
  withinScope(database.db, EVERYTHING, work);
const write = (query: ReturnType<typeof sql>) => everything((trx) => query.execute(trx));

/** A site of a unit of its own with a page that has much to mend, checked for a unit of that kind. */
async function checkedSite(kind: UnitKind, of: { unitId?: string } = {}) {
  const unitId = of.unitId ?? (await makeUnit(database.db, { name: '样例单位', region: '990000/990100/' }));
  await write(sql`UPDATE registry_unit SET kind = ${kind} WHERE id = ${unitId}`);
  const site = await registerSite(database.db, { unitId });
  const unit = { name: '样例单位', kind, level: 'county' } as const;
  const order = {
    by: 'command',
    address: 'x',
    pages: 0,
    browser: false,
    basis: { kind: 'own-site' },
    lang: 'zh',
  } as const;
  const inspected = inspectedFor(`https://${site.host}/`, unit);
  await keepResult({ db: database.db, evidence }, inspected, { order });
  await tellKept(database.db, told);
  return { ...site, unitId, check: inspected.result.id };
}

/** What the program does by itself. */
async function follow(): Promise<void> {
  await followRegister({
    db: database.db,
    async judge(check, unit) {
      const isJudged = await judgeRegistered(tools, check, unit);
      if (isJudged) judged.push(check);
      return isJudged;
    },
  });
  await tellKept(database.db, told);
}

/** Everything that is counted of an application, and the findings on its lists. */
async function standingOf(application: string) {
  return everything(async (trx) => {
    const counts = await sql`SELECT i.met, i.not_applicable, a.unmet, a.unknown
      FROM supervision_intake i JOIN registry_application a ON a.id = i.application_id
      WHERE a.id = ${application}`.execute(trx);
    const findings = await sql`SELECT rule, verdict, code FROM supervision_finding
      WHERE application_id = ${application} AND state <> 'closed' AND retired_at IS NULL ORDER BY rule`.execute(
      trx,
    );
    return { counts: counts.rows, findings: findings.rows };
  });
}

describe('what was found', () => {
  it('follows the kind of a unit without another look: as if it had been checked for that kind', async () => {
    const organ = await checkedSite('organ');
    const institution = await checkedSite('institution');
    const before = await standingOf(organ.id);
    const wanted = await standingOf(institution.id);
    expect(before).not.toEqual(wanted);
    await write(sql`UPDATE registry_unit SET kind = 'institution' WHERE id = ${organ.unitId}`);
    await follow();
    expect(await standingOf(organ.id)).toEqual(wanted);
    await write(sql`UPDATE registry_unit SET kind = 'organ' WHERE id = ${organ.unitId}`);
    await follow();
    expect(await standingOf(organ.id)).toEqual(before);
    expect(judged.filter((check) => check === organ.check)).toHaveLength(2);
    const sealed = await everything((trx) =>
      sql<{ count: number }>`SELECT count(*)::int AS count FROM ledger_entry
        WHERE subject = ${`check/${organ.check}`}`.execute(trx),
    );
    expect(sealed.rows[0]?.count).toBe(3);
  });

  it('follows the kind of an application: what does not concern it leaves the lists, and comes back with it', async () => {
    const { id, check } = await checkedSite('organ');
    const before = await standingOf(id);
    await write(sql`UPDATE registry_application SET kind = 'mail' WHERE id = ${id}`);
    await follow();
    const mail = await standingOf(id);
    expect(mail.findings.length).toBeLessThan(before.findings.length);
    const acts = await everything((trx) =>
      sql<{ act: string }>`SELECT DISTINCT a.act FROM supervision_finding_act a
        JOIN supervision_finding f ON f.id = a.finding_id
        WHERE f.application_id = ${id} AND f.retired_at IS NOT NULL`.execute(trx),
    );
    expect(acts.rows.map(({ act }) => act).toSorted()).toEqual(['found', 'retired']);
    await write(sql`UPDATE registry_application SET kind = 'website' WHERE id = ${id}`);
    await follow();
    expect(await standingOf(id)).toEqual(before);
    // For whom it was judged is as it was.
    expect(judged).not.toContain(check);
  });

  it('stays as it is where nothing changed that decides it, and where another unit has the check', async () => {
    const { unitId, check, host } = await checkedSite('organ');
    await write(sql`UPDATE registry_unit SET credit_code = NULL, name = name WHERE id = ${unitId}`);
    const words = () => everything((trx) => sql`SELECT * FROM supervision_register_word`.execute(trx));
    expect((await words()).rows).toEqual([]);
    const other = await makeUnit(database.db, { name: '另一单位', region: '990000/990200/' });
    const twin = await registerSite(database.db, { unitId: other, addresses: [host] });
    await write(sql`UPDATE inspection_check SET told_at = NULL WHERE id = ${check}`);
    await tellKept(database.db, told);
    await write(sql`UPDATE registry_unit SET kind = 'institution' WHERE id = ${other}`);
    expect((await words()).rows).toMatchObject([{ application_id: twin.id }]);
    await follow();
    expect(judged).not.toContain(check);
    expect((await words()).rows).toEqual([]);
  });
});
