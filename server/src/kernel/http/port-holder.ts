import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

export interface PortHolder {
  readonly pid: number;
  /** name of the program */
  readonly name: string;
}

/** State of a listening socket in /proc/net/tcp. */
const LISTEN = '0A';

/** Which process listens on a TCP port of this machine; undefined when that cannot be known, as of other users. */
export function portHolder(port: number): PortHolder | undefined {
  const sockets = new Set(['tcp', 'tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (sockets.size === 0) return undefined;
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (Number.isInteger(pid) && holdsOneOf(pid, sockets)) return { pid, name: nameOf(pid) };
  }
  return undefined;
}

function listeningInodes(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readOr(`/proc/net/${table}`)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(wanted) && fields[3] === LISTEN)
    .map((fields) => fields[9] ?? '');
}

function holdsOneOf(pid: number, inodes: ReadonlySet<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
      return inode !== undefined && inodes.has(inode);
    });
  } catch {
    // Somebody else's process, or one that has just ended.
    return false;
  }
}

/** Node calls the thread that starts a program MainThread; the program's file says more. */
function nameOf(pid: number): string {
  const name = readOr(`/proc/${pid}/comm`).trim();
  if (name !== 'MainThread') return name;
  const [program = ''] = readOr(`/proc/${pid}/cmdline`).split('\0');
  return basename(program) || name;
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
