import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { lackOfPackages } from './debian.ts';
import { freePort } from './free-port.ts';

const SSHD = '/usr/sbin/sshd';
const SFTP_SERVER = '/usr/lib/openssh/sftp-server';
const KEYGEN = '/usr/bin/ssh-keygen';

/** Debian's OpenSSH server, installed where we may. @returns undefined when it is there, else why not */
export function lackOfSshd(): string | undefined {
  return lackOfPackages({
    [SSHD]: 'openssh-server',
    [SFTP_SERVER]: 'openssh-sftp-server',
    [KEYGEN]: 'openssh-client',
  });
}

export interface Sshd extends AsyncDisposable {
  readonly port: number;
  /** whom it lets in, with the key alone */
  readonly user: string;
  readonly privateKey: string;
  /** a key that it does not know */
  readonly foreignKey: string;
  /** of its host key */
  readonly hostKey: string;
  /** what it and its SFTP server have logged: what a client did */
  said(): string;
}

/** An SFTP server on loopback, for whoever runs the tests. @param options.without a request that it does not offer */
export async function startSshd(options: { readonly without?: string } = {}): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-sshd-'));
  const at = (name: string): string => join(folder, name);
  for (const key of ['host', 'user', 'foreign'])
    execFileSync(KEYGEN, ['-q', '-t', 'ed25519', '-N', '', '-C', 'sample', '-f', at(key)]);
  // It insists on this one where it runs as root.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const { username } = userInfo();
  writeFileSync(at('authorized'), readFileSync(at('user.pub')), { mode: 0o600 });
  writeFileSync(at('sftp.log'), '');
  const without = options.without === undefined ? '' : ` -P ${options.without}`;
  writeFileSync(
    at('config'),
    `Port ${port}
ListenAddress 127.0.0.1
HostKey ${at('host')}
PidFile ${at('pid')}
AuthorizedKeysFile ${at('authorized')}
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
LogLevel VERBOSE
Subsystem sftp ${SFTP_SERVER} -l VERBOSE -e${without} 2>>${at('sftp.log')}
`,
  );
  const server = spawn(SSHD, ['-D', '-e', '-f', at('config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (piece: Buffer) => {
    said += piece.toString('utf8');
  });
  await listening(
    port,
    () => server.exitCode === null,
    () => said,
  );
  const print = execFileSync(KEYGEN, ['-lf', at('host.pub')], { encoding: 'utf8' });
  return {
    ...{ port, user: username, said: () => said + readFileSync(at('sftp.log'), 'utf8') },
    privateKey: readFileSync(at('user'), 'utf8'),
    foreignKey: readFileSync(at('foreign'), 'utf8'),
    hostKey: /SHA256:\S+/.exec(print)?.[0] ?? '',
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

async function listening(port: number, lives: () => boolean, said: () => string): Promise<void> {
  while (lives()) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`sshd did not start: ${said()}`);
}
