import { HouseError } from '../../kernel/errors/index.ts';
import type { Log } from '../../kernel/log.ts';
import { pause } from '../../kernel/pause.ts';
import type { Archive } from '../archive.ts';
import type { Note, Unnumbered } from '../frame.ts';
import { readLine } from '../lines/read-line.ts';

/** Where nothing has room: it is tried again until something has. */
const FULL = ['logs-disk-full', 'logs-store-behind'];
/** Bytes that may wait for the disk; beyond it nobody is listened to until they are on it. */
const MOST_BEHIND = 64 * 1024 * 1024;
/** Bytes of lines that have not ended, of all connections together; beyond it they are kept in pieces. */
const MOST_HELD = 64 * 1024 * 1024;
/** What an event takes in memory beside its line. */
const EVENT_BYTES = 100;
/** How long a full disk is left alone before it is tried again. */
const FULL_PAUSE_MS = 1_000;
/** A line of each source is looked into so often, for its clock. */
const LOOK_MS = 1_000;
const MOST_SEEN = 10_000;

/** When a source was heard, and when it said it was, ms since 1970. */
interface Seen {
  readonly receivedAt: number;
  readonly at: number | undefined;
}

/** The one way into the archive for everything that listens. */
export interface Intake {
  /**
   * Returns when the events are on disk. While the disk is full it waits: nothing that was read from a sender is lost.
   *
   * @throws HouseError of the archive, for every fault but that there is no room; the signal's reason when the program ends
   */
  take(events: readonly Unnumbered[], notes?: readonly Note[]): Promise<void>;
  /** As `take`, for senders who can be told: where there is no room that is refused. @throws HouseError `logs-disk-full`, `logs-store-behind` */
  takeOrRefuse(events: readonly Unnumbered[], notes?: readonly Note[]): Promise<void>;
  /** so much waits that nobody may be listened to */
  isBehind(): boolean;
  /** calls once, as soon as it is not behind any more */
  whenCaughtUp(listener: () => void): void;
  /** keeps count of bytes held by connections; false where they are too many */
  hold(difference: number): boolean;
  readonly state: Archive['state'];
  /** when each source was heard last, of those that were heard in this run */
  readonly seen: ReadonlyMap<string, Seen>;
  /** since when the disk is full, ms since 1970 */
  readonly fullSince: number | undefined;
}

interface Stalled {
  readonly events: readonly Unnumbered[];
  readonly notes: readonly Note[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function openIntake(about: {
  readonly archive: Pick<Archive, 'append' | 'state'>;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** called for a fault that ends taking in: a disk that is broken, not full */
  readonly failed: (error: unknown) => void;
}): Intake {
  const { archive, log, signal, failed } = about;
  let behind = 0;
  let held = 0;
  let fullSince: number | undefined;
  let listeners: (() => void)[] = [];
  const seen = new Map<string, Seen>();
  const stalled: Stalled[] = [];

  function settle(bytes: number): void {
    behind -= bytes;
    if (listeners.length === 0 || isBehind()) return;
    const waiting = listeners;
    listeners = [];
    for (const listener of waiting) listener();
  }

  const isBehind = () => behind > MOST_BEHIND || fullSince !== undefined;

  /** @returns undefined once it is on disk; where there is no room, what a sender is told */
  async function append(
    events: readonly Unnumbered[],
    notes: readonly Note[],
  ): Promise<HouseError | undefined> {
    try {
      await archive.append(events, notes);
    } catch (error) {
      if (error instanceof HouseError && FULL.includes(error.code)) {
        if (fullSince === undefined) log.error({ error }, 'there is no room: no logs are taken in');
        fullSince ??= Date.now();
        return error;
      }
      failed(error);
      throw error;
    }
    if (fullSince !== undefined) log.info('there is room again: logs are taken in');
    fullSince = undefined;
    look(events);
    return undefined;
  }

  /** On a full disk everything waits in its order; the first is tried until there is room. */
  function stall(events: readonly Unnumbered[], notes: readonly Note[]): Promise<void> {
    return new Promise((resolve, reject) => {
      stalled.push({ events, notes, resolve, reject });
      if (stalled.length === 1) void tryAgain();
    });
  }

  async function tryAgain(): Promise<void> {
    try {
      for (let first = stalled[0]; first; first = stalled[0]) {
        if (await append(first.events, first.notes)) await pause(FULL_PAUSE_MS, signal);
        else {
          stalled.shift();
          first.resolve();
        }
      }
    } catch (error) {
      for (const { reject } of stalled.splice(0)) reject(error);
    }
  }

  function look(events: readonly Unnumbered[]): void {
    let before: string | undefined;
    for (const event of events) {
      const { source, receivedAt } = event;
      if (source === before) continue;
      before = source;
      const last = seen.get(source);
      if (last && Math.abs(receivedAt - last.receivedAt) < LOOK_MS) continue;
      if (!last && seen.size >= MOST_SEEN) continue;
      seen.set(source, { receivedAt, at: readLine(event).at });
    }
  }

  return {
    async take(events, notes = []) {
      const bytes = sizeOf(events);
      behind += bytes;
      try {
        if (stalled.length > 0 || (await append(events, notes))) await stall(events, notes);
      } finally {
        settle(bytes);
      }
    },
    async takeOrRefuse(events, notes = []) {
      const bytes = sizeOf(events);
      behind += bytes;
      try {
        const refusal = await append(events, notes);
        if (refusal) throw refusal;
      } finally {
        settle(bytes);
      }
    },
    isBehind,
    whenCaughtUp(listener) {
      if (isBehind()) listeners.push(listener);
      else listener();
    },
    hold(difference) {
      held += difference;
      return held <= MOST_HELD;
    },
    state: archive.state,
    seen,
    get fullSince() {
      return fullSince;
    },
  };
}

function sizeOf(events: readonly Unnumbered[]): number {
  return events.reduce((sum, { raw }) => sum + raw.length + EVENT_BYTES, 0);
}
