import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { memoryTiles } from '../../test/ledger.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
} from '../../test/publication.ts';
import { DAY_MS, HOUR_MS } from '../kernel/durations.ts';
import { ledgerKeys, sealLedger, verifyLedger } from '../kernel/ledger/index.ts';
import { ITEM_DECISION_SUBJECTS, ITEM_VERSION_SUBJECTS } from './index.ts';

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

describe('what is published', () => {
  it('is not published before its time, by the database either', async () => {
    const publishAt = new Date(Date.now() + DAY_MS).toISOString();
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
    for (const at of ['2026-01-01T00:00:00Z', new Date(Date.now() + HOUR_MS).toISOString()])
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
