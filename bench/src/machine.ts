import { availableParallelism, cpus } from 'node:os';

/** What the figures of a run were read on. */
export function machineText(): string {
  return `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} processors, Node ${process.version}`;
}
