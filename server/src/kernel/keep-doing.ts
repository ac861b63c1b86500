import type { Log } from './log.ts';
import { pause } from './pause.ts';

interface Rhythm {
  readonly everyMs: number;
  /** how long to wait after a fault, where that is longer */
  readonly afterFaultMs?: number;
  readonly log: Log;
  /** what the log says of a fault: a constant sentence */
  readonly fault: string;
  /** the work itself breaks off with a fault when the signal fires: that one is none to tell */
  readonly breaksOff?: boolean;
  /** fires when the program ends */
  readonly signal: AbortSignal;
}

/** Does a piece of work in the background, again and again until the signal fires. A fault is logged, and the work goes on. */
export async function keepDoing(work: () => Promise<unknown>, rhythm: Rhythm): Promise<void> {
  const { everyMs, afterFaultMs = everyMs, log, fault, breaksOff = false, signal } = rhythm;
  while (!signal.aborted) {
    let wait = everyMs;
    try {
      await work();
    } catch (error) {
      if (!breaksOff || !signal.aborted) log.error({ error }, fault);
      wait = afterFaultMs;
    }
    await pause(wait, signal).catch(() => undefined);
  }
}
