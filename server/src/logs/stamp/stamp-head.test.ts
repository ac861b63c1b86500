import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lackOfAuthority, timeStampAuthority } from '../../../test/time-stamp-authority.ts';
import { createResolver, STRICT_POLICY } from '../../kernel/egress/index.ts';
import { readTimeStamp } from '../../kernel/time-stamp/index.ts';
import { openNetworkWeb } from '../../kernel/web/index.ts';
import { readCertificates } from '../../kernel/x509/index.ts';
import { openArchive } from '../archive.ts';
import { backupArchive } from '../backup/backup-archive.ts';
import { folderStore } from '../backup/store.ts';
import { logKeys } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { verifyArchive } from '../verify/verify-archive.ts';
import { stampHead } from './stamp-head.ts';

const root = mkdtempSync(join(tmpdir(), 'zhengdun-stamp-'));
const keys = logKeys(join(root, 'data'));
const folder = join(root, 'logs');
const signal = new AbortController().signal;
const policy = { ...STRICT_POLICY, allowNetworks: ['127.0.0.0/8'] };
const resolver = createResolver({ servers: policy.resolvers });
const web = openNetworkWeb({ policy, resolver }, { verified: true });
const lack = lackOfAuthority();
let authority: Awaited<ReturnType<typeof timeStampAuthority>>;
const roots = () => readCertificates(authority.roots) ?? expect.unreachable();

async function add(text: string): Promise<void> {
  const archive = await openArchive({ folder, keys });
  await archive.append([{ raw: Buffer.from(text), receivedAt: Date.now(), source: 'web', kind: undefined }]);
  await archive.seal({ all: true });
  await archive.close();
}

beforeAll(async () => {
  if (lack !== undefined) return;
  authority = await timeStampAuthority();
  await add('one');
});
afterAll(async () => {
  await authority?.[Symbol.asyncDispose]();
  await web[Symbol.asyncDispose]();
  resolver[Symbol.dispose]();
  rmSync(root, { recursive: true });
});

const stamp = () => stampHead(folder, { web, authority: authority.url, roots: roots(), signal });
const verify = (own = folder) => verifyArchive({ folder: own, kept: [], roots: roots(), signal });
const outside = (own: string) =>
  spawnSync(process.execPath, [join(import.meta.dirname, '../outside/verify-logs.mjs'), own], {
    encoding: 'utf8',
  });

describe.skipIf(lack !== undefined)('a time-stamp of a signed head', () => {
  it('is got from a real authority, and seen by both verifiers and by OpenSSL', async () => {
    const before = Date.now();
    expect(await stamp()).toMatchObject({ entries: 1, authority: 'invented tsa', trusted: true });
    await add('two');
    const { fault, stamps } = await verify();
    expect(fault).toBeUndefined();
    expect(stamps).toMatchObject([{ entries: 1, authority: 'invented tsa', trusted: true }]);
    expect(Math.abs((stamps[0]?.at ?? 0) - before)).toBeLessThan(60_000);
    const without = await verifyArchive({ folder, kept: [], signal });
    expect(without.stamps).toMatchObject([{ trusted: false }]);
    expect(outside(folder)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(
        /head of entry 1 was time-stamped at \d{4}-.* by a certificate of invented tsa/,
      ),
    });
    const name = join(placesOf(folder).stamps, '00000001');
    const pem = join(root, 'roots.pem');
    writeFileSync(pem, authority.roots);
    const args = ['ts', '-verify', '-in', `${name}.tsr`, '-data', `${name}.note`, '-CAfile', pem];
    expect(String(execFileSync('openssl', args, { stdio: 'pipe' }))).toContain('OK');
  });

  it('goes along in a backup', async () => {
    const copy = join(root, 'backup');
    const origin = readFileSync(placesOf(folder).note, 'utf8').split('\n')[0] ?? '';
    const own = keys.signersOf(origin).map(({ verifier }) => verifier);
    await backupArchive(folder, folderStore(copy), { keys: own, signal });
    expect((await verify(copy)).stamps).toHaveLength(1);
  });

  it('is not taken where it is over something else, by somebody else, or by no certificate for it', async () => {
    const { stamps: place } = placesOf(folder);
    const kept = readFileSync(join(place, '00000001.tsr'));
    authority.answer(kept);
    await expect(stamp()).rejects.toMatchObject({ code: 'logs-tsa-wrong' });
    authority.answer(Buffer.from('no token'));
    await expect(stamp()).rejects.toMatchObject({ code: 'logs-tsa-wrong' });
    authority.answer(undefined);
    authority.sign('web');
    // OpenSSL itself refuses to sign by such a certificate.
    await expect(stamp()).rejects.toMatchObject({ code: 'logs-tsa-fails' });
    authority.sign('tsa');
    await using other = await timeStampAuthority();
    const foreign = readCertificates(other.roots) ?? expect.unreachable();
    const asked = stampHead(folder, { web, authority: authority.url, roots: foreign, signal });
    await expect(asked).rejects.toMatchObject({ code: 'logs-tsa-untrusted' });
    expect(readdirSync(place)).toEqual(['00000001.note', '00000001.tsr']);
    const bytes = readFileSync(join(place, '00000001.note'));
    expect(readTimeStamp(kept, { bytes })).toBeDefined();
    for (let at = 20; at < kept.length; at += 37) {
      const changed = Buffer.from(kept);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const read = readTimeStamp(changed, { bytes, roots: roots() });
      // Of the certificates that were sent along, those that did not sign are nobody's proof.
      if (read) expect(read).toMatchObject({ authority: 'invented tsa' });
    }
  });

  it('shows that the archive was written anew since, though all signatures are right', async () => {
    const anew = join(root, 'anew');
    cpSync(folder, anew, { recursive: true });
    const { stamps: place } = placesOf(anew);
    const token = readFileSync(join(place, '00000001.tsr'));
    token[token.length - 5] = (token[token.length - 5] ?? 0) ^ 1;
    writeFileSync(join(place, '00000001.tsr'), token);
    expect((await verify(anew)).fault).toMatchObject({ code: 'stamp-wrong' });
    expect(outside(anew)).toMatchObject({ status: 1, stderr: expect.stringContaining('time-stamp') });
    rmSync(anew, { recursive: true });
    const archive = await openArchive({ folder: anew, keys });
    await archive.append([{ raw: Buffer.from('x'), receivedAt: 1, source: 'web', kind: undefined }]);
    await archive.seal({ all: true });
    await archive.close();
    cpSync(placesOf(folder).stamps, place, { recursive: true });
    expect((await verify(anew)).fault).toMatchObject({ code: 'rewritten' });
    expect(outside(anew).status).toBe(1);
  });
});
