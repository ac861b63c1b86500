import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from '../child.ts';
import { machineText } from '../machine.ts';
import type { AskedTime } from './ask.ts';
import { feed } from './feed.ts';
import { addressOf } from './nginx-lines.ts';
import type { CollectorTask } from './run-collector.ts';
import type { QuestionsTask } from './run-questions.ts';
import type { VerificationTask } from './run-verification.ts';
import { sizeOf, writeLines } from './write-lines.ts';

const PORT = 28_514;
const MB = 1024 * 1024;
const DAY_MS = 86_400_000;
/** A month of a busy portal is thirty of these: an archive grows by days, not by fuller ones. */
const EVENTS_A_DAY = 1_000_000;
/** Lines that are on the disk beside the archive, at a time: 1.8 GB. */
const AT_ONCE = 5_000_000;
/** Each question once cold and so often again. */
const AGAIN = 2;
const BEGINS = Date.parse('2026-06-01T00:00:00+08:00');

/** How large the archive is, and what it costs to take in what is new, to ask and to verify it. */
interface Step {
  readonly events: number;
  readonly taken: { readonly perSecond: number; readonly cpuUs: number; readonly peak: number };
  readonly bytesAnEvent: number;
  readonly asked: readonly AskedTime[];
  readonly askPeak: number;
  readonly verified: { readonly perSecond: number; readonly peak: number };
}

/**
 * One archive that grows: a million lines a day go on where the step before ended. Shows what stays the same, and what grows.
 *
 * @param sizes events of the archive at each step, rising
 */
export async function benchGrowth(
  sizes: readonly number[],
  { json }: { readonly json: boolean },
): Promise<void> {
  const machine = machineText();
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-bench-growth-'));
  try {
    const steps: Step[] = [];
    for (const events of sizes.toSorted((one, other) => one - other)) {
      const step = await grow(folder, { before: steps.at(-1)?.events ?? 0, events });
      steps.push(step);
      if (!json) console.log(`${JSON.stringify(shownStep(step))}`);
    }
    if (json) {
      console.log(JSON.stringify({ machine, steps }, null, 2));
      return;
    }
    console.log(`${machine}; ${EVENTS_A_DAY} lines a day, as sealed\n`);
    console.table(steps.map(shownStep));
    console.log('Asked again, ms:');
    console.table(
      steps.map(({ events, asked }) => ({
        events,
        ...Object.fromEntries(asked.map(({ question, warmMs }) => [question, Math.round(warmMs)])),
      })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function grow(
  folder: string,
  { before, events }: { readonly before: number; readonly events: number },
): Promise<Step> {
  const archive = join(folder, 'archive');
  const own = events - before;
  const task: CollectorTask = { folder: archive, port: PORT, events: own, before };
  const [taken] = await Promise.all([
    measure<{ readonly busyMs: number }>(new URL('run-collector.ts', import.meta.url), task),
    feedLots(join(folder, 'lines.log'), { before, events }),
  ]);
  const to = momentOf(events);
  const asked = await measure<readonly AskedTime[]>(new URL('run-questions.ts', import.meta.url), {
    ...{ folder: archive, about: { address: addressOf(0), from: to - 30 * DAY_MS, to }, again: AGAIN },
  } satisfies QuestionsTask);
  const verified = await measure<null>(new URL('run-verification.ts', import.meta.url), {
    ...{ folder: archive, events },
  } satisfies VerificationTask);
  return {
    events,
    taken: {
      perSecond: own / (taken.result.busyMs / 1_000),
      cpuUs: (taken.cpu * 1_000) / own,
      peak: taken.peak,
    },
    bytesAnEvent: sizeOf(join(archive, 'segments')) / events,
    asked: asked.result,
    askPeak: asked.peak,
    verified: { perSecond: events / (verified.ms / 1_000), peak: verified.peak },
  };
}

/** Lots of lines are written to the disk before they are sent: whoever makes them takes no time of whoever receives them. */
async function feedLots(
  file: string,
  { before, events }: { readonly before: number; readonly events: number },
): Promise<void> {
  for (let from = before; from < events; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, events - from);
    writeLines(file, { seed: from / 1_000, events: count, from: momentOf(from), to: momentOf(from + count) });
    await feed(file, PORT);
    writeFileSync(file, '');
  }
}

const momentOf = (events: number) => BEGINS + (events / EVENTS_A_DAY) * DAY_MS;

function shownStep({ events, taken, bytesAnEvent, askPeak, verified }: Step) {
  return {
    events,
    'in, events/s': round(taken.perSecond),
    'µs of processor an event': round(taken.cpuUs),
    'bytes an event': round(bytesAnEvent),
    'peak MB, taking in': Math.round(taken.peak / MB),
    'peak MB, asking': Math.round(askPeak / MB),
    'verified/s': round(verified.perSecond),
    'peak MB, verifying': Math.round(verified.peak / MB),
  };
}

const round = (value: number) => Number(value.toPrecision(3));
