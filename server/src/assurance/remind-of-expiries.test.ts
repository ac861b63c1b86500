import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { type PaperHouse, paperHouse, paperUnit, registerSite } from '../../test/papers.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { remindOfExpiries } from './index.ts';

const database = useTestDatabase();
let house: PaperHouse;
let own: Awaited<ReturnType<typeof paperUnit>>;
let site: string;

beforeAll(async () => {
  house = await paperHouse(database.db);
  own = await paperUnit(database.db, '990000/990100/');
  await withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .insertInto('identity_grant')
      .values({
        ...{ id: randomUUID(), person_id: own.writer.id, role: 'handler', area: 'unit', place: own.unit },
        starts_at: new Date('2026-11-01T00:00:00Z'),
      })
      .execute(),
  );
  site = await registerSite(database.db, own.unit);
});
afterAll(() => house.close());

const remind = (day: string) =>
  remindOfExpiries({ db: database.db, now: () => new Date(`${day}T02:00:00Z`) });

/** How many matters whoever writes papers was told of by then. */
const told = () =>
  withinScope(database.db, EVERYTHING, (trx) =>
    trx.selectFrom('message_matter').select(['person_id', 'matter', 'key']).execute(),
  ).then((rows) => rows.filter(({ person_id }) => person_id === own.writer.id).length);

async function paper(expiresOn: string): Promise<void> {
  const { body } = await house.ask(own.writer, 'POST', '/papers', {
    unitId: own.unit,
    applicationId: site,
    obligation: 'A4.6-budget',
    claim: 'met',
    statement: '已列入预算。',
    issuer: '样例科',
    issuedOn: '2026-11-20',
    expiresOn,
    documents: [await house.upload(own.writer, own.unit)],
  });
  expect((await house.ask(own.leader, 'POST', `/papers/${body.id}/sign`, { version: 1 })).status).toBe(200);
}

describe('what ends', () => {
  it('is told of within thirty days, within seven and when it is over, each once, whoever looks', async () => {
    await paper('2026-12-31');
    await remind('2026-11-30');
    expect(await told()).toBe(0);
    await Promise.all([remind('2026-12-01'), remind('2026-12-01')]);
    await remind('2026-12-10');
    expect(await told()).toBe(1);
    await remind('2026-12-24');
    await remind('2026-12-31');
    expect(await told()).toBe(2);
    await remind('2027-01-01');
    await remind('2027-01-05');
    expect(await told()).toBe(3);
  });

  it('says nothing of what it is: a digest, to those who see to it', async () => {
    const rows = await database.db.selectFrom('message_matter').selectAll().execute();
    expect(new Set(rows.map(({ person_id }) => person_id))).toEqual(new Set([own.writer.id]));
    for (const { matter, key } of rows)
      expect([matter, key]).toEqual(['expiry', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  });
});
