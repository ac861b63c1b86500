import { openSync } from 'node:fs';
import { join } from 'node:path';

/** Where the embedded database keeps its things below the data directory. */
export interface DatabasePaths {
  /** holds all others */
  readonly root: string;
  /** one folder per version of the programs */
  readonly programs: string;
  /** PostgreSQL's own data directory */
  readonly cluster: string;
  /** folder of PostgreSQL's socket */
  readonly sockets: string;
  /** folder of the keeper's socket and lock, for the user who runs us only */
  readonly keeper: string;
  /** folder of PostgreSQL's log, seven files in turn */
  readonly log: string;
  /** what the keeper, initdb and a PostgreSQL that does not start say */
  readonly keeperLog: string;
}

export function databasePaths(data: string): DatabasePaths {
  const root = join(data, 'postgresql');
  return {
    root,
    programs: join(root, 'programs'),
    cluster: join(root, 'cluster'),
    sockets: join(root, 'sockets'),
    keeper: join(root, 'keeper'),
    log: join(root, 'log'),
    keeperLog: join(root, 'keeper', 'keeper.log'),
  };
}

/** The kernel takes at most this many bytes for the path of a socket. */
const MAX_SOCKET_PATH = 107;
const openFolders = new Map<string, string>();

/**
 * A short name for a folder that holds sockets. Where the real path is too long for a socket's address, the
 * folder is opened once and named through /proc; that name is good in this process only.
 *
 * @param longest the longest file name used in the folder
 */
function socketFolder(folder: string, longest: string): string {
  if (Buffer.byteLength(join(folder, longest)) <= MAX_SOCKET_PATH) return folder;
  const known = openFolders.get(folder);
  if (known) return known;
  const name = `/proc/self/fd/${openSync(folder, 'r')}`;
  openFolders.set(folder, name);
  return name;
}

/** Address of the keeper's socket. */
export function controlSocket(paths: DatabasePaths): string {
  return join(socketFolder(paths.keeper, 'control.sock'), 'control.sock');
}

/** PostgreSQL listens on no port; this number is part of its socket's name. */
export const SOCKET_PORT = 5432;

/** Folder of PostgreSQL's socket as a client names it. */
export function serverSocketFolder(paths: DatabasePaths): string {
  return socketFolder(paths.sockets, `.s.PGSQL.${SOCKET_PORT}`);
}
