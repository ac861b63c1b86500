import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { PDF } from '../../../test/papers.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { silentLog } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import type { Screen } from '../tools.ts';
import { performReading } from './perform-reading.ts';
import { openReadings } from './reading.repo.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
/** files that were read with their pictures */
let read = 0;
let edition = 'test-1';

/** Reads what stands in a file as if three pictures held it, and nothing else did. */
function picturesOnly(before: (bytes: Uint8Array) => Promise<void> = async () => {}): Screen {
  return {
    text: async () => ({ edition, hits: [] }),
    async file(bytes, { pictures = 'now', onPicture, signal } = {}) {
      if (pictures === 'later') return { edition, hits: [], pictures: 3 };
      read += 1;
      await before(bytes);
      signal?.throwIfAborted();
      for (let picture = 0; picture < 3; picture++) onPicture?.();
      const words = Buffer.from(bytes).toString('latin1');
      const place = { part: 'picture', line: 1, column: 1 } as const;
      const why = { zh: '疑似', en: 'possible' };
      const hit = { rule: 'mobile', category: 'personal', severity: 1, why, place, found: '1' } as const;
      const mark = { ...hit, rule: 'state-secret-mark', category: 'state-secret' };
      const hits = [...(words.includes('%tel') ? [hit] : []), ...(words.includes('%mark') ? [mark] : [])];
      return { edition, hits };
    },
  };
}

beforeAll(async () => {
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/991100/' });
  await own.flow({ stages: 1 });
});
beforeEach(() => {
  house.screen = picturesOnly();
  read = 0;
  edition = 'test-1';
});
afterAll(() => house.close());

const scan = (more: string): Buffer => Buffer.concat([PDF, Buffer.from(`${more}${Math.random()}\n%%EOF\n`)]);
const perform = (id: string, signal?: AbortSignal) =>
  performReading({ ...house.tools, log: silentLog(), signal }, id);
const readings = async (id: string, who = own.writer) =>
  (await house.ask(who, 'GET', `/publications/${id}/readings`)).body;

/** An item with a scan. */
async function scanned(more: string): Promise<{ id: string; file: string }> {
  const id = await own.begin();
  const { status, body } = await own.attach(id, scan(more), '扫描件.pdf');
  expect(status).toBe(201);
  await own.write(id, { attachments: [body.id] });
  return { id, file: body.id };
}

describe('a scan that is handed in', () => {
  it('is taken at once, read by a job, and keeps its item from review until then', async () => {
    const { id, file } = await scanned('%tel');
    expect(read).toBe(0);
    expect(await readings(id)).toEqual({
      rows: [{ document: file, name: '扫描件.pdf', state: 'reading', done: 0, pictures: 3, why: [] }],
      may: { read: true },
    });
    const refused = await own.submit(id);
    expect(refused).toMatchObject({ status: 409, code: 'attachments-being-read' });
    expect((await own.view(id)).hindrance).toBe(refused.message);
    const open = await withinScope(database.db, EVERYTHING, (trx) => openReadings(trx));
    expect(open).toContain(file);
    await perform(file);
    expect((await readings(id)).rows).toMatchObject([{ state: 'read' }]);
    expect(await own.submit(id)).toMatchObject({ status: 200 });
    expect((await own.view(id)).current.screening).toMatchObject({
      attachments: 1,
      hits: [{ part: 'attachment', file: '扫描件.pdf', place: { part: 'picture' }, blocks: true }],
    });
    // The job comes again when its program was killed after its end.
    await perform(file);
    expect(read).toBe(1);
  });

  it('is read anew under other rules before it is submitted', async () => {
    const { id, file } = await scanned('');
    await perform(file);
    edition = 'test-2';
    expect((await own.submit(id)).code).toBe('attachments-being-read');
    await perform(file);
    expect((await own.submit(id)).status).toBe(200);
    expect((await own.view(id)).current.screening).toMatchObject({ edition: 'test-2', attachments: 1 });
  });

  it('that may be a state secret is destroyed as soon as it is read, and the secrecy officer told', async () => {
    const bytes = scan('%mark');
    const id = await own.begin();
    const { body } = await own.attach(id, bytes, '扫描件.pdf');
    await own.write(id, { attachments: [body.id] });
    await perform(body.id);
    expect((await readings(id)).rows).toMatchObject([{ state: 'stopped' }]);
    expect((await own.submit(id)).code).toBe('attachment-stopped');
    const taken = await house.ask(own.writer, 'GET', `/publications/${id}/attachments/${body.id}`);
    expect(taken.code).toBe('document-destroyed');
    expect(await house.tools.vault.read(body.id, await sealedOf(body.id)).catch(String)).toContain('missing');
    const { rows } = (await house.ask(own.secrecy, 'GET', '/publications/secret-stops')).body;
    expect(rows).toMatchObject([{ part: 'attachment', marks: 1, by: { id: own.writer.id } }]);
    // Nobody has it read again, and without it the item goes on.
    await house.ask(own.writer, 'POST', `/publications/${id}/attachments/${body.id}/read`);
    expect((await readings(id)).rows).toMatchObject([{ state: 'stopped' }]);
    await own.write(id, { attachments: [] });
    expect((await own.submit(id)).status).toBe(200);
    // Where it is found to be none it is kept when it is handed in again.
    const finding = { finding: 'none', ground: '当面核实。' };
    await house.ask(own.secrecy, 'POST', `/publications/secret-stops/${rows[0].id}/finding`, finding);
    const again = await own.begin();
    const { body: second } = await own.attach(again, bytes, '扫描件.pdf');
    await perform(second.id);
    expect((await readings(again)).rows).toMatchObject([{ state: 'read' }]);
  });

  it('is seen by nobody of another unit', async () => {
    const { id, file } = await scanned('');
    const foreign = await publishingUnit(database.db, house, { region: '990000/991200/' });
    expect((await house.ask(foreign.writer, 'GET', `/publications/${id}/readings`)).code).toBe(
      'item-unknown',
    );
    const theirs = await foreign.begin();
    const asked = await house.ask(foreign.writer, 'POST', `/publications/${theirs}/attachments/${file}/read`);
    expect(asked.code).toBe('document-unknown');
  });
});

