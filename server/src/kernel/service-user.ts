import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The unprivileged account under which parts run that must not be root: PostgreSQL refuses to, a browser should not. */
export interface ServiceUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'zhengdun';

/**
 * The account for parts, or null when the program itself is not root (then they run as it does).
 *
 * @throws Error with the code ENOENT when the account must be made and `useradd` is missing
 */
export function serviceUser(): ServiceUser | null {
  if (process.getuid?.() !== 0) return null;
  return find() ?? create();
}

function find(): ServiceUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${NAME}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { name: NAME, uid: Number(uid), gid: Number(gid) } : undefined;
}

function create(): ServiceUser {
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME],
      {
        stdio: 'pipe',
        env: { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` },
      },
    );
  } catch (error) {
    // Somebody else may have made it in the same moment.
    const made = find();
    if (made) return made;
    throw error;
  }
  const made = find();
  if (!made) throw new Error('useradd made no account');
  return made;
}
