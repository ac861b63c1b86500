import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { PDF } from '../../../test/papers.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  staffOf,
} from '../../../test/publication.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { remindOfReviews } from '../index.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/990100/' });
});
beforeEach(async () => {
  house.screen = undefined;
  await own.flow();
});
afterAll(() => house.close());

const everything = <T>(query: ReturnType<typeof sql>) => everythingOn<T>(database.db, query);

describe('whoever decides', () => {
  it('is not who wrote the text, unless the unit has set that', async () => {
    const both = await staffOf(database.db, own.unit, { roles: ['handler', 'reviewer'] });
    const id = await own.begin({}, both);
    await own.submit(id);
    expect((await own.decide(both, id)).code).toBe('decision-not-by-author');
    expect(await own.view(id, both)).toMatchObject({ hindrance: expect.stringContaining('撰稿人') });
    // Whoever has written one of its versions is an author too.
    const other = await own.begin();
    await own.write(other, { text: '另一人改。' }, both);
    await own.submit(other);
    expect((await own.decide(both, other)).code).toBe('decision-not-by-author');
    await own.flow({ stages: 1, authorMayReview: true });
    const small = await own.begin({}, both);
    await own.submit(small, both);
    expect((await own.decide(both, small)).status).toBe(200);
    expect(await own.view(small)).toMatchObject({ state: 'approved' });
  });

  it('holds the grant and is on the establishment at that moment', async () => {
    const passing = await staffOf(database.db, own.unit, { roles: ['reviewer'] });
    const id = await own.begin();
    await own.submit(id);
    // The session is still there when personnel takes the confirmation back.
    await everything(sql`UPDATE identity_person SET employment_confirmed_on = NULL WHERE id = ${passing.id}`);
    expect((await own.decide(passing, id)).code).toBe('decision-by-reviewer');
    const ended = await staffOf(database.db, own.unit, { roles: ['reviewer'] });
    await everything(sql`UPDATE identity_grant SET ended_at = now() WHERE person_id = ${ended.id}`);
    expect((await own.decide(ended, id)).code).toBe('decision-by-reviewer');
  });

  it('may hold it over the units below the own one, and over no others', async () => {
    const below = await publishingUnit(database.db, house, { region: '990000/990100/', below: own.unit });
    await below.flow({ stages: 1 });
    const above = await staffOf(database.db, own.unit, { roles: ['reviewer'], area: 'sector' });
    const id = await below.begin();
    await below.submit(id);
    expect((await below.decide(own.first, id)).code).toBe('item-unknown');
    expect((await below.decide(above, id)).status).toBe(200);
  });

  it('decides one stage of two, and only a stage that names nobody else', async () => {
    await own.flow({ reviewers: [{ stage: 2, personId: own.second.id }] });
    const id = await own.begin();
    await own.submit(id);
    await own.decide(own.first, id);
    expect((await own.decide(own.first, id)).code).toBe('decision-by-designated');
    expect((await own.decide(own.second, id)).status).toBe(200);
    await own.flow();
    const next = await own.begin();
    await own.submit(next);
    await own.decide(own.first, next);
    expect((await own.decide(own.first, next)).code).toBe('decision-stages-by-different');
    // A workflow names only people who may review.
    const unfit = own.flow({ reviewers: [{ stage: 1, personId: own.writer.id }] });
    await expect(unfit).rejects.toThrow('workflow-reviewer-unfit');
  });

  it('gives a ground when it returns', async () => {
    const id = await own.begin();
    await own.submit(id);
    expect((await own.decide(own.first, id, { decision: 'return' })).code).toBe('return-ground-missing');
    await own.decide(own.first, id, { decision: 'return', ground: '日期有误。' });
    expect(await own.view(id)).toMatchObject({ state: 'returned', decisions: [{ ground: '日期有误。' }] });
    // A returned item may be submitted as it is: its reviews begin anew.
    await own.submit(id);
    await own.decide(own.first, id);
    expect(await own.view(id)).toMatchObject({ state: 'review', stage: 2 });
  });

  it('is a person at a browser, never a token', async () => {
    const id = await own.begin();
    await own.submit(id);
    const token = { ...own.first, kind: 'token' as const, tokenId: randomUUID() };
    expect((await own.decide(token, id)).code).toBe('person-needed');
  });

  it('is the same for the database, whoever writes', async () => {
    const id = await own.begin();
    await own.submit(id);
    const { current } = await own.view(id);
    const row = (more: object) => ({
      id: randomUUID(),
      item_id: id,
      version: 1,
      round: 1,
      stage: 1,
      decision: 'approve' as const,
      ground: '',
      decided_by: own.first.id,
      decided_at: new Date(),
      manifest_sha256: current.manifestSha256,
      manifest_sm3: current.manifestSm3,
      text_sha256: current.textFile.sha256,
      text_sm3: current.textFile.sm3,
      ...more,
    });
    const insert = (more: object) =>
      withinScope(database.db, EVERYTHING, async (trx) => {
        const unit = await trx
          .selectFrom('registry_unit')
          .select(['id as unit_id', 'region_path', 'sector_path'])
          .where('id', '=', own.unit)
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('publication_decision')
          .values({ ...row(more), ...unit })
          .execute();
      });
    for (const [more, constraint] of [
      [{ stage: 2 }, 'decision_in_order'],
      [{ round: 2 }, 'decision_on_submitted'],
      [{ manifest_sm3: '0'.repeat(64) }, 'decision_on_current_version'],
      [{ decided_by: own.writer.id }, 'decision_not_by_author'],
      [{ decided_by: own.leader.id }, 'decision_by_reviewer'],
    ] as const)
      await expect(insert(more)).rejects.toMatchObject({ constraint });
    const publish = everything(sql`UPDATE publication_item SET state = 'published', live = true,
      published_version = 1, published_at = now(), published_url = 'https://w.gov.cn/' WHERE id = ${id}`);
    await expect(publish).rejects.toMatchObject({ constraint: 'item_published_as_approved' });
    const approve = everything(sql`UPDATE publication_item SET state = 'approved' WHERE id = ${id}`);
    await expect(approve).rejects.toMatchObject({ constraint: 'item_published_as_approved' });
    // What was decided and written is there for good.
    for (const table of ['publication_decision', 'publication_version', 'publication_event'])
      await expect(everything(sql`DELETE FROM ${sql.table(table)}`)).rejects.toMatchObject({
        code: '42501',
      });
  });
});