async function sealedOf(document: string) {
  const row = await withinScope(database.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('assurance_document')
      .select('sealed_sha256')
      .where('id', '=', document)
      .executeTakeFirstOrThrow(),
  );
  return { sealedSha256: row.sealed_sha256, wrapped: Buffer.alloc(0) };
}

describe('a program that reads', () => {
  it('and is taken for dead writes nothing when it comes back', async () => {
    const { id, file } = await scanned('%tel');
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    house.screen = picturesOnly(() => held);
    edition = 'of the dead one';
    const dead = perform(file);
    while (read === 0) await new Promise(setImmediate);
    edition = 'test-1';
    house.screen = picturesOnly();
    await perform(file);
    edition = 'of the dead one';
    release();
    await dead;
    edition = 'test-1';
    expect((await own.submit(id)).status).toBe(200);
    expect((await own.view(id)).current.screening).toMatchObject({ edition: 'test-1', attachments: 1 });
  });

  it('and ends gives the file back: somebody else begins anew, and that start does not count', async () => {
    const { file } = await scanned('');
    const ending = new AbortController();
    house.screen = picturesOnly(async () => ending.abort(new Error('the program ends')));
    await expect(perform(file, ending.signal)).rejects.toThrow('the program ends');
    const row = await withinScope(database.db, EVERYTHING, (trx) =>
      trx
        .selectFrom('publication_file_reading')
        .select(['starts', 'ended_at'])
        .where('document_id', '=', file)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ starts: 0, ended_at: null });
  });

  it('and is killed each time gives the file up, which is said with what helps, until somebody asks again', async () => {
    const { id, file } = await scanned('');
    await withinScope(database.db, EVERYTHING, (trx) =>
      sql`UPDATE publication_file_reading SET starts = 5 WHERE document_id = ${file}`.execute(trx),
    );
    await perform(file);
    expect(read).toBe(0);
    expect((await readings(id)).rows).toMatchObject([{ state: 'given-up' }]);
    const refused = await own.submit(id);
    expect(refused).toMatchObject({
      code: 'attachment-given-up',
      message: expect.stringContaining('重新识别'),
    });
    const again = await house.ask(own.writer, 'POST', `/publications/${id}/attachments/${file}/read`);
    expect(again.status).toBe(200);
    await perform(file);
    expect((await own.submit(id)).status).toBe(200);
  });
});
