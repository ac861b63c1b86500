import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResolver, STRICT_POLICY } from '../../kernel/egress/index.ts';
import { cosignerOf, formatNote, parseCosigner, parseNote } from '../../kernel/ledger/index.ts';
import { silentLog } from '../../kernel/log.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import { openArchive } from '../archive.ts';
import { backupArchive } from '../backup/backup-archive.ts';
import { folderStore } from '../backup/store.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { answerCheckpoint } from './answer-checkpoint.ts';
import { cosignHead } from './cosign-head.ts';
import { listLogs, registerLog } from './register-log.ts';
import { requestText } from './request.ts';
import { serveWitness } from './serve-witness.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-witness-'));
const keys = logKeys(join(root, 'data'));
const folder = join(root, 'logs');
const superior = join(root, 'superior');
const seed = Buffer.alloc(32, 7);
const name = 'superior.example/witness';
const key = cosignerOf(name, seed);
const signal = new AbortController().signal;
const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
const resolver = createResolver({ servers: policy.resolvers });
const web = openNetworkWeb({ policy, resolver }, { verified: true });
const witness = { folder: superior, name, seed, now: Date.now };
let served: Awaited<ReturnType<typeof serveWitness>>;

async function add(text: string, own = folder): Promise<void> {
  const archive = await openArchive({ folder: own, keys });
  await archive.append([{ raw: Buffer.from(text), receivedAt: Date.now(), source: 'web', kind: undefined }]);
  await archive.seal({ all: true });
  await archive.close();
}

const noteOf = (own: string) => readFileSync(placesOf(own).note, 'utf8');
const register = (own: string) =>
  registerLog(superior, { file: 'verifiers.txt', text: readFileSync(placesOf(own).keys, 'utf8') });
const cosign = (own = folder) =>
  cosignHead(own, { web, witness: `http://127.0.0.1:${served.port}/witness/`, key, signal });
const verify = (own = folder) => verifyArchive({ folder: own, kept: [], witnesses: [key], signal });
const verifiers = join(root, 'verifiers.txt');
const outside = (own: string) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../outside/verify-logs.mjs'), own, verifiers], {
    encoding: 'utf8',
  });

