import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import type { IssuedCertificate } from './pki.ts';

/** Version line of the machine's own `openssl`, or undefined where there is none. */
export function opensslVersion(): string | undefined {
  const { status, stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

export interface OpensslServer extends AsyncDisposable {
  readonly port: number;
}

/** `openssl s_server` on loopback: a TLS library that is not Node's, for old versions and weak suites. */
export async function startOpenssl(
  certificate: IssuedCertificate,
  options: readonly string[] = [],
): Promise<OpensslServer> {
  const folder = await mkdtemp(join(tmpdir(), 'zhengdun-openssl-'));
  await Promise.all([
    writeFile(join(folder, 'chain.pem'), certificate.pem),
    writeFile(join(folder, 'key.pem'), certificate.keyPem),
  ]);
  const port = await freePort();
  const files = ['-cert', 'chain.pem', '-cert_chain', 'chain.pem', '-key', 'key.pem'];
  const child = spawn('openssl', ['s_server', '-accept', `127.0.0.1:${port}`, ...files, '-www', ...options], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await accepting(child);
  return {
    port,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @throws Error with what the program said, when it ends instead of accepting */
async function accepting(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        if (said.includes('ACCEPT')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`openssl s_server ended: ${said.slice(0, 500)}`)));
  });
}
