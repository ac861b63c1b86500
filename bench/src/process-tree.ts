import { readdirSync, readFileSync } from 'node:fs';

/** What a process and everything below it use. */
export interface TreeUse {
  /** proportional set size, bytes: memory shared with others counts once */
  readonly memory: number;
  /** processor time so far, milliseconds; children that have ended are in it */
  readonly cpu: number;
}

const TICK_MS = 10;

/** Reads /proc: Linux only. A process that ends meanwhile counts as nothing. */
export function useOf(pid: number): TreeUse {
  const tree = treeOf(pid);
  return { memory: sumOf(tree, memoryOf), cpu: sumOf(tree, cpuOf) };
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
