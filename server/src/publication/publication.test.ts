import { createHash, randomUUID } from 'node:crypto';
import { DOCUMENT_LIMIT, ITEM_TEXT_LIMIT } from '@zhengdun/contract';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { memoryTiles } from '../../test/ledger.ts';
import { PDF } from '../../test/papers.ts';
import { type PublicationHouse, publicationHouse, publishingUnit, staffOf } from '../../test/publication.ts';
import { dayOf } from '../kernel/clock/index.ts';
import { sm3 } from '../kernel/gm/index.ts';
import { ledgerKeys, sealLedger, verifyLedger } from '../kernel/ledger/index.ts';
import { EVERYTHING, type Scope, withinScope } from '../kernel/tenancy/index.ts';
import { screenByRules } from '../screening/index.ts';
import { ITEM_DECISION_SUBJECTS, ITEM_VERSION_SUBJECTS, publicationItems, remindOfReviews } from './index.ts';
import type { Screen } from './tools.ts';

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

function everything<T>(query: ReturnType<typeof sql>, scope: Scope = EVERYTHING) {
  return withinScope(database.db, scope, (trx) => query.$castTo<T>().execute(trx));
}

async function toldOf(matter: string, key: string): Promise<string[]> {
  const { rows } = await everything<{ person_id: string }>(
    sql`SELECT person_id FROM message_matter WHERE matter = ${matter} AND strpos(key, ${key}) > 0`,
  );
  return rows.map(({ person_id }) => person_id);
}

describe('an item', () => {
  it('goes from draft through two reviews to its page, and tells each reviewer in turn', async () => {
    const id = await own.begin();
    expect(await own.view(id)).toMatchObject({ state: 'draft', version: 1, marks: ['unscreened'] });
    expect((await own.submit(id)).status).toBe(200);
    const told = await toldOf('item-to-review', `${id}/1/1`);
    expect(new Set(told)).toEqual(new Set([own.first.id, own.second.id]));
    expect(await own.view(id, own.first)).toMatchObject({
      state: 'review',
      stage: 1,
      stages: 2,
      may: ['approve', 'return', 'comment'],
    });
    expect((await own.decide(own.first, id)).status).toBe(200);
    expect(await own.view(id, own.first)).toMatchObject({ stage: 2, may: ['comment'] });
    expect(await toldOf('item-to-review', `${id}/1/2`)).toEqual([own.second.id]);
    await own.decide(own.second, id, { ground: '同意发布。' });
    expect((await own.publish(id)).status).toBe(200);
    const view = await own.view(id);
    expect(view).toMatchObject({
      state: 'published',
      published: { version: 1, url: 'https://w.gov.cn/1.html', live: true },
    });
    expect(view.history.map(({ event, stage }) => [event, stage])).toEqual([
      ['written', undefined],
      ['submitted', undefined],
      ['approved', 1],
      ['approved', 2],
      ['published', undefined],
    ]);
    expect(view.decisions.map(({ manifest }) => manifest)).toEqual(
      Array(2).fill(view.current.manifestSha256),
    );
  });

  it('is listed for whom it waits, and for nobody else', async () => {
    const id = await own.begin({ title: `待办${randomUUID()}` });
    const waits = async (who: typeof own.writer) =>
      (await house.ask(who, 'GET', '/publications?size=100')).body.rows.some(
        (row: { id: string }) => row.id === id,
      );
    expect([await waits(own.writer), await waits(own.first), await waits(own.leader)]).toEqual([
      true,
      false,
      false,
    ]);
    await own.submit(id);
    expect([await waits(own.writer), await waits(own.first)]).toEqual([false, true]);
    await own.decide(own.first, id);
    expect([await waits(own.first), await waits(own.second)]).toEqual([false, true]);
    await own.decide(own.second, id, { decision: 'return', ground: '日期有误。' });
    expect([await waits(own.writer), await waits(own.second)]).toEqual([true, false]);
    const { body } = await house.ask(own.leader, 'GET', '/publications?show=all&search=待办');
    expect(body.total).toBe(body.counts.all);
    expect(body.rows[0]).toMatchObject({ state: 'returned', stages: 2 });
  });

  it('keeps digests of the exact bytes of its text and of each attachment in one manifest', async () => {
    const id = await own.begin({ text: '第一段\r\n第二段' });
    const { body: file } = await own.attach(id, PDF);
    expect((await own.write(id, { attachments: [file.id] })).body).toEqual({ version: 2 });
    const { current } = await own.view(id);
    const bytes = Buffer.from('第一段\n第二段');
    expect(JSON.parse(current.manifest)).toMatchObject({
      item: id,
      version: 2,
      text: {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        sm3: sm3(bytes).toString('hex'),
      },
      attachments: [{ name: '附件.pdf', sha256: createHash('sha256').update(PDF).digest('hex') }],
    });
    expect(current.manifestSha256).toBe(createHash('sha256').update(current.manifest).digest('hex'));
    const taken = await house.ask(own.first, 'GET', `/publications/${id}/attachments/${file.id}`);
    expect(taken.bytes.equals(PDF)).toBe(true);
    // What is written again in the same words is no new version.
    expect((await own.write(id)).body).toEqual({ version: 2 });
  });

  it('is read and changed by nobody of another unit', async () => {
    const id = await own.begin();
    const foreign = await publishingUnit(database.db, house, { region: '990000/990200/' });
    expect((await house.ask(foreign.writer, 'GET', `/publications/${id}`)).code).toBe('item-unknown');
    const { current } = await own.view(id);
    const url = `/publications/${id}/attachments/${current.textFile.id}`;
    expect((await house.ask(foreign.writer, 'GET', url)).code).toBe('item-unknown');
    const theirs = await foreign.begin();
    const crossed = await house.ask(
      foreign.writer,
      'GET',
      `/publications/${theirs}/attachments/${current.textFile.id}`,
    );
    expect(crossed.code).toBe('document-unknown');
    expect((await foreign.write(theirs, { attachments: [current.textFile.id] })).code).toBe(
      'documents-not-at-hand',
    );
    expect((await own.begin({ applicationId: foreign.site }).catch(String)) as string).toContain(
      'application-unknown',
    );
  });
});

