import { sendCheck } from '../inspection/index.ts';
import { createResolver } from '../kernel/egress/index.ts';
import type { Jobs } from '../kernel/jobs/index.ts';
import { keepDoing } from '../kernel/keep-doing.ts';
import type { Log } from '../kernel/log.ts';
import { type AddressesOf, planSchedule, takeDue } from './take-due.ts';
import type { WatchTools } from './tools.ts';

export interface WatchingTools extends WatchTools {
  readonly jobs: Jobs;
  readonly log: Log;
  /** DNS servers; none means those of the system */
  readonly resolvers: readonly string[];
  /** fires when the program ends */
  readonly signal: AbortSignal;
}

/** How often the program looks what is due, and how often whether the register has changed. */
const EVERY_MS = 15_000;
const PLAN_EVERY_MS = 5 * 60_000;

/**
 * Has the registered hosts checked on their schedule until the signal fires. Any number of programs may do it: what one
 * has taken no other takes.
 */
export async function keepWatching(tools: WatchingTools): Promise<void> {
  const { db, jobs, log, now, signal } = tools;
  let planned = Number.NEGATIVE_INFINITY;
  async function follow(): Promise<void> {
    if (performance.now() - planned > PLAN_EVERY_MS) {
      await planSchedule(db, now());
      planned = performance.now();
    }
    for (const id of await takeDue(db, { now: now(), addressesOf: lookUp(tools) }))
      await sendCheck(jobs, id, 'schedule');
  }
  const fault = 'the schedule of checks could not be followed';
  await keepDoing(follow, { everyMs: EVERY_MS, log, fault, breaksOff: true, signal });
}

/** Names are asked for anew each time: a host may have moved to another platform. */
function lookUp({ resolvers, signal }: Pick<WatchingTools, 'resolvers' | 'signal'>): AddressesOf {
  return async (host) => {
    using resolver = createResolver({ servers: resolvers });
    return (await resolver.addressesOf(host, { signal })).addresses;
  };
}
