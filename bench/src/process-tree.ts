import { readdirSync, readFileSync } from 'node:fs';

/** What a process and everything below it use. */
export interface TreeUse {
  /** proportional set size, bytes: memory shared with others counts once */
  readonly memory: number;
  /** processor time so far, milliseconds; children that have ended are in it */
  readonly cpu: number;
}

const TICK_MS = 10;
/** Field of /proc/<pid>/stat, from the state on: when it began. */
const BEGAN = 19;

/**
 * Looks at a process and everything below it again and again, by /proc: Linux only. What a process of the tree had used when it was last seen stays in the sum: a browser's
 * processes end without anybody who waits for them, and take their times with them.
 */
export function meterOf(pid: number): () => TreeUse {
  const own = new Map<string, number>();
  return () => {
    const tree = treeOf(pid);
    for (const each of tree) {
      const stat = statOf(each);
      own.set(`${each} ${stat[BEGAN]}`, ownTime(stat));
    }
    const seen = [...own.values()].reduce((sum, ms) => sum + ms, 0);
    return { memory: sumOf(tree, memoryOf), cpu: Math.max(seen, sumOf(tree, cpuOf)) };
  };
}

/** Processor time of a process and everything below it, milliseconds: quicker than asking for the memory too. */
export function cpuOfTree(pid: number): number {
  return sumOf(treeOf(pid), cpuOf);
}

/** Whose child a process is; undefined where that is not known. */
export function parentOf(pid: number): number | undefined {
  return Number(statOf(pid)[1]) || undefined;
}

function treeOf(pid: number): number[] {
  const children = childrenByParent();
  const tree = [pid];
  // The list grows while it is gone through.
  for (const each of tree) tree.push(...(children.get(each) ?? []));
  return tree;
}

function sumOf(tree: readonly number[], of: (pid: number) => number): number {
  return tree.reduce((sum, pid) => sum + of(pid), 0);
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(statOf(Number(name))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function memoryOf(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return Number(line?.[1] ?? 0) * 1024;
}

function ownTime([, , , , , , , , , , , user, system]: readonly string[]): number {
  return (Number(user ?? 0) + Number(system ?? 0)) * TICK_MS;
}

function cpuOf(pid: number): number {
  const [, , , , , , , , , , , user, system, childUser, childSystem] = statOf(pid);
  return [user, system, childUser, childSystem].reduce((sum, ticks) => sum + Number(ticks ?? 0) * TICK_MS, 0);
}

/** Fields of /proc/<pid>/stat from the state on: the name before may hold blanks and brackets. */
function statOf(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
