import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { KeeperError } from './keeper-error.ts';

/** The system user that PostgreSQL runs as; it refuses to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Made when we run as root. Nothing else runs as it, least of all what opens pages of strangers. */
const SYSTEM_ACCOUNT = 'zhengdun-db';

/**
 * The user PostgreSQL shall run as: ourselves, or, when we are root, a system user made for it.
 *
 * @throws KeeperError when our own user has no name, or the system user cannot be made
 */
export function databaseAccount(): Account {
  if (process.getuid?.() !== 0) return ownAccount();
  const existing = lookUp(SYSTEM_ACCOUNT);
  if (existing) return existing;
  const useradd = findProgram('useradd', [
    '/usr/sbin',
    '/sbin',
    ...(process.env.PATH ?? '').split(delimiter),
  ]);
  if (!useradd) throw new KeeperError('database-no-useradd', { account: SYSTEM_ACCOUNT });
  const made = spawnSync(
    useradd,
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      SYSTEM_ACCOUNT,
    ],
    { encoding: 'utf8' },
  );
  // Another start may have made it in the same moment.
  const account = lookUp(SYSTEM_ACCOUNT);
  if (account) return account;
  throw new KeeperError('database-account-failed', {
    account: SYSTEM_ACCOUNT,
    detail: made.stderr?.trim() || String(made.error ?? made.status),
  });
}

function ownAccount(): Account {
  try {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid };
  } catch {
    throw new KeeperError('database-uid-unknown', { uid: process.getuid?.() ?? -1 });
  }
}

/** Through `id`, which also knows users that do not stand in /etc/passwd (LDAP, sssd). */
function lookUp(name: string): Account | undefined {
  try {
    const ask = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

/** The program's path in the first of the folders that has it. */
export function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The highest folder on the way to `path` that the account may not pass, by its mode; undefined when there is none. */
export function closedFolder(path: string, account: Account): string | undefined {
  const way: string[] = [];
  for (let folder = path; ; folder = dirname(folder)) {
    way.unshift(folder);
    if (folder === dirname(folder)) break;
  }
  return way.find((folder) => !mayPass(folder, account));
}

function mayPass(folder: string, account: Account): boolean {
  const { uid, gid, mode } = statSync(folder);
  if (uid === account.uid) return (mode & 0o100) !== 0;
  if (gid === account.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