describe('an edit', () => {
  it('voids every approval, and what was read before can no longer be approved', async () => {
    const id = await own.begin();
    await own.submit(id);
    const { current: before } = await own.view(id);
    await own.decide(own.first, id);
    expect((await own.write(id, { text: '改了一个字。' })).body).toEqual({ version: 2 });
    expect(await own.view(id)).toMatchObject({ state: 'draft', version: 2 });
    await own.submit(id);
    const old = { version: 1, manifest: before.manifestSha256 };
    expect((await own.decide(own.first, id, old)).code).toBe('decision-on-current-version');
    const forged = { version: 2, manifest: before.manifestSha256 };
    expect((await own.decide(own.first, id, forged)).code).toBe('decision-on-current-version');
    expect(await own.view(id)).toMatchObject({ state: 'review', stage: 1 });
  });

  it('of an approved item sends it back to its beginning', async () => {
    const id = await own.approved();
    expect(await own.view(id)).toMatchObject({ state: 'approved' });
    await own.write(id, { title: '改了标题' });
    expect(await own.view(id)).toMatchObject({ state: 'draft' });
    expect((await own.publish(id)).code).toBe('item-not-approved');
  });

  it('of two people at once is not lost: the second one is told', async () => {
    const id = await own.begin();
    await own.write(id, { text: '甲写的。' });
    const late = await own.write(id, { text: '乙写的。', after: 1 });
    expect([late.status, late.code]).toEqual([409, 'item-changed']);
    expect((await own.view(id)).current.text).toBe('甲写的。');
  });

  it('is shown by line and by character, with numbers whole', async () => {
    const id = await own.begin({ text: '标题\n共拨付12万元。\n完' });
    await own.write(id, { text: '标题\n共拨付120万元整。\n完' });
    const { body } = await house.ask(own.first, 'GET', `/publications/${id}/differences?from=1&to=2`);
    expect(body.lines).toEqual([
      { change: 'same', before: 1, after: 1, pieces: [{ change: 'same', text: '标题' }] },
      {
        change: 'changed',
        before: 2,
        after: 2,
        pieces: [
          { change: 'same', text: '共拨付' },
          { change: 'removed', text: '12' },
          { change: 'added', text: '120' },
          { change: 'same', text: '万元' },
          { change: 'added', text: '整' },
          { change: 'same', text: '。' },
        ],
      },
      { change: 'same', before: 3, after: 3, pieces: [{ change: 'same', text: '完' }] },
    ]);
  });
});

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
});

