import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { lackOfPackages } from './debian.ts';

const OPENSSL = '/usr/bin/openssl';

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
CN = invented
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[tsa]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[web]
basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
[authority]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

/** Debian's OpenSSL, installed where we may. @returns undefined when it is there, else why not */
export function lackOfAuthority(): string | undefined {
  const lack = lackOfPackages({ [OPENSSL]: 'openssl' });
  if (lack) process.stderr.write(`SKIPPED: time-stamps of a real authority – ${lack}\n`);
  return lack;
}

/** A time-stamping authority of OpenSSL behind HTTP on loopback, as they are run: a root, and a certificate for time-stamps. */
export async function timeStampAuthority(): Promise<
  AsyncDisposable & {
    readonly url: string;
    /** PEM */
    readonly roots: string;
    /** what it answers is another's from now on */
    answer(other: Buffer | undefined): void;
    /** whose certificate signs: that of a website is none for time-stamps */
    sign(as: 'tsa' | 'web'): void;
  }
> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-tsa-'));
  const openssl = (...args: string[]) => execFileSync(OPENSSL, args, { cwd: folder, stdio: 'pipe' });
  writeFileSync(join(folder, 'tsa.cnf'), CONFIG);
  writeFileSync(join(folder, 'serial'), '01\n');
  const key = (name: string) => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    `${name}.key`,
  ];
  const named = (name: string) => ['-subj', `/CN=invented ${name}`, '-config', 'tsa.cnf'];
  openssl(
    'req',
    '-x509',
    ...key('root'),
    ...named('root'),
    '-extensions',
    'ca',
    '-days',
    '30',
    '-out',
    'root.pem',
  );
  for (const name of ['tsa', 'web']) {
    openssl('req', '-new', ...key(name), ...named(name), '-out', `${name}.csr`);
    openssl(
      ...['x509', '-req', '-in', `${name}.csr`, '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial'],
      ...['-days', '30', '-extfile', 'tsa.cnf', '-extensions', name, '-out', `${name}.pem`],
    );
  }
  let other: Buffer | undefined;
  let signer = 'tsa';
  const server = createServer(async (request, response) => {
    writeFileSync(join(folder, 'query.tsq'), await buffer(request));
    const reply = () => {
      openssl(
        ...['ts', '-reply', '-config', 'tsa.cnf', '-section', 'authority', '-queryfile', 'query.tsq'],
        ...['-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-out', 'reply.tsr'],
      );
      return readFileSync(join(folder, 'reply.tsr'));
    };
    try {
      response.setHeader('content-type', 'application/timestamp-reply').end(other ?? reply());
    } catch {
      response.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    roots: readFileSync(join(folder, 'root.pem'), 'utf8'),
    answer: (bytes) => {
      other = bytes;
    },
    sign: (as) => {
      signer = as;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
