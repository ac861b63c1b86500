import type { LogEndpoint as Endpoint } from '../../kernel/config/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { type Archive, openArchive } from '../archive.ts';
import { compactDays } from '../compact/compact-days.ts';
import type { LogKeys } from '../keys.ts';
import { pruneLogs } from '../retention/prune.ts';
import { openSharing, type SharedPlace, type Sharing } from '../shared/sharing.ts';
import type { SpoolLimits } from '../spool.ts';
import { type Declared, type Origins, openOrigins } from './declared.ts';
import { type Followed, followFiles } from './follow/follow-files.ts';
import { type Intake, openIntake } from './intake.ts';
import { type Listening, listenAt, placeOf, type TlsMeans } from './listen.ts';
import type { Counters } from './receive-stream.ts';

const SEAL_MS = 1_000;
/** Days that are over are looked for so often. */
const KEEP_MS = 10 * 60_000;
const MOST_DRIFT_MS = HOUR_MS;
const AFTER_FAULT_MS = 30_000;
/** When the program ends, what was read and is not on disk gets so long. */
const LAST_LINES_MS = 10_000;

/** Receives logs from the network and from files into one archive, and seals them. One program an archive. */
export interface Collector {
  readonly archive: Pick<Archive, 'torn' | 'head' | 'state'>;
  readonly intake: Pick<Intake, 'seen' | 'fullSince' | 'state' | 'takeOrRefuse'>;
  /** of the common store, where it has one; undefined also while there is room */
  refusal(): HouseError | undefined;
  /** as they are, with the ports that were free */
  readonly endpoints: readonly Endpoint[];
  counters(): Promise<readonly (Counters & { readonly place: string })[]>;
  /** whose lines are told apart from now on */
  declare(sources: readonly Declared[]): void;
  /** settles with the fault that ended taking in; never while all is well */
  readonly failed: Promise<never>;
  /** Listens no more, writes what was read, and seals it. */
  close(): Promise<void>;
}