describe('a paper that was signed by hand', () => {
  const sign = async (id: string, more: object = {}) => {
    const { current } = await own.view(id);
    const { body: scan } = await own.attach(id, PDF, '审签单.pdf');
    return own.act(own.writer, id, 'paper-decision', {
      version: current.version,
      manifest: current.manifestSha256,
      decision: 'approve',
      ground: '',
      personId: own.first.id,
      signedOn: dayOf(new Date()),
      number: '审签〔2026〕1号',
      scan: scan.id,
      ...more,
    });
  };

  it('is the decision, with its scan, of whoever signed it', async () => {
    const id = await own.begin();
    await own.submit(id);
    expect((await sign(id)).status).toBe(200);
    expect((await own.view(id)).decisions).toMatchObject([
      {
        by: { id: own.first.id },
        paper: {
          number: '审签〔2026〕1号',
          scan: { name: '审签单.pdf' },
          registeredBy: { id: own.writer.id },
        },
      },
    ]);
  });

  it('is held to the same: neither the author nor somebody without the grant, on the day of a version that was there', async () => {
    const id = await own.begin();
    await own.submit(id);
    expect((await sign(id, { personId: own.writer.id })).code).toBe('decision-not-by-author');
    expect((await sign(id, { personId: own.leader.id })).code).toBe('decision-by-reviewer');
    expect((await sign(id, { signedOn: '2026-01-06' })).code).toMatch(/decision-(by-reviewer|paper-fits)/);
    const { current } = await own.view(id);
    expect((await sign(id, { manifest: current.textFile.sha256 })).code).toBe('decision-on-current-version');
  });

  it('counts of nobody who is off the establishment by now, though the grant held on the day of the signature', async () => {
    const gone = await staffOf(database.db, own.unit, { roles: ['reviewer'] });
    const id = await own.begin();
    await own.submit(id);
    await everything(sql`UPDATE identity_person SET employment_confirmed_on = NULL WHERE id = ${gone.id}`);
    expect((await sign(id, { personId: gone.id })).code).toBe('decision-by-reviewer');
    const stays = await staffOf(database.db, own.unit, { roles: ['reviewer'] });
    await everything(sql`UPDATE identity_grant SET ended_at = now() WHERE person_id = ${stays.id}`);
    expect((await sign(id, { personId: stays.id })).status).toBe(200);
  });
});

