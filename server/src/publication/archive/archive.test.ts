import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '../../../test/database.ts';
import { PDF } from '../../../test/papers.ts';
import { type PublicationHouse, publicationHouse, publishingUnit } from '../../../test/publication.ts';
import { unzip } from '../../../test/unzip.ts';
import { ledger } from '../../commands/ledger/index.ts';
import { jsonDigest } from '../../kernel/canonical-json.ts';
import { runProgram } from '../../kernel/cli/index.ts';
import { ledgerKeys, ownLedger, parseVerifier, sealLedger } from '../../kernel/ledger/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { unzipStored, zipOf } from '../../kernel/zip.ts';
import { checkArchive } from './check-archive.ts';

const database = useTestDatabase();
let house: PublicationHouse;
let own: Awaited<ReturnType<typeof publishingUnit>>;
let bytes: Buffer;
let files: Map<string, Buffer>;
let id: string;

async function take(item: string): Promise<Buffer> {
  const answer = await house.ask(own.leader, 'GET', `/publications/${item}/archive.zip`);
  expect(answer.status).toBe(200);
  return answer.bytes;
}

/** What the worker does every few seconds. */
async function seal(): Promise<void> {
  await sealLedger({ db: database.db, ...ownLedger(house.data) });
}

beforeAll(async () => {
  house = await publicationHouse(database.db);
  own = await publishingUnit(database.db, house, { region: '990000/990100/' });
  await own.flow({ stages: 1 });
  id = await own.begin({ text: '第一版。' });
  const { body: file } = await own.attach(id, PDF);
  await own.write(id, { text: '第二版。', attachments: [file.id] });
  await own.submit(id);
  await own.act(own.first, id, 'comments', { version: 2, start: 0, end: 2, text: '请核对。' });
  await own.decide(own.first, id, { decision: 'return', ground: '请核对。' });
  await own.write(id, { text: '第三版。' });
  await own.submit(id);
  await own.decide(own.first, id);
  await own.publish(id);
  await seal();
  bytes = await take(id);
  files = unzip(bytes);
});
afterAll(() => house.close());

