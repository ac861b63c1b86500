import { keepDoing } from '../kernel/keep-doing.ts';
import type { Log } from '../kernel/log.ts';

/** How often it is looked what has become due: reminders count days. */
const EVERY_MS = 600_000;

/** Reminds people in the background of what the modules know to be due, until the signal fires. */
export async function keepReminding(tools: {
  readonly reminders: readonly (() => Promise<void>)[];
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { reminders, log, signal } = tools;
  const loops = reminders.map((remind) =>
    keepDoing(remind, { everyMs: EVERY_MS, log, fault: 'people could not be reminded', signal }),
  );
  await Promise.all(loops);
}