beforeAll(async () => {
  served = await serveWitness(witness, { host: '127.0.0.1', port: 0, log: silentLog() });
  await add('one');
  writeFileSync(verifiers, `${readFileSync(placesOf(folder).keys, 'utf8')}${key.vkey}\n`);
});
afterAll(async () => {
  await served[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  resolver[Symbol.dispose]();
  rmSync(root, { recursive: true });
});

it('has a key whose name belongs to it', () => {
  expect(parseCosigner(key.vkey)?.vkey).toBe(key.vkey);
  expect(parseCosigner(key.vkey.replace('superior', 'inferior'))).toBeUndefined();
});

describe('the instance of a superior that cosigns the heads of a unit', () => {
  it('knows nobody who was not registered', async () => {
    await expect(cosign()).rejects.toMatchObject({ code: 'logs-witness-foreign' });
    expect((await register(folder)).keys).toHaveLength(2);
  });

  it('cosigns what goes on from what it saw last, and both verifiers tell by whom', async () => {
    expect(await cosign()).toMatchObject({ entries: 1, name });
    for (const text of ['two', 'three', 'four', 'five', 'six']) {
      await add(text);
      if (text !== 'three') expect((await cosign()).name).toBe(name);
    }
    const { fault, cosigned, cosignedHeads } = await verify();
    expect(fault).toBeUndefined();
    expect(cosigned.map(({ entries }) => entries)).toEqual([1, 2, 4, 5, 6]);
    expect(cosignedHeads).toBe(5);
    const told = outside(folder);
    expect([told.status, told.stderr]).toEqual([0, '']);
    expect(told.stdout).toMatch(/head of entry 6 was cosigned at \d{4}-.* by superior\.example\/witness/);
  });

  it('says where it is, where the unit does not know any more', async () => {
    const bare = join(root, 'bare');
    cpSync(folder, bare, { recursive: true });
    rmSync(placesOf(bare).cosigned, { recursive: true });
    await add('seven', bare);
    expect(await cosign(bare)).toMatchObject({ entries: 7 });
    await add('seven');
    // Another seventh entry, signed by the same keys: the superior has seen the first.
    await expect(cosign()).rejects.toMatchObject({ code: 'logs-witness-refuses' });
    rmSync(folder, { recursive: true });
    cpSync(bare, folder, { recursive: true });
    expect(await listLogs(superior)).toMatchObject([{ refused: 1, head: { entries: 7 } }]);
  });

  it('goes along in a backup', async () => {
    const copy = join(root, 'backup');
    const [origin = ''] = noteOf(folder).split('\n');
    const own = keys.signersOf(origin).map(({ verifier }) => verifier);
    await backupArchive(folder, folderStore(copy), { keys: own, signal });
    expect((await verify(copy)).cosignedHeads).toBe(1);
  });

  it('refuses an archive that its administrator wrote anew and signed with all its keys, and keeps the evidence', async () => {
    const anew = join(root, 'anew');
    const [origin = ''] = noteOf(folder).split('\n');
    const forging = { ...keys, newOrigin: () => origin };
    for (let entry = 1; entry <= 9; entry += 1) {
      const archive = await openArchive({ folder: anew, keys: forging });
      const raw = Buffer.from(`forged ${entry}`);
      await archive.append([{ raw, receivedAt: Date.now(), source: 'web', kind: undefined }]);
      await archive.seal({ all: true });
      await archive.close();
      // Shorter than what was cosigned, as long, and longer.
      if (entry >= 6) await expect(cosign(anew)).rejects.toMatchObject({ code: 'logs-witness-refuses' });
    }
    // Nobody sees it by the archive alone …
    expect((await verify(anew)).fault).toBeUndefined();
    // … and each head that was signed for it lies with the superior.
    const [log] = await listLogs(superior);
    expect(log).toMatchObject({ refused: 5, head: { entries: 7 } });
    expect(readdirSync(join(log?.folder ?? '', 'refused'))).toHaveLength(5);
    // What was cosigned before does not fit it.
    cpSync(placesOf(folder).cosigned, placesOf(anew).cosigned, { recursive: true });
    expect((await verify(anew)).fault).toMatchObject({ code: 'rewritten' });
    expect(outside(anew).status).toBe(1);
  });

  it('is not taken in by other keys, nor by a proof of something else', async () => {
    const other = join(root, 'other');
    const [origin = ''] = noteOf(folder).split('\n');
    const foreign = { ...logKeys(join(root, 'other-data')), newOrigin: () => origin };
    const archive = await openArchive({ folder: other, keys: foreign });
    await archive.append([{ raw: Buffer.from('x'), receivedAt: 1, source: 'web', kind: undefined }]);
    await archive.seal({ all: true });
    await archive.close();
    await expect(register(other)).rejects.toMatchObject({ code: 'logs-witness-known' });
    await expect(cosign(other)).rejects.toMatchObject({ code: 'logs-witness-foreign' });
    await add('eight');
    const note = noteOf(folder);
    const ask = (older: number, ...proof: Buffer[]) =>
      answerCheckpoint(witness, requestText({ older, proof, note }));
    expect(await ask(0)).toMatchObject({ status: 409, body: '7\n', type: 'text/x.tlog.size' });
    expect(await ask(9)).toMatchObject({ status: 400 });
    expect(await ask(7, Buffer.alloc(32))).toMatchObject({ status: 422, isRewritten: true });
    expect(await listLogs(superior)).toMatchObject([{ refused: 6 }]);
    expect(await answerCheckpoint(witness, 'old 7\n')).toMatchObject({ status: 400 });
    expect(await cosign()).toMatchObject({ entries: 8 });
    // What was refused for its proof alone turned out to be right.
    expect(await listLogs(superior)).toMatchObject([{ refused: 5 }]);
    // An older head that is handed in once more shows nothing.
    const older = readFileSync(join(placesOf(folder).cosigned, '00000007.note'), 'utf8');
    const again = await answerCheckpoint(witness, requestText({ older: 0, proof: [], note: older }));
    expect(again).toMatchObject({ status: 409 });
    expect(again.isRewritten).toBeUndefined();
  });

  it('shows a cosignature that was changed, in both verifiers', async () => {
    const path = join(placesOf(folder).cosigned, '00000008.note');
    const kept = readFileSync(path, 'utf8');
    const note = parseNote(kept) ?? expect.unreachable();
    const signatures = note.signatures.map((each) => {
      if (each.name !== name) return each;
      // The time alone: who backdates a cosignature is seen.
      const signature = Buffer.from(each.signature);
      signature[7] = (signature[7] ?? 0) ^ 1;
      return { ...each, signature };
    });
    writeFileSync(path, formatNote({ text: note.text, signatures }));
    expect((await verify()).fault).toMatchObject({ code: 'cosignature-wrong', where: path });
    expect(outside(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('not cosigned') });
    writeFileSync(path, kept);
    expect((await verify()).fault).toBeUndefined();
  });
});