/** @throws HouseError `logs-busy`, `logs-cannot-listen`, and as `openArchive` */
export async function openCollector(about: {
  readonly folder: string;
  readonly keys: LogKeys;
  readonly endpoints: readonly Endpoint[];
  readonly sources: readonly Declared[];
  readonly follow?: readonly Followed[];
  readonly tls: () => Promise<TlsMeans>;
  readonly log: Log;
  readonly limits?: SpoolLimits;
  /** a store that it shares with other collectors */
  readonly shared?: SharedPlace | undefined;
}): Promise<Collector> {
  const { log } = about;
  const archive = await openArchive(about);
  const sharing = about.shared && openSharing(archive, about.shared);
  const ending = new AbortController();
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  let origins: Origins = openOrigins(about.sources);
  const pending = new Set<Promise<void>>();
  const intake = openIntake({
    archive: {
      state: archive.state,
      append(events, notes) {
        const written = (sharing ?? archive).append(events, notes);
        const settled = written.then(
          () => undefined,
          () => undefined,
        );
        pending.add(settled);
        settled.then(() => pending.delete(settled));
        return written;
      },
    },
    log,
    signal: ending.signal,
    failed: (error) => failure.reject(error),
  });
  const listening: Listening[] = [];
  try {
    for (const endpoint of about.endpoints)
      listening.push(await listenAt(endpoint, { intake, origins: () => origins, tls: about.tls }));
  } catch (error) {
    await Promise.all(listening.map((each) => each.close()));
    await archive.close();
    throw error;
  }
  const sealing = keepDoing(() => sealWhatIsFull(archive, log), {
    everyMs: SEAL_MS,
    afterFaultMs: AFTER_FAULT_MS,
    log,
    fault: 'logs could not be sealed',
    signal: ending.signal,
  });
  const clock = { wall: Date.now(), steady: performance.now() };
  const keeping = keepDoing(
    async () => {
      const compacted = await compactDays(archive, {
        now: Date.now(),
        signal: ending.signal,
        bring: sharing?.bring,
      });
      if (compacted.made > 0) log.info({ compacted }, 'logs of days that are over were compacted');
      // A clock that was set in the meantime deletes nothing.
      const drift = Date.now() - clock.wall - (performance.now() - clock.steady);
      if (Math.abs(drift) > MOST_DRIFT_MS) return;
      const pruned = await pruneLogs(archive, { now: Date.now() });
      if (pruned.files > 0) log.info({ pruned }, 'logs whose time was over were deleted');
    },
    {
      everyMs: KEEP_MS,
      log,
      fault: 'logs could not be compacted or pruned',
      breaksOff: true,
      signal: ending.signal,
    },
  );
  const following = (about.follow ?? []).map((followed) =>
    keepDoing(() => followFiles(followed, { intake, log, signal: ending.signal }), {
      everyMs: SEAL_MS,
      afterFaultMs: AFTER_FAULT_MS,
      log,
      fault: 'files of logs could not be followed',
      breaksOff: true,
      signal: ending.signal,
    }),
  );
  const shipping = sharing ? keepShipping(sharing, { log, signal: ending.signal }) : Promise.resolve();
  return {
    archive,
    intake,
    refusal: () => (sharing?.isFull ? sharing.refusal() : undefined),
    endpoints: listening.map(({ endpoint, port }) => ({ ...endpoint, port })),
    counters: () =>
      Promise.all(
        listening.map(async (each) => ({
          place: placeOf({ ...each.endpoint, port: each.port }),
          ...(await each.counters()),
        })),
      ),
    declare(sources) {
      origins = openOrigins(sources);
    },
    failed: failure.promise,
    async close() {
      await Promise.all(listening.map((each) => each.close()));
      // Connections give what they hold when they close.
      await within(LAST_LINES_MS, settle(pending));
      ending.abort();
      await Promise.all([sealing, keeping, ...following]);
      try {
        await archive.seal({ all: true });
      } catch (error) {
        log.error({ error }, 'logs could not be sealed at the end: they wait in the spool');
      }
      // A store that does not answer is not waited for: what is sealed waits on the disk.
      if (sharing)
        await within(
          LAST_LINES_MS,
          shipping.then(() => shipLast(sharing, log)),
        );
      await archive.close();
    },
  };
}

/** Measures what waits for the common store, and brings over what is sealed, until the signal fires. */
async function keepShipping(
  sharing: Sharing,
  { log, signal }: { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const rhythm = { everyMs: SEAL_MS, log, signal };
  await Promise.all([
    keepDoing(() => sharing.look(), {
      ...rhythm,
      fault: 'it could not be measured what waits for the common store',
    }),
    keepDoing(() => sharing.turn(new Date()), {
      ...rhythm,
      afterFaultMs: AFTER_FAULT_MS,
      fault: 'logs could not be brought to the common store: they wait on the disk',
    }),
  ]);
}

async function shipLast(sharing: Sharing, log: Log): Promise<void> {
  try {
    await sharing.turn(new Date());
  } catch (error) {
    log.error({ error }, 'the last logs could not be brought to the common store: they wait on the disk');
  }
}

/** Returns when something is done, or after so many milliseconds. */
async function within(ms: number, done: Promise<unknown>): Promise<void> {
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
}

async function settle(pending: ReadonlySet<Promise<void>>): Promise<void> {
  do {
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(pending);
  } while (pending.size > 0);
}

async function sealWhatIsFull(archive: Archive, log: Log): Promise<void> {
  try {
    await archive.seal({ all: false });
  } catch (error) {
    // It goes on when there is room; what was taken in is safe in the spool.
    if (error instanceof HouseError && error.code === 'logs-no-room-to-seal')
      log.error({ error }, 'no room to seal logs: they wait in the spool');
    throw error;
  }
}