describe('an urgent item', () => {
  it('is published after one review, and owes the other one by a day', async () => {
    await own.flow({ urgentDays: 3 });
    const id = await own.begin({ urgent: true });
    await own.submit(id);
    await own.decide(own.first, id);
    expect(await own.view(id)).toMatchObject({ state: 'approved' });
    await own.publish(id);
    const due = dayOf(new Date(Date.now() + 3 * DAY_MS));
    expect(await own.view(id, own.second)).toMatchObject({
      state: 'published',
      marks: ['later-owed'],
      laterDueOn: due,
      stage: 2,
    });
    const later = new Date(Date.now() + 5 * DAY_MS);
    await remindOfReviews({ db: database.db, now: () => later });
    await remindOfReviews({ db: database.db, now: () => later });
    const told = await everything<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM message_matter WHERE matter = 'item-later-review' AND person_id = ${own.second.id}`,
    );
    expect(told.rows).toEqual([{ n: 1 }]);
    expect((await own.decide(own.first, id)).code).toBe('decision-stages-by-different');
    await own.decide(own.second, id);
    expect(await own.view(id)).toMatchObject({ state: 'published', marks: [] });
  });

  it('that the later review returns is to be corrected or withdrawn', async () => {
    await own.flow({ urgentDays: 3 });
    const id = await own.begin({ urgent: true });
    await own.submit(id);
    await own.decide(own.first, id);
    await own.publish(id);
    await own.decide(own.second, id, { decision: 'return', ground: '数字有误。' });
    expect(await own.view(id)).toMatchObject({ state: 'published', marks: ['later-returned'] });
    expect((await own.act(own.writer, id, 'withdraw', { ground: '数字有误。' })).status).toBe(200);
    expect(await own.view(id)).toMatchObject({ state: 'withdrawn', marks: [], published: { live: false } });
  });
});

describe('without a workflow', () => {
  it('nothing is submitted, and it is said who sets one', async () => {
    const fresh = await publishingUnit(database.db, house, { region: '990000/990300/' });
    const id = await fresh.begin();
    const answer = await fresh.submit(id);
    expect(answer).toMatchObject({
      code: 'workflow-missing',
      message: expect.stringContaining('分管负责人'),
    });
    expect(await fresh.view(id)).toMatchObject({ state: 'draft', hindrance: answer.message });
  });

  it('a later one does not change what was submitted before', async () => {
    const id = await own.begin();
    await own.submit(id);
    await own.flow({ stages: 1 });
    await own.decide(own.first, id);
    expect(await own.view(id)).toMatchObject({ state: 'review', stage: 2 });
    const { body } = await house.ask(own.leader, 'GET', `/units/${own.unit}/review-workflow`);
    expect(body).toMatchObject({ inForce: { stages: 1, office: '办公室' }, may: { manage: true } });
    expect(body.reviewers.map(({ id }: { id: string }) => id)).toContain(own.first.id);
  });
});
