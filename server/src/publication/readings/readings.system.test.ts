import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useCheckHouse } from '../../../test/check-house.ts';
import { processesOf, type RunningProgram, until } from '../../../test/program.ts';
import {
  everythingOn,
  type PublicationHouse,
  publicationHouse,
  publishingUnit,
} from '../../../test/publication.ts';
import { drawLines, pictureReader } from '../../../test/screening/draw.ts';
import { screenByRules } from '../../screening/index.ts';
import type { FileHit } from '../tables.ts';

const PICTURES = 8;
const check = useCheckHouse({});
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let scans: Buffer;

beforeAll(async () => {
  const ocr = await pictureReader();
  const page = (at: number) =>
    drawLines(ocr, [`样例补贴名单第${at + 1}页`, `联系人：张某 139123456${String(at + 10)}`], {
      type: 'image/jpeg',
    });
  const pages = Array.from({ length: PICTURES }, (_, at) => [`${at + 1}.jpg`, page(at)] as const);
  scans = Buffer.from(zipSync(Object.fromEntries(pages), { level: 0 }));
  house = await publicationHouse(check.database.db, undefined, check.data);
  house.screen = screenByRules('salt');
  own = await publishingUnit(check.database.db, house, { region: '990000/990700/' });
  await own.flow({ stages: 1 });
});
afterAll(() => house.close());

interface Row {
  readonly document_id: string;
  readonly done: number;
  readonly starts: number;
  readonly outcome: string | null;
  readonly hits: readonly FileHit[] | null;
}

async function reading(item: string): Promise<Row | undefined> {
  const { rows } = await everythingOn<Row>(
    check.database.db,
    sql`SELECT document_id, done, starts, outcome, hits FROM publication_file_reading WHERE item_id = ${item}`,
  );
  return rows[0];
}

/** kill -9 of a worker and of whatever it has started. */
async function killWholly({ child, ended }: RunningProgram): Promise<void> {
  if (child.pid) process.kill(-child.pid, 'SIGKILL');
  expect(await ended).toBe(137);
  await until('nothing left of it', () => check.processes().length === 0);
}

describe('the reading of a scanned attachment', () => {
  it('goes on in another program when its own is killed in the middle, and tells each hit once', async () => {
    const id = await own.begin({ text: '名单见附件。' });
    const { body } = await own.attach(id, scans, '名单.zip');
    await own.write(id, { attachments: [body.file?.id ?? body.id] });
    expect(await reading(id)).toMatchObject({ starts: 0, outcome: null });

    const first = check.start(['worker']);
    await until('some pictures read', async () => ((await reading(id))?.done ?? 0) >= 1);
    await killWholly(first);
    const left = await reading(id);
    expect(left).toMatchObject({ starts: 1, outcome: null, hits: null });
    expect(left?.done).toBeLessThan(PICTURES);
    const refused = await own.submit(id);
    expect([refused.status, refused.code]).toEqual([409, 'attachments-being-read']);

    const second = check.start(['worker']);
    await until('all read', async () => (await reading(id))?.outcome !== null);
    const read = await reading(id);
    expect(read).toMatchObject({ starts: 2, outcome: 'read', done: PICTURES });
    const names = read?.hits?.filter(({ rule }) => rule === 'mobile').map(({ place }) => place.name);
    expect(names?.toSorted()).toEqual(
      Array.from({ length: PICTURES }, (_, at) => `${at + 1}.jpg`).toSorted(),
    );
    expect((await own.submit(id)).message).toBe('');
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(processesOf(check.data).filter(({ command }) => /ocr|reader-process/.test(command))).toEqual([]);
  });
});
