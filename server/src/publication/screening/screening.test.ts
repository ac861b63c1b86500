import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
  staffOf,
  toldOfMatter,
} from '../../../test/publication.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { screenByRules } from '../../screening/index.ts';
import { publicationItems } from '../index.ts';
import type { Screen } from '../tools.ts';

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

const toldOf = (matter: string, key: string) => toldOfMatter(database.db, { matter, key });

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
        hits: hits.map(({ start, end, ...hit }) => {
          const found = words.slice(start, end);
          return { ...hit, place, found, excerpt: `${found.slice(0, 2)}*******${found.slice(-2)}` };
        }),
      };
    },
  };

  it('reads the attachments, and says which one a hit is in', async () => {
    house.screen = digits;
    const id = await own.begin();
    const { body: file } = await own.attach(id, Buffer.from('名单：13800000000\n'), '名单.txt');
    await own.write(id, { attachments: [file.id] });
    const shown = {
      attachments: 1,
      hits: [
        {
          ...{ part: 'attachment', file: '名单.txt', place: { part: 'body', line: 1 }, blocks: true },
          excerpt: '13*******00',
        },
      ],
    };
    // What is known of its files by then, a draft shows as well.
    const draft = (await own.view(id)).current.screening;
    expect(draft).toMatchObject(shown);
    await own.submit(id);
    const submitted = (await own.view(id)).current.screening;
    expect(submitted).toMatchObject(shown);
    expect(submitted?.hits[0]?.id).not.toBe(draft?.hits[0]?.id);
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

  it('has its hits let through by nobody who wrote the text, and by no reviewer of yesterday', async () => {
    house.screen = digits;
    const both = await staffOf(database.db, own.unit, { roles: ['handler', 'reviewer'] });
    const former = await staffOf(database.db, own.unit, { roles: ['reviewer'] });
    await everything(sql`UPDATE identity_person SET employment_confirmed_on = NULL WHERE id = ${former.id}`);
    const id = await own.begin({ text: '电话13800000000。' }, both);
    await own.submit(id);
    const [hit] = (await own.view(id, own.first)).current.screening?.hits ?? [];
    const release = (who: typeof own.first) =>
      house.ask(who, 'POST', `/publications/${id}/hits/${hit?.id}/release`, { ground: '办公电话。' });
    expect((await release(both)).code).toBe('hit-decided-by-whom-it-concerns');
    expect((await release(former)).code).toBe('hit-decided-by-whom-it-concerns');
    expect((await release(own.first)).status).toBe(200);
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
        dueOn: dayOf(new Date(Date.now() + DAY_MS)),
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
