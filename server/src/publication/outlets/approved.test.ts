import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { connectOnce } from '../../kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findItem } from '../item.repo.ts';
import { approvedBytes, approvedFiles } from './approved.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;

beforeAll(async () => {
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/991600/' });
  await own.flow();
});
afterAll(() => house.close());

/** As somebody could who owns the database. */
async function tampered(change: string): Promise<void> {
  const client = await connectOnce(database.server, 'migrator');
  const table = 'ALTER TABLE publication_version';
  await client
    .query(
      `${table} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY; ${change};
       ${table} ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY`,
    )
    .finally(() => client.end());
}

/** The text that may go out; `more` is what its record says otherwise. */
const text = (id: string, more: { readonly sha256?: string } = {}): Promise<Buffer> =>
  withinScope(database.db, EVERYTHING, async (trx) => {
    const item = await findItem(trx, id);
    const files = item && (await approvedFiles(trx, item));
    if (!files) throw new Error('nothing of it is approved');
    return approvedBytes(house.tools, trx, { ...files.textFile, ...more });
  });

describe('what goes out', () => {
  const differ = { code: 'approved-bytes-differ' };

  it('is what the decisions were about: not under another manifest, and not another text', async () => {
    const [id, second] = [await own.approved({ text: '甲' }), await own.approved({ text: '乙' })];
    expect(String(await text(id))).toBe('甲');
    await tampered(`UPDATE publication_version SET text_id =
      (SELECT text_id FROM publication_version WHERE item_id = '${second}') WHERE item_id = '${id}'`);
    await expect(text(id)).rejects.toMatchObject(differ);
    await tampered(`UPDATE publication_version SET manifest = manifest || ' ',
      manifest_sha256 = encode(sha256(convert_to(manifest || ' ', 'UTF8')), 'hex') WHERE item_id = '${second}'`);
    await expect(text(second)).rejects.toMatchObject(differ);
  });

  it('is nothing whose bytes are not those of the record', async () => {
    const id = await own.approved();
    await expect(text(id, { sha256: '0'.repeat(64) })).rejects.toMatchObject(differ);
  });
});