describe('an urgent item', () => {
  it('is published after one review, and owes the other one by a day', async () => {
    await own.flow({ urgentDays: 3 });
    const id = await own.begin({ urgent: true });
    await own.submit(id);
    await own.decide(own.first, id);
    expect(await own.view(id)).toMatchObject({ state: 'approved' });
    await own.publish(id);
    const due = dayOf(new Date(Date.now() + 3 * 86_400_000));
    expect(await own.view(id, own.second)).toMatchObject({
      state: 'published',
      marks: ['later-owed'],
      laterDueOn: due,
      stage: 2,
    });
    const later = new Date(Date.now() + 5 * 86_400_000);
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

describe('what is published', () => {
  it('is not published before its time, by the database either', async () => {
    const publishAt = new Date(Date.now() + 86_400_000).toISOString();
    const id = await own.approved({ publishAt });
    expect(await own.view(id)).toMatchObject({
      marks: expect.arrayContaining(['embargoed']),
      hindrance: expect.stringContaining('未到设定的发布时间'),
    });
    expect((await own.publish(id)).code).toBe('item-embargoed');
    const forced =
      everything(sql`UPDATE publication_item SET state = 'published', live = true, published_version = 1,
      published_at = now(), published_url = 'https://w.gov.cn/' WHERE id = ${id}`);
    await expect(forced).rejects.toMatchObject({ constraint: 'item_published_as_approved' });
  });

  it('was published after its approval and not after now', async () => {
    const id = await own.approved();
    for (const at of ['2026-01-01T00:00:00Z', new Date(Date.now() + 3_600_000).toISOString()])
      expect((await own.publish(id, { at })).code).toBe('publish-time-wrong');
    expect((await own.publish(id, { url: 'javascript:alert(1)' })).status).toBe(400);
  });

  it('stays as it is while its correction is written, until that is published too', async () => {
    const id = await own.approved();
    await own.publish(id);
    expect((await own.write(id, { text: '改' })).code).toBe('item-published');
    await own.act(own.writer, id, 'correct', { ground: '金额有误。' });
    await own.write(id, { text: '更正后的内容。' });
    expect(await own.view(id)).toMatchObject({
      state: 'draft',
      version: 2,
      marks: ['correcting', 'unscreened'],
      published: { version: 1, live: true },
    });
    await own.submit(id);
    for (const who of [own.first, own.second]) await own.decide(who, id);
    expect((await own.publish(id)).status).toBe(200);
    expect(await own.view(id)).toMatchObject({ state: 'published', published: { version: 2 } });
  });

  it('is again what it was when its correction is given up', async () => {
    const id = await own.approved();
    await own.publish(id);
    await own.act(own.writer, id, 'correct', { ground: '金额有误。' });
    await own.write(id, { title: '不用的更正', text: '不用的更正。' });
    await own.act(own.writer, id, 'drop', { ground: '原文无误。' });
    expect(await own.view(id)).toMatchObject({ state: 'published', version: 1, title: '关于样例工作的通知' });
    await own.act(own.writer, id, 'correct', { ground: '再次更正。' });
    expect((await own.write(id, { text: '第三版。' })).body).toEqual({ version: 3 });
  });
});

describe('a screening', () => {
  const text = async (words: string) => ({
    edition: 'test-1',
    hits: [...words.matchAll(/\d{11}|绝密/g)].map(({ index, 0: found }) => ({
      rule: found === '绝密' ? 'state-secret-mark' : 'mobile',
      category: found === '绝密' ? 'state-secret' : 'personal',
      severity: 1 as const,
      start: index,
      end: index + found.length,
      why: { zh: '疑似', en: 'possible' },
      suggestion: '隐去',
    })),
  });
  let filesRead = 0;
  const digits: Screen = {
    text,
    async file(bytes) {
      filesRead += 1;
      const words = Buffer.from(bytes).toString('utf8');
      const { edition, hits } = await text(words);
      const place = { part: 'body', line: 1, column: 1 } as const;
      return {
        edition,
        hits: hits.map(({ start, end, ...hit }) => ({ ...hit, place, found: words.slice(start, end) })),
      };
    },
  };

  it('reads the attachments when it is submitted, and says which one a hit is in', async () => {
    house.screen = digits;
    const id = await own.begin();
    const { body: file } = await own.attach(id, Buffer.from('名单：13800000000\n'), '名单.txt');
    await own.write(id, { attachments: [file.id] });
    expect((await own.view(id)).current.screening).toMatchObject({ attachments: 0, hits: [] });
    await own.submit(id);
    expect((await own.view(id)).current.screening).toMatchObject({
      attachments: 1,
      hits: [{ part: 'attachment', file: '名单.txt', place: { part: 'body', line: 1 }, blocks: true }],
    });
    expect((await own.decide(own.first, id)).code).toBe('decision-hits-decided');
  });

  it('reads the same file under the same rules once, however often it is submitted', async () => {
    house.screen = digits;
    filesRead = 0;
    const id = await own.begin();
    const { body: file } = await own.attach(id, Buffer.from('另一名单：13811111111\n'), '名单.txt');
    await own.write(id, { attachments: [file.id] });
    const submitted = async (): Promise<unknown> => {
      await own.submit(id);
      const { screening, version } = (await own.view(id)).current;
      await own.act(own.writer, id, 'recall', { version });
      return [filesRead, screening?.hits.map((hit) => hit.file)];
    };
    expect(await submitted()).toEqual([1, ['名单.txt']]);
    await own.write(id, { text: '各科室：\n请见附件。' });
    expect(await submitted()).toEqual([1, ['名单.txt']]);
    // Other rules read it anew, and what could not be read once is tried again.
    const later = async (found: string) => ({ ...(await digits.text(found)), edition: 'later' });
    const broken = {
      category: 'unreadable',
      severity: 2,
      rule: 'broken',
      why: { zh: '疑', en: 'x' },
      found: '',
    } as const;
    const place = { part: 'body', line: 1, column: 1 } as const;
    house.screen = {
      text: later,
      async file() {
        filesRead += 1;
        return { edition: 'later', hits: [{ ...broken, place }] };
      },
    };
    expect(await submitted()).toEqual([2, ['名单.txt']]);
    await own.write(id, { text: '各科室：\n请见附件一。' });
    expect(await submitted()).toEqual([3, ['名单.txt']]);
  });

  it('takes an item together with what its unit has published, and says what comes together', async () => {
    house.screen = { ...digits, together: screenByRules('salt').together };
    const before = await own.begin({ title: '志愿者名单', text: '姓名：王小样\n现住样例路12号\n' });
    await own.submit(before);
    await own.decide(own.first, before);
    await own.decide(own.second, before);
    expect((await own.publish(before)).status).toBe(200);
    const id = await own.begin({ title: '救助公示', text: '王小样，患有慢性病，就读于样例中学。' });
    expect((await own.view(id)).current.screening).toMatchObject({ hits: [] });
    await own.submit(id);
    const { hits } = (await own.view(id)).current.screening ?? { hits: [] };
    expect(hits).toMatchObject([
      { part: 'text', rule: 'together-person-profile', category: 'aggregation', blocks: true, secret: false },
    ]);
    expect(hits[0]?.why).toContain('已发布的《志愿者名单》住址');
    expect((await own.decide(own.first, id)).code).toBe('decision-hits-decided');
    const other = await own.begin({ title: '无关公示', text: '李大样，患有慢性病，就读于样例中学。' });
    await own.submit(other);
    expect((await own.view(other)).current.screening).toMatchObject({ hits: [] });
  });

  it('stops an approval until each of its hits is decided, and is part of the decision', async () => {
    house.screen = digits;
    const id = await own.begin({ text: '电话13800000000。' });
    await own.submit(id);
    const view = await own.view(id, own.first);
    const [hit] = view.current.screening?.hits ?? [];
    expect(view).toMatchObject({ marks: ['blocked'], hindrance: expect.stringContaining('命中') });
    expect((await own.decide(own.first, id)).code).toBe('decision-hits-decided');
    const release = (who: typeof own.first, kind = 'hits') =>
      house.ask(who, 'POST', `/publications/${id}/${kind}/${hit?.id}/release`, { ground: '办公电话。' });
    expect((await release(own.secrecy, 'secret-hits')).code).toBe('hit-unknown');
    expect((await release(own.first)).status).toBe(200);
    expect((await own.decide(own.first, id)).status).toBe(200);
    expect((await own.view(id)).decisions).toMatchObject([{ edition: 'test-1' }]);
  });

  it('keeps nothing of what bears the mark of a state secret, until the secrecy officer finds that it is none', async () => {
    house.screen = digits;
    const count = async () =>
      (await everything<{ n: number }>(sql`SELECT count(*)::int AS n FROM assurance_document`)).rows[0]?.n;
    const kept = await count();
    const id = await own.begin();
    const words = '各科室：\n此件绝密甲。';
    const refused = await own.write(id, { text: words });
    expect(refused).toMatchObject({ status: 422, code: 'item-secret-stopped' });
    expect(refused.message).toContain('正文第 2 行');
    expect(refused.message).toContain('保密员');
    const file = await own.attach(id, Buffer.from('绝密乙\n'), '附件.txt');
    expect(file).toMatchObject({ status: 422, code: 'item-secret-stopped' });
    // The same once more makes no second record.
    await own.write(id, { text: words });
    expect(await count()).toBe((kept ?? 0) + 1);
    const stored = await everything<{ row: string }>(
      sql`SELECT to_jsonb(s)::text AS row FROM publication_secret_stop s WHERE item_id = ${id}`,
    );
    expect(stored.rows).toHaveLength(2);
    expect(JSON.stringify(stored.rows)).not.toMatch(/绝密|此件|附件\.txt/);
    const list = () => house.ask(own.secrecy, 'GET', '/publications/secret-stops');
    expect((await house.ask(own.first, 'GET', '/publications/secret-stops')).status).toBe(403);
    const { rows } = (await list()).body;
    expect(rows).toMatchObject([
      { part: 'text', line: 2, marks: 1 },
      { part: 'attachment', line: 1, marks: 1 },
    ]);
    expect(await toldOf('item-secret', rows[0].id)).toEqual([own.secrecy.id]);
    const judge = (stop: string, finding: string) =>
      house.ask(own.secrecy, 'POST', `/publications/secret-stops/${stop}/finding`, {
        finding,
        ground: '当面核实。',
      });
    expect((await judge(rows[0].id, 'none')).status).toBe(200);
    expect((await judge(rows[1].id, 'secret')).status).toBe(200);
    expect((await judge(rows[0].id, 'none')).code).toBe('secret-stop-unknown');
    expect((await list()).body.rows).toEqual([]);
    expect((await own.write(id, { text: words })).status).toBe(200);
    expect((await own.attach(id, Buffer.from('绝密乙\n'), '附件.txt')).status).toBe(422);
  });

  it('keeps no words of a hit that may be a state secret, and leaves it to the secrecy officer', async () => {
    house.screen = undefined;
    const id = await own.begin({ text: '此件绝密。' });
    house.screen = digits;
    await own.submit(id);
    expect(await toldOf('item-secret', id)).toEqual([own.secrecy.id]);
    expect(await own.view(id)).toMatchObject({ marks: ['secret'] });
    const desk = async (actor: typeof own.first) => {
      const items = await publicationItems({ db: database.db, now: () => new Date() }, { actor, lang: 'zh' });
      return items.filter(({ link }) => link === `/publications/${id}`);
    };
    expect(await desk(own.secrecy)).toMatchObject([
      {
        link: `/publications/${id}`,
        act: '处理疑似涉密的命中',
        dueOn: dayOf(new Date(Date.now() + 86_400_000)),
      },
    ]);
    expect(await desk(own.first)).toContainEqual(
      expect.objectContaining({ link: `/publications/${id}`, act: '初审' }),
    );
    const { rows } = await everything<{ hit: string; salt: string; digest: string }>(
      sql`SELECT to_jsonb(h)::text AS hit, h.salt, h.digest FROM publication_hit h
          JOIN publication_screening s ON s.id = h.screening_id WHERE s.item_id = ${id}`,
    );
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row?.hit).not.toContain('绝密');
    expect(JSON.parse(row?.hit ?? '{}')).toMatchObject({ start_at: 2, end_at: 2, suggestion: null });
    expect(row?.digest).toBe(
      createHash('sha256')
        .update(row?.salt ?? '')
        .update('绝密')
        .digest('hex'),
    );
    const hit = (await own.view(id)).current.screening?.hits[0]?.id;
    const release = (who: typeof own.first, kind: string) =>
      house.ask(who, 'POST', `/publications/${id}/${kind}/${hit}/release`, { ground: '引用规定原文。' });
    expect((await release(own.first, 'hits')).code).toBe('hit-unknown');
    expect((await release(own.secrecy, 'secret-hits')).status).toBe(200);
    expect(await desk(own.secrecy)).toEqual([]);
    expect((await own.decide(own.first, id)).status).toBe(200);
  });

  it('that came later than a version is done when it is submitted', async () => {
    const id = await own.begin({ text: '电话13800000000。' });
    expect(await own.view(id)).toMatchObject({ marks: ['unscreened'] });
    house.screen = digits;
    await own.submit(id);
    expect(await own.view(id)).toMatchObject({ marks: ['blocked'] });
  });
});

describe('a comment', () => {
  it('stands at a place of the text until it is resolved, once', async () => {
    const id = await own.begin();
    await own.submit(id);
    const about = { version: 1, start: 0, end: 3, text: '称谓应当写全。' };
    const { body } = await own.act(own.first, id, 'comments', about);
    expect((await own.act(own.first, id, 'comments', { ...about, end: 999 })).code).toBe(
      'comment-beyond-text',
    );
    const resolve = () => own.act(own.writer, id, `comments/${body.id}/resolve`, {});
    expect((await resolve()).status).toBe(200);
    expect((await resolve()).code).toBe('comment-unknown');
    expect((await own.view(id)).current.comments).toMatchObject([{ start: 0, end: 3, resolved: {} }]);
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

describe('bad input', () => {
  it('is told what is wrong, where, and nothing is changed by it', async () => {
    const id = await own.begin();
    const long = await own.write(id, { text: 'x'.repeat(1_000_000) });
    expect(long).toMatchObject({ code: 'item-text-too-long', message: expect.stringContaining('1000000') });
    expect((await own.write(id, { text: '界'.repeat(ITEM_TEXT_LIMIT + 1) })).code).toBe('item-text-too-long');
    expect(await own.write(id, { text: '第一行\n第二\u0000行' })).toMatchObject({
      code: 'item-text-unprintable',
      message: expect.stringContaining('第 2 行第 3 个字符'),
    });
    expect((await own.write(id, { text: '看不出的\u202e顺序' })).code).toBe('item-text-unprintable');
    expect((await own.write(id, { text: '半个\ud800字' })).code).toBe('item-text-unprintable');
    expect((await own.write(id, { title: '\u200b\u0000' })).code).toBe('item-text-unprintable');
    expect((await own.attach(id, Buffer.from('%PDF-1.7\n%'), '断.pdf')).code).toBe('attachment-broken');
    expect((await own.attach(id, Buffer.from('MZ\u0000'), '安装.exe')).code).toBe('document-kind-refused');
    expect((await own.attach(id, Buffer.alloc(DOCUMENT_LIMIT + 1), '大.pdf')).code).toBe('input-too-large');
    expect(await own.view(id)).toMatchObject({ version: 1, state: 'draft' });
    const empty = await own.begin({ text: '' });
    expect((await own.submit(empty)).code).toBe('item-text-empty');
  });

  it('of markup stays a text', async () => {
    const text = '<script>alert(1)</script>\n<img src=x onerror=alert(1)>';
    const id = await own.begin({ title: '<b>标题</b>', text });
    expect((await own.view(id)).current).toMatchObject({ title: '<b>标题</b>', text });
    const { current } = await own.view(id);
    const reply = await house.http.inject({
      url: `/api/publications/${id}/attachments/${current.textFile.id}`,
      headers: { host: '127.0.0.1:8600' },
    });
    expect(reply.headers['content-disposition']).toMatch(/^attachment/);
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});

describe('the ledger', () => {
  it('has every version, step and decision, and finds one that was changed in the database', async () => {
    const id = await own.approved();
    await own.publish(id);
    const store = memoryTiles();
    const keys = ledgerKeys(house.data);
    await sealLedger({ db: database.db, store, keys });
    const subjects = { 'item-version': ITEM_VERSION_SUBJECTS, 'item-decision': ITEM_DECISION_SUBJECTS };
    const verify = () => verifyLedger({ store, keys: keys.periods, db: database.db, subjects, kept: [] });
    expect((await verify()).fault).toBeUndefined();
    const change = async (ground: string) => {
      const owner = new pg.Client(database.server.connection('migrator'));
      await owner.connect();
      await owner.query(`SELECT set_config('zhengdun.regions', '{""}', false)`);
      await owner.query('UPDATE publication_decision SET ground = $1 WHERE item_id = $2', [ground, id]);
      await owner.end();
    };
    await change('改过');
    expect((await verify()).fault).toMatchObject({ code: 'subject-changed', where: 'item-decision' });
    await change('');
    expect((await verify()).fault).toBeUndefined();
  });
});
