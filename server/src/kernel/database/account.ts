import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { type ServiceName, type ServiceUser, serviceUser } from '../service-user.ts';
import { KeeperError } from './keeper-error.ts';

/** The system user that PostgreSQL runs as; it refuses to run as root. */
export type Account = ServiceUser;

const SYSTEM_ACCOUNT: ServiceName = 'zhengdun-db';

/**
 * The user PostgreSQL shall run as: ourselves, or, when we are root, a system user made for it.
 *
 * @throws KeeperError when our own user has no name, or the system user cannot be made
 */
export function databaseAccount(): Account {
  try {
    return serviceUser(SYSTEM_ACCOUNT) ?? ownAccount();
  } catch (error) {
    if (error instanceof KeeperError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new KeeperError('database-no-useradd', { account: SYSTEM_ACCOUNT });
    }
    const detail = error instanceof Error ? error.message : String(error);
    throw new KeeperError('database-account-failed', { account: SYSTEM_ACCOUNT, detail });
  }
}

function ownAccount(): Account {
  try {
    const { username, uid, gid } = userInfo();
    return { name: username, uid, gid };
  } catch {
    throw new KeeperError('database-uid-unknown', { uid: process.getuid?.() ?? -1 });
  }
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