describe('the archive of an item', () => {
  it('is whole by itself, with every version, decision and file, and their proofs', () => {
    expect([...files.keys()].filter((name) => !name.startsWith('files/'))).toEqual([
      'README.txt',
      'archive.json',
      'versions/1/manifest.json',
      'versions/2/manifest.json',
      'versions/3/manifest.json',
      'ledger/entries.json',
      'ledger/checkpoint',
      'ledger/verifiers.txt',
      'versions/1/text.txt',
      'versions/2/text.txt',
      'versions/3/text.txt',
      'SHA256SUMS',
    ]);
    expect(files.get('versions/2/text.txt')?.toString()).toBe('第二版。');
    expect(JSON.parse(String(files.get('archive.json')))).toMatchObject({
      comments: [{ version: 2, text: '请核对。' }],
      decisions: [{ facts: { decision: 'return' } }, { facts: { decision: 'approve', version: 3 } }],
    });
    expect(checkArchive(unzipStored(bytes) ?? new Map())).toMatchObject({
      versions: 3,
      decisions: 2,
      unproven: 0,
      ownKeys: true,
      fault: undefined,
    });
    const held = ledgerKeys(house.data).periods.flatMap(({ verifiers }) => verifiers);
    expect(checkArchive(files, held)).toMatchObject({ ownKeys: false, fault: undefined });
  });

  it('is the same when it is taken again, but for what the ledger has got since', async () => {
    expect((await take(id)).equals(bytes)).toBe(true);
  });

  it('is verified against keys that somebody holds, not those in it', () => {
    const strange = parseVerifier(String(files.get('ledger/verifiers.txt')).split('\n')[1] ?? '');
    const other = { ...strange, verify: () => false } as NonNullable<typeof strange>;
    expect(checkArchive(files, [other]).fault?.code).toBe('checkpoint-forged');
  });

  it('does not hide a single changed byte, wherever it is', () => {
    for (const [name, content] of files) {
      if (content.length === 0) continue;
      const changed = Buffer.from(content);
      changed[Math.floor(changed.length / 2)] = (changed[Math.floor(changed.length / 2)] ?? 0) ^ 1;
      const { fault } = checkArchive(new Map([...files, [name, changed]]));
      expect({ name, found: fault !== undefined }).toEqual({ name, found: true });
    }
  });

  it('does not hide what was changed with all of its sums', () => {
    const told = (name: string, text: string, more: Record<string, Buffer> = {}) => {
      const forged = new Map([...files, [name, Buffer.from(text)], ...Object.entries(more)]);
      return checkArchive(withSums(forged)).fault;
    };
    expect(told('versions/3/text.txt', '改过的一版。')).toMatchObject({ code: 'version-changed' });
    const manifest = String(files.get('versions/3/manifest.json')).replace('关于样例', '关于改过');
    expect(told('versions/3/manifest.json', manifest)).toMatchObject({ code: 'version-changed' });
    const index = String(files.get('archive.json'));
    expect(told('archive.json', index.replace('"return"', '"approve"'))).toMatchObject({
      code: 'decision-changed',
    });
    const { decisions } = JSON.parse(index);
    const approval = JSON.stringify(decisions[1].facts.manifest.sha256);
    expect(told('archive.json', index.replaceAll(approval, JSON.stringify('0'.repeat(64))))).toMatchObject({
      code: 'decision-of-other',
    });
    const entries = String(files.get('ledger/entries.json'));
    const forged = entries.replace(jsonDigest(decisions[0].facts), `sha256:${'0'.repeat(64)}`);
    expect(forged).not.toBe(entries);
    expect(told('ledger/entries.json', forged)).toMatchObject({ code: 'proof-wrong' });
    expect(told('files/beside.txt', 'x')).toEqual({ code: 'file-unlisted', where: 'files/beside.txt' });
  });

  it('has the digests of what was destroyed on an order, and verifies without it', async () => {
    const other = await own.begin({ text: '应当销毁的内容。' });
    const { current } = await own.view(other);
    await withinScope(database.db, EVERYTHING, async (trx) => {
      const destroyed = { document_id: current.textFile.id, destroyed_by: own.secrecy.id };
      const order = { order_number: '样保密〔2026〕1号', approver: '样例负责人' };
      await trx
        .insertInto('assurance_destruction')
        .values({ ...destroyed, ...order })
        .execute();
      await trx
        .deleteFrom('assurance_document_key')
        .where('document_id', '=', destroyed.document_id)
        .execute();
    });
    await seal();
    const left = unzip(await take(other));
    expect(left.has('versions/1/text.txt')).toBe(false);
    expect(checkArchive(left)).toMatchObject({ destroyed: 1, unproven: 0, fault: undefined });
    expect((await own.view(other)).current.text).toBeUndefined();
  });

  it('says what is not proven yet', async () => {
    const fresh = await own.begin();
    const early = unzip(await take(fresh));
    expect(checkArchive(early)).toMatchObject({ unproven: 1, fault: undefined });
    expect(JSON.parse(String(early.get('ledger/entries.json'))).entries).toEqual([]);
  });

  it('is verified on the command line, which names what was changed', async () => {
    const path = join(house.data, 'archive.zip');
    const key = String(files.get('ledger/verifiers.txt')).split('\n')[0] ?? '';
    const verify = async (archive: Uint8Array, ...options: string[]) => {
      writeFileSync(path, archive);
      let said = '';
      const write = (chunk: string) => {
        said += chunk;
        return true;
      };
      const code = await runProgram({
        args: ['ledger', 'verify-archive', path, ...options],
        commands: [ledger],
        version: '0.1.0',
        env: { ZHENGDUN_DATA: join(house.data, 'elsewhere') },
        stdout: { write },
        stderr: { write },
        signal: new AbortController().signal,
      });
      return { code, said };
    };
    expect(await verify(bytes, '--key', key)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/档案完整：“关于样例工作的通知”，3 版，2 条审核意见/),
    });
    expect((await verify(bytes)).said).toContain('--key');
    const changed = Buffer.from(bytes);
    changed[changed.indexOf('第二版。')] = 0x41;
    expect(await verify(changed, '--lang', 'en')).toMatchObject({
      code: 1,
      said: expect.stringContaining('versions/2/text.txt was changed'),
    });
    expect(await verify(Buffer.from('PK'))).toMatchObject({
      code: 64,
      said: expect.stringContaining('不是审核档案'),
    });
  });

  it('that is no archive is told apart', async () => {
    const foreign = zipOf(
      (async function* () {
        yield { name: 'a.txt', bytes: Buffer.from('a') };
      })(),
    );
    const parts: Uint8Array[] = [];
    for await (const part of foreign) parts.push(part);
    const other = unzipStored(Buffer.concat(parts));
    expect(checkArchive(other ?? new Map()).fault).toEqual({ code: 'file-missing', where: 'SHA256SUMS' });
    expect(unzipStored(Buffer.from('PK'))).toBeUndefined();
    expect(unzipStored(bytes.subarray(0, bytes.length - 40))).toBeUndefined();
  });
});

function withSums(forged: Map<string, Buffer>): Map<string, Buffer> {
  const lines = [...forged]
    .filter(([name]) => name !== 'SHA256SUMS')
    .map(([name, content]) => `${sumOf(content)}  ${name}\n`);
  return new Map([...forged, ['SHA256SUMS', Buffer.from(lines.join(''))]]);
}

function sumOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
