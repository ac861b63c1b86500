import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** An unprivileged account under which a part runs that must not be root: PostgreSQL refuses to, a browser should not. */
export interface ServiceUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** What opens strangers' pages must not be able to reach the database's files: each part has an account of its own. */
export type ServiceName = 'zhengdun' | 'zhengdun-db';

/**
 * The account for a part, or null when the program itself is not root (then the part runs as it does).
 *
 * @throws Error with the code ENOENT when the account must be made and `useradd` is missing
 */
export function serviceUser(name: ServiceName = 'zhengdun'): ServiceUser | null {
  if (process.getuid?.() !== 0) return null;
  return find(name) ?? create(name);
}

function find(name: ServiceName): ServiceUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}

/** So often the account is tried to be made: useradd locks /etc/passwd, and another one may be at it. */
const TRIES = 10;

function create(name: ServiceName): ServiceUser {
  for (let tries = 1; ; tries += 1) {
    try {
      execFileSync(
        'useradd',
        ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
        { stdio: 'pipe', env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` } },
      );
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (missing || (tries === TRIES && !find(name))) throw error;
    }
    const made = find(name);
    if (made) return made;
    if (tries === TRIES) throw new Error('useradd made no account');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
}
