import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesOf, ROOT, until } from '../../../test/program.ts';
import { runProgram } from '../../kernel/cli/index.ts';
import { checkLedger } from '../doctor/ledger.ts';
import { loadCommands } from '../index.ts';

const folder = mkdtempSync(join(tmpdir(), 'zhengdun-ledger-'));
chmodSync(folder, 0o755);
const data = join(folder, 'data');
const files = join(folder, 'copy');
/** A copy from after the keys were replaced. */
const renewed = join(folder, 'renewed');
afterAll(async () => {
  await until('the database gone', () => processesOf(folder).length === 0);
  rmSync(folder, { recursive: true, force: true });
});

/** A command in this process, as `main.ts` runs it. */
async function zhengdun(...args: string[]) {
  let stdout = '';
  let stderr = '';
  const code = await runProgram({
    args,
    commands: await loadCommands(),
    version: '0.1.0',
    env: { ...process.env, ZHENGDUN_DATA: data },
    stdout: { write: (chunk) => (stdout += chunk) },
    stderr: { write: (chunk) => (stderr += chunk) },
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}

/** A check of a saved page, without a browser: it is kept, entered and sealed. */
const check = (host: string) => {
  const page = join(folder, 'page');
  mkdirSync(page, { recursive: true });
  writeFileSync(
    join(page, 'index.html'),
    '<!doctype html><html lang="zh-CN"><title>样例县人民政府</title><p>样例</p>',
  );
  return zhengdun('check', '--snapshot', page, '--as', `https://${host}/`, '--no-browser');
};

describe('the ledger of an installation', () => {
  beforeAll(async () => {
    expect((await zhengdun('ledger', 'verify')).code).toBe(2);
    for (const host of ['www.a.gov.cn', 'www.b.gov.cn', 'www.c.gov.cn'])
      expect((await check(host)).code, host).toBeLessThan(3);
  });

  it('holds every check, is whole, and doctor says so', async () => {
    const { code, stdout } = await zhengdun('ledger', 'verify');
    expect(stdout).toMatch(/^存证完整，共 3 条，与 \d 个已签名的检查点一致，最近封存 20/);
    expect(code).toBe(0);
    const found = await checkLedger(data);
    expect(found.state).toBe('ok');
    expect(found.detail.zh).toMatch(/^共 3 条，.*核验，完整$/);
  });

  it('is told with its evidence, where a changed byte is named', async () => {
    expect((await zhengdun('ledger', 'verify')).stdout).toMatch(/^证据 (\d+) 件，完好 \1 件$/m);
    const objects = join(data, 'objects');
    const file = readdirSync(objects, { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60);
    const path = join(objects, file ?? 'none');
    const bytes = readFileSync(path);
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(100) ^ 1, 100);
    writeFileSync(path, changed);
    const { code, stdout } = await zhengdun('ledger', 'verify');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^存证完整/);
    expect(stdout).toContain('证据有误 1 件');
    const digest = file?.replace('/', '');
    expect(stdout).toMatch(new RegExp(`^${digest}（检测\\s[0-9a-f-]{36}）\\s+内容已被改动`, 'm'));
    expect(JSON.parse((await zhengdun('ledger', 'verify', '--json')).stdout)).toMatchObject({
      whole: false,
      evidence: { faulty: 1, faults: [{ sha256: digest, fault: 'changed' }] },
    });
    expect((await zhengdun('ledger', 'verify', '--no-evidence')).code).toBe(0);
    writeFileSync(path, bytes);
  });

  it('keeps its keys to itself and tells no log of them', () => {
    const secrets = readdirSync(join(data, 'secrets')).map((name) =>
      readFileSync(join(data, 'secrets', name), 'utf8').trim(),
    );
    expect(secrets.length).toBeGreaterThan(1);
    const logs = readdirSync(join(data, 'log')).map((name) => readFileSync(join(data, 'log', name), 'utf8'));
    for (const secret of secrets) expect(logs.join('')).not.toContain(secret);
  });

  it('shows an entry in both languages, and says where there is none', async () => {
    const shown = await zhengdun('ledger', 'show', '1');
    expect(shown.stdout).toMatch(
      /第 1 条（共 3 条）\n {2}时间 .*\n {2}种类 {2}检测结果\n {2}对象 {2}check\//,
    );
    expect((await zhengdun('ledger', 'show', '1', '--lang', 'en')).stdout).toMatch(/^Entry 1 of 3\n/);
    const none = await zhengdun('ledger', 'show', '3');
    expect(none).toMatchObject({ code: 64 });
    expect(none.stderr).toContain('存证共 3 条，序号从 0 到 2');
  });

  it('is copied for others, once into one folder', async () => {
    expect(await zhengdun('ledger', 'export', files)).toMatchObject({ code: 0 });
    expect((await zhengdun('ledger', 'export', files)).code).toBe(64);
    const { code, stdout } = await zhengdun('ledger', 'verify', '--from', files, '--json');
    expect(JSON.parse(stdout)).toMatchObject({ size: 3, whole: true });
    expect(code).toBe(0);
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** The steps of docs/ledger.md, with programs that are not ours. */
describe('an outside verifier', () => {
  it.skipIf(!hasOpenssl || !hasPython)('follows the documented steps with OpenSSL and Python', () => {
    const script =
      /```python\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs', 'ledger.md'), 'utf8'))?.[1] ?? '';
    writeFileSync(join(folder, 'verify.py'), script);
    const run = (from: string) =>
      spawnSync('python3', [join(folder, 'verify.py'), from], { encoding: 'utf8' });
    const { stdout, stderr, status } = run(files);
    expect(stderr).toBe('');
    expect(stdout).toContain('Ed25519: Signature Verified Successfully');
    expect(stdout).toContain('SM2: Signature Verified Successfully');
    expect(stdout).toContain('3 entries, root as signed');
    expect(status).toBe(0);
    const broken = join(folder, 'broken');
    execFileSync('cp', ['-r', files, broken]);
    const bundle = readFileSync(join(broken, 'tile/entries/000.p/3'));
    writeFileSync(
      join(broken, 'tile/entries/000.p/3'),
      Buffer.from(bundle.toString('latin1').replace('check/', 'chess/'), 'latin1'),
    );
    expect(run(broken).status).not.toBe(0);
  });

  it('accepts checkpoint and inclusion proof with the verifier of Sigstore', async () => {
    const { stdout } = await zhengdun('ledger', 'show', '1', '--json');
    const proven = JSON.parse(stdout) as {
      index: number;
      entry: string;
      proof: string[];
      checkpoint: string;
    };
    const pem = readFileSync(join(files, 'keys/ed25519.pem'), 'utf8');
    const [vkey = ''] = readFileSync(join(files, 'keys/verifiers.txt'), 'utf8').split('\n');
    const [name = '', id = ''] = vkey.split('+');
    const log = {
      logID: Buffer.from(id, 'hex'),
      baseURL: `https://${name}`,
      publicKey: createPublicKey(pem),
      validFor: { start: new Date(0), end: new Date(8.64e15) },
    };
    const entryWith = (entry: string) => ({
      canonicalizedBody: Buffer.from(entry),
      // Of an entry of Sigstore's own log; these proofs do not look at them.
      logIndex: String(proven.index),
      logId: { keyId: Buffer.alloc(0) },
      kindVersion: { kind: '', version: '' },
      integratedTime: '0',
      inclusionPromise: undefined,
      inclusionProof: {
        logIndex: String(proven.index),
        treeSize: '0',
        rootHash: Buffer.alloc(0),
        hashes: proven.proof.map((hash) => Buffer.from(hash, 'base64')),
        checkpoint: { envelope: proven.checkpoint },
      },
    });
    const checkpoint = verifyCheckpoint(entryWith(proven.entry), [log]);
    expect(checkpoint).toMatchObject({ origin: name, logSize: 3n });
    expect(() => verifyMerkleInclusion(entryWith(proven.entry), checkpoint)).not.toThrow();
    expect(() => verifyMerkleInclusion(entryWith(`${proven.entry} `), checkpoint)).toThrow();
    const forged = entryWith(proven.entry);
    forged.inclusionProof.checkpoint.envelope = proven.checkpoint.replace('\n3\n', '\n4\n');
    expect(() => verifyCheckpoint(forged, [log])).toThrow();
  });
});

describe('keys that were replaced', () => {
  it('are told with what to do next, and every checkpoint of before stays good', async () => {
    const first = join(folder, 'first.txt');
    writeFileSync(first, readFileSync(join(files, 'checkpoint')));
    const { code, stdout } = await zhengdun('ledger', 'rotate-keys');
    expect(stdout).toMatch(
      /^存证密钥已第 1 次更换。旧密钥签署到第 3 条为止，该条列明新密钥；旧私钥已销毁\n {2}zhengdun\.internal/,
    );
    expect(code).toBe(0);
    const verified = await zhengdun('ledger', 'verify', '--checkpoint', first);
    expect(verified.stdout).toMatch(/^存证完整，共 5 条/);
    expect((await zhengdun('ledger', 'show', '3')).stdout).toContain('更换存证密钥');
    expect((await zhengdun('ledger', 'export', renewed)).code).toBe(0);
    // Whoever holds the first keys follows the chain to those in force.
    const [key = ''] = readFileSync(join(files, 'keys/verifiers.txt'), 'utf8').split('\n');
    const copied = await zhengdun('ledger', 'verify', '--from', renewed, '--key', key, '--checkpoint', first);
    expect(copied).toMatchObject({ code: 0, stdout: expect.stringMatching(/^存证完整，共 5 条/) });
  });

  it.skipIf(!hasOpenssl || !hasPython)('are followed by an outsider from the first ones on', () => {
    const run = (...args: string[]) =>
      spawnSync('python3', [join(folder, 'verify.py'), ...args], { encoding: 'utf8' });
    const held = join(files, 'keys/verifiers.txt');
    const followed = run(renewed, held, join(folder, 'first.txt'));
    expect(followed.stderr).toBe('');
    expect(followed.stdout.split('\n')).toEqual([
      'keys replaced after entry 3, as the keys before have signed',
      'Ed25519: Signature Verified Successfully',
      'SM2: Signature Verified Successfully',
      '5 entries, root as signed',
      'continues the checkpoint of 3 entries',
      '',
    ]);
    expect(run(renewed, join(renewed, 'keys/verifiers.txt')).status).toBe(0);
    // The new checkpoint does not verify under the keys that were replaced.
    const forged = join(folder, 'forged');
    execFileSync('cp', ['-r', renewed, forged]);
    rmSync(join(forged, 'keys/past'), { recursive: true });
    writeFileSync(join(forged, 'keys/verifiers.txt'), readFileSync(held));
    expect(run(forged, held)).toMatchObject({ status: 1, stderr: expect.stringContaining('not signed by') });
  });
});

describe('a ledger that somebody changed', () => {
  it('is named with its first wrong entry, by the installation and by its copy', async () => {
    const bundle = join(data, 'ledger/tile/entries/000.p/5');
    const whole = readFileSync(bundle);
    const text = whole.toString('latin1');
    const at = text.indexOf('"time":"20', text.indexOf('"time":"20') + 10);
    writeFileSync(bundle, Buffer.from(`${text.slice(0, at)}"time":"19${text.slice(at + 10)}`, 'latin1'));
    const { code, stdout } = await zhengdun('ledger', 'verify');
    expect(stdout).toMatch(/^存证有误 {2}第 1 条在存证文件中被改动（tile\/entries\/000\.p\/5）：\s*check\//);
    expect(code).toBe(1);
    expect(await checkLedger(data)).toMatchObject({ state: 'missing' });
    writeFileSync(bundle, whole);
    expect((await zhengdun('ledger', 'verify')).code).toBe(0);
  });

  it('is found out by a checkpoint that was kept elsewhere', async () => {
    const kept = join(folder, 'kept.txt');
    expect((await check('www.d.gov.cn')).code).toBeLessThan(3);
    writeFileSync(kept, readFileSync(join(data, 'ledger/checkpoint')));
    expect((await zhengdun('ledger', 'verify', '--checkpoint', kept)).code).toBe(0);
    // The copy ends before: to whoever holds the later checkpoint it is cut off.
    const { code, stdout } = await zhengdun('ledger', 'verify', '--from', renewed, '--checkpoint', kept);
    expect(stdout).toContain('从第 5 条起缺失');
    expect(code).toBe(1);
    expect((await zhengdun('ledger', 'verify', '--checkpoint', join(folder, 'none'))).code).toBe(64);
  });
});
