import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENT_LIMIT } from '@zhengdun/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../test/database.ts';
import { memoryTiles } from '../../test/ledger.ts';
import { type PaperHouse, PDF, paperHouse, paperUnit } from '../../test/papers.ts';
import { compoundFile } from '../../test/screening/compound-file.ts';
import { AUDIT_SUBJECTS, listRecords } from '../kernel/audit/index.ts';
import { ledgerKeys, sealLedger, verifyLedger } from '../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { documentKindOf, lookAtFile } from './document-kind.ts';
import { DOCUMENT_SUBJECTS } from './document-subjects.ts';
import { openVault } from './vault.ts';

const database = useTestDatabase();
let house: PaperHouse;
let own: Awaited<ReturnType<typeof paperUnit>>;

beforeAll(async () => {
  house = await paperHouse(database.db);
  own = await paperUnit(database.db, '990000/990100/');
});
afterAll(() => house.close());

/** An archive of empty files. */
function zipOf(...names: string[]): Buffer {
  const directory = names.map((name) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const body = Buffer.alloc(30);
  body.writeUInt32LE(0x04034b50, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(body.length, 16);
  return Buffer.concat([body, ...directory, end]);
}

/** The head of a bitmap of 60 bytes, with as many as there are of it. */
function bitmap(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.write('BM');
  bytes.writeUInt32LE(60, 2);
  return bytes;
}

/** The head of a 7z archive whose directory of four bytes lies behind it, with as many as there are of that. */
function sevenZip(there: number): Buffer {
  const bytes = Buffer.alloc(32 + there);
  bytes.write('377abcaf271c', 'hex');
  bytes.writeBigUInt64LE(4n, 20);
  return bytes;
}

describe('a file that is handed in', () => {
  it.each([
    ['PDF', PDF.subarray(0, -6)],
    ['PNG', Buffer.from('89504e470d0a1a0a00', 'hex')],
    ['JPEG', Buffer.from('ffd8ffe000', 'hex')],
    ['DOC', compoundFile({ WordDocument: Buffer.alloc(10) }).subarray(0, 600)],
    ['RTF', Buffer.from('{\\rtf1\\ansi abc')],
    ['TIFF', Buffer.from('4d4d002a00008000', 'hex')],
    ['BMP', bitmap(40)],
    ['7z', sevenZip(1)],
  ])('is known to be cut off: %s', (_, bytes) => {
    expect(lookAtFile(bytes).isWhole).toBe(false);
  });

  it.each([
    ['pdf', PDF],
    ['png', Buffer.from('89504e470d0a1a0a00', 'hex')],
    ['jpeg', Buffer.from('ffd8ffe000', 'hex')],
    ['docx', zipOf('[Content_Types].xml', 'word/document.xml')],
    ['ofd', zipOf('OFD.xml', 'Doc_0/Document.xml')],
    [undefined, zipOf('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
    ['xlsx', zipOf('[Content_Types].xml', 'xl/workbook.xml')],
    ['pptx', zipOf('[Content_Types].xml', 'ppt/presentation.xml')],
    ['doc', compoundFile({ WordDocument: Buffer.alloc(10) })],
    ['xls', compoundFile({ Workbook: Buffer.alloc(10) })],
    ['ppt', compoundFile({ 'PowerPoint Document': Buffer.alloc(10) })],
    [undefined, compoundFile({ WordDocument: Buffer.alloc(10), _VBA_PROJECT: Buffer.alloc(10) })],
    [undefined, compoundFile({ Package: Buffer.alloc(10) })],
    [undefined, Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000, 7)])],
    ['rtf', Buffer.from('{\\rtf1\\ansi abc}\r\n')],
    ['tiff', Buffer.from('49492a00080000000000', 'hex')],
    ['bmp', bitmap(60)],
    ['rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1')],
    ['7z', sevenZip(4)],
    ['zip', zipOf('a.txt')],
    ['txt', Buffer.from('名单\r\n')],
    [undefined, zipOf('a.txt', 'setup.exe')],
    [undefined, Buffer.from('名单\u0000')],
    ['txt', Buffer.from('c3fbb5a50d0a', 'hex')],
    ['txt', Buffer.from('a657b3e60d0a', 'hex')],
    ['txt', Buffer.from('\ufeff名单\r\n', 'utf16le')],
    [undefined, Buffer.from('ffffffff', 'hex')],
    [undefined, Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1')],
    ['xlsx', zipOf('[Content_Types].xml', 'xl/workbook.xml', 'xl/printerSettings/printerSettings1.bin')],
    [undefined, zipOf('[Content_Types].xml', 'xl/workbook.xml', 'xl/activeX/activeX1.bin')],
    [undefined, zipOf('a.txt', '打开.LNK')],
    [undefined, Buffer.from('PK\x03\x04')],
    [undefined, Buffer.from('<html>%PDF-</html>')],
    [undefined, Buffer.alloc(0)],
  ])('is told by its content: %s', (kind, bytes) => {
    expect(documentKindOf(bytes)).toBe(kind);
  });

  it('is kept encrypted, taken only as a download under a name without tricks, and recorded', async () => {
    const id = await house.upload(own.writer, own.unit, PDF, '..\\证明\u202efdp.exe.html');
    const { body } = await house.ask(own.leader, 'GET', `/documents/${id}`);
    expect(body).toMatchObject({ name: '证明fdp.exe.pdf', kind: 'pdf', bytes: PDF.length });
    const folder = join(house.data, 'documents');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    for (const file of files) {
      expect(readFileSync(join(file.parentPath, file.name)).includes('%PDF')).toBe(false);
    }
    const taken = await house.ask(own.leader, 'GET', `/documents/${id}/content`);
    expect(taken.bytes).toEqual(PDF);
    expect(taken.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('证明fdp.exe.pdf')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(String(taken.headers['content-security-policy'])).toContain("default-src 'none'");
    const { records } = await withinScope(database.db, EVERYTHING, (trx) =>
      listRecords(trx, { object: { kind: 'document', id } }, { limit: 10, offset: 0 }),
    );
    expect(records.map(({ act }) => act).sort()).toEqual(['document-kept', 'document-taken']);
  });

  it('is refused in words that name the cure when it is of another kind, too large, or no file', async () => {
    const url = `/documents?unit=${own.unit}&name=${encodeURIComponent('表.xls')}`;
    const wrong = await house.ask(own.writer, 'POST', url, Buffer.from('no'));
    expect(wrong.body.error.message).toContain('“表.xls”不能接收');
    expect(wrong.body.error.message).toContain('OFD版式文件');
    const large = await house.ask(own.writer, 'POST', url, Buffer.alloc(DOCUMENT_LIMIT + 1));
    expect(large).toMatchObject({ status: 413, code: 'input-too-large' });
    expect(large.body.error.message).toContain('20.0 MB');
    expect(await house.ask(own.writer, 'POST', url, { a: 1 })).toMatchObject({ status: 415 });
    expect(await house.ask(own.writer, 'POST', url)).toMatchObject({ status: 415 });
  });

  it('opens with the secret of its installation alone, and for itself alone', async () => {
    const vault = openVault(house.data);
    const kept = await vault.keep('one', PDF);
    expect(await vault.read('one', kept)).toEqual(PDF);
    await expect(vault.read('other', kept)).rejects.toThrow();
    const changed = Buffer.from(kept.wrapped);
    changed[20] = (changed[20] ?? 0) ^ 1;
    await expect(vault.read('one', { ...kept, wrapped: changed })).rejects.toThrow();
  });
});

describe('an order of the secrecy office', () => {
  const order = { orderNumber: '样保密〔2026〕1号', approver: '样例负责人' };
  const verify = async () => {
    const store = memoryTiles();
    const keys = ledgerKeys(house.data);
    await sealLedger({ db: database.db, store, keys });
    return verifyLedger({
      store,
      db: database.db,
      keys: keys.periods,
      kept: [],
      subjects: { 'audit-record': AUDIT_SUBJECTS, 'document-kept': DOCUMENT_SUBJECTS },
    });
  };

  it('destroys the content for good, keeps the digests, and the ledger still verifies', async () => {
    const id = await house.upload(own.writer, own.unit);
    const { body } = await house.ask(own.secrecy, 'GET', `/documents/${id}`);
    expect(await house.ask(own.leader, 'POST', `/documents/${id}/destroy`, order)).toMatchObject({
      status: 403,
    });
    expect(await house.ask(own.secrecy, 'POST', `/documents/${id}/destroy`, order)).toMatchObject({
      status: 200,
    });
    expect(await house.ask(own.leader, 'GET', `/documents/${id}/content`)).toMatchObject({
      status: 410,
      code: 'document-destroyed',
    });
    expect((await house.ask(own.leader, 'GET', `/documents/${id}`)).body).toMatchObject({
      sha256: body.sha256,
      destroyed: order,
    });
    expect(await house.ask(own.secrecy, 'POST', `/documents/${id}/destroy`, order)).toMatchObject({
      status: 410,
    });
    const { rows } = await sql<{ entry: string }>`SELECT entry FROM ledger_entry
      WHERE subject = ${`document/${id}`} ORDER BY id`.execute(database.db);
    expect(rows.map(({ entry }) => JSON.parse(entry))).toMatchObject([
      {
        kind: 'document-kept',
        digests: { document: `sha256:${body.sha256}`, 'document-sm3': `sm3:${body.sm3}` },
      },
      { kind: 'document-destroyed', facts: { order: order.orderNumber } },
    ]);
    expect((await verify()).fault).toBeUndefined();
  });

  it('is asked for by the database too: a key goes with an order only, and does not come back', async () => {
    const id = await house.upload(own.writer, own.unit);
    const act = (statement: ReturnType<typeof sql>) =>
      withinScope(database.db, EVERYTHING, (trx) => statement.execute(trx));
    await expect(act(sql`DELETE FROM assurance_document_key WHERE document_id = ${id}`)).rejects.toThrow(
      /on an order/,
    );
    await house.ask(own.secrecy, 'POST', `/documents/${id}/destroy`, order);
    await expect(
      act(sql`INSERT INTO assurance_document_key (document_id, wrapped) VALUES (${id}, 'x')`),
    ).rejects.toThrow(/on an order/);
    for (const statement of [
      sql`UPDATE assurance_document SET name = 'x'`,
      sql`DELETE FROM assurance_document`,
      sql`DELETE FROM assurance_destruction`,
      sql`UPDATE assurance_document_key SET wrapped = 'x'`,
    ])
      await expect(act(statement)).rejects.toThrow(/permission denied/);
  });
});
