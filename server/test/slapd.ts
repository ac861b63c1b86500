import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lackOfPackages } from './debian.ts';
import { freePort } from './free-port.ts';
import type { IssuedCertificate } from './world/index.ts';

const SLAPD = '/usr/sbin/slapd';
export const BASE = 'dc=sample,dc=test';
export const READER = { dn: `cn=reader,${BASE}`, password: 'reader-password' } as const;
/** Everybody's in the directory; invented. */
export const DIRECTORY_PASSWORD = 'directory password 1';

/** Debian's OpenLDAP, installed where we may. @returns undefined when it is there, else why not */
export function lackOfSlapd(): string | undefined {
  return lackOfPackages({ [SLAPD]: 'slapd' });
}

export interface Slapd extends AsyncDisposable {
  /** StartTLS */
  readonly port: number;
  /** TLS from the start */
  readonly tlsPort: number;
}

/** A directory with a few invented people, below `BASE`. Nobody reads it but `READER`. */
export async function startSlapd(certificate: IssuedCertificate, ca: string): Promise<Slapd> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-slapd-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  mkdirSync(join(folder, 'db'));
  const config = file(
    'slapd.conf',
    `${['core', 'cosine', 'inetorgperson'].map((name) => `include /etc/ldap/schema/${name}.schema`).join('\n')}
pidfile ${join(folder, 'pid')}
modulepath /usr/lib/ldap
moduleload back_mdb
TLSCertificateFile ${file('cert.pem', certificate.pem)}
TLSCertificateKeyFile ${file('key.pem', certificate.keyPem)}
TLSCACertificateFile ${file('ca.pem', ca)}
database mdb
suffix "${BASE}"
directory ${join(folder, 'db')}
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="${READER.dn}" read by * none
`,
  );
  const person = (uid: string, more = ''): string =>
    `dn: uid=${uid},ou=people,${BASE}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid}\nsn: ${uid}\nuserPassword: ${DIRECTORY_PASSWORD}\n${more}`;
  const entries = [
    `dn: ${BASE}\nobjectClass: dcObject\nobjectClass: organization\no: sample\ndc: sample\n`,
    `dn: ${READER.dn}\nobjectClass: person\ncn: reader\nsn: reader\nuserPassword: ${READER.password}\n`,
    `dn: ou=people,${BASE}\nobjectClass: organizationalUnit\nou: people\n`,
    person('zhang.san', 'mail: zhang@sample.test\n'),
    person('li.si', 'mail: shared@sample.test\n'),
    person('wang.wu', 'mail: shared@sample.test\nmail: odd(*)@sample.test\n'),
  ];
  execFileSync('/usr/sbin/slapadd', ['-f', config, '-l', file('people.ldif', entries.join('\n'))], {
    stdio: 'pipe',
  });
  const [port, tlsPort] = [await freePort(), await freePort()];
  const urls = `ldap://127.0.0.1:${port}/ ldaps://127.0.0.1:${tlsPort}/`;
  const process = spawn(SLAPD, ['-h', urls, '-f', config, '-d', '0'], { stdio: 'ignore' });
  await Promise.all([port, tlsPort].map((each) => answers(each, process)));
  return {
    port,
    tlsPort,
    async [Symbol.asyncDispose]() {
      const gone = once(process, 'exit');
      process.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until a port is listened on. */
async function answers(port: number, process: ChildProcess): Promise<void> {
  while (process.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`slapd ended with ${process.exitCode}`);
}
