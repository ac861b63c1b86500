import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { closedFolder } from './account.ts';
import { KeeperError } from './keeper-error.ts';
import { startFailed } from './last-words.ts';
import { type Installation, spawnProgram } from './postmaster.ts';
import { ROLES } from './roles.ts';

/**
 * Makes the cluster when there is none, and checks the one that is there.
 *
 * @throws KeeperError when it is damaged, of another version, or somebody else's
 */
export async function prepareCluster(at: Installation): Promise<void> {
  await checkAccess(at);
  for (const folder of [at.paths.sockets, at.paths.log]) makeOwnFolder(folder, at);
  if (existsSync(at.paths.cluster)) checkCluster(at);
  else await makeCluster(at);
  writeAuthentication(at);
}

/** Runs a program once as its user: whether it may reach it is known only then (modes, ACLs, mount options). */
async function checkAccess(at: Installation): Promise<void> {
  if ((await exitCode(at, 'postgres', ['--version'])) === 0) return;
  const closed = closedFolder(join(at.programs, 'bin'), at.account);
  if (closed) throw new KeeperError('database-path-closed', { account: at.account.name, path: closed });
  throw startFailed(at.paths);
}

/** initdb works in a folder of another name: a cluster under its own name is a complete one. */
async function makeCluster(at: Installation): Promise<void> {
  const unfinished = `${at.paths.cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  makeOwnFolder(unfinished, at);
  const code = await exitCode(at, 'initdb', [
    `--pgdata=${unfinished}`,
    `--username=${ROLES.owner}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--auth-local=peer',
    '--auth-host=reject',
    '--no-instructions',
  ]);
  if (code !== 0) throw startFailed(at.paths);
  renameSync(unfinished, at.paths.cluster);
}

function checkCluster(at: Installation): void {
  const path = at.paths.cluster;
  const owner = statSync(path).uid;
  if (owner !== at.account.uid) {
    throw new KeeperError('database-other-owner', { path, owner: nameOf(owner), account: at.account.name });
  }
  const needed = ['PG_VERSION', 'global/pg_control', 'postgresql.conf', 'base', 'pg_wal'];
  const missing = needed.filter((name) => !existsSync(join(path, name)));
  if (missing.length > 0) throw new KeeperError('database-damaged', { path, detail: missing.join(', ') });
  const found = readFileSync(join(path, 'PG_VERSION'), 'utf8').trim();
  const wanted = basename(at.programs).split('.')[0] ?? '';
  if (found !== wanted) throw new KeeperError('database-other-version', { path, found, wanted });
}

/** Who may connect: only the user who runs us, as one of our roles, known by the kernel (peer). */
function writeAuthentication(at: Installation): void {
  const user = quoted(userInfo().username);
  const map = Object.values(ROLES).map((role) => `zhengdun ${user} ${role}`);
  writeOwnFile('pg_ident.conf', map.join('\n'), at);
  writeOwnFile('pg_hba.conf', 'local all all peer map=zhengdun', at);
}

function writeOwnFile(name: string, text: string, at: Installation): void {
  const file = join(at.paths.cluster, name);
  writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) chownSync(`${file}.new`, at.account.uid, at.account.gid);
  renameSync(`${file}.new`, file);
}

function makeOwnFolder(path: string, at: Installation): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(path, at.account.uid, at.account.gid);
}

function exitCode(
  at: Installation,
  name: 'postgres' | 'initdb',
  args: readonly string[],
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawnProgram(at, name, args);
    child.on('error', () => resolve(null));
    child.on('exit', resolve);
  });
}

function quoted(user: string): string {
  return `"${user.replaceAll('"', '""')}"`;
}

function nameOf(uid: number): string {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.split(':')[2] === String(uid));
  return line?.split(':')[0] ?? String(uid);
}
