import { loadavg } from 'node:os';
import { machineText } from '../machine.ts';
import { openPlatform, type Platform } from './open-platform.ts';
import { type ProcessorTime, processorTimer } from './processor-time.ts';
import { quantile, round } from './quantile.ts';
import { type Question, questions } from './questions.ts';
import { type AskedQuestion, readMixed, summaryOf } from './readers.ts';
import { takeIn } from './take-in.ts';
import { enter, SCOPES, type ScopeName, type User } from './users.ts';

export interface PlatformBench {
  /** sizes of the register, one after the other */
  readonly applications: readonly number[];
  readonly findings: number;
  readonly verdicts: number;
  readonly rounds: number;
  readonly together: number;
  /** how long a reader reads between two calls, in milliseconds, on the average; 0: there are no readers */
  readonly pause: number;
  readonly checks: number;
  /** folder in which filled databases stay */
  readonly kept: string | undefined;
  /** of scopes and of URLs: what they hold */
  readonly only: string;
  readonly json: boolean;
}

/** Of a call of which everybody has one in flight. */
interface Cost {
  readonly 'p50 ms': number;
  readonly 'p95 ms': number;
  /** processor time of a call */
  readonly 'node ms': number;
  readonly 'database ms': number;
  readonly KB: number;
}

/** What every page asks, through HTTP as somebody who has signed in, and what it costs to take in checks. */
export async function benchPlatform(bench: PlatformBench): Promise<void> {
  const machine = machineText();
  const reports = [];
  for (const size of bench.applications) {
    const report = await measured(size, bench);
    reports.push(report);
    if (bench.json) continue;
    const { rows, ...facts } = report;
    console.log(
      `\n${machine}\n${bench.together} calls of the same kind in flight, ${bench.rounds} of each by each user;`,
      `then ${bench.together} readers who ask everything in a mixed order, ${bench.pause} ms apart`,
    );
    console.log(JSON.stringify(facts, null, 1));
    console.table(rows);
  }
  if (bench.json) console.log(JSON.stringify({ machine, reports }, null, 2));
}

async function measured(size: number, bench: PlatformBench) {
  const { findings, verdicts, kept, only, checks } = bench;
  await using platform = await openPlatform({ applications: size, findings, verdicts }, kept);
  const { db } = platform;
  const time = await processorTimer(db);
  const asked = (await questions(db)).flatMap((question) =>
    SCOPE_NAMES.map((scope) => ({ ...question, scope, call: callOf(question) })),
  );
  const some = asked.filter(({ scope, call }) => !only || `${scope} ${call}`.includes(only));
  const startedWith = memory();
  const flights = bench.rounds > 0 ? await inFlight(platform, some, { ...bench, time }) : NOTHING;
  const readers = bench.pause > 0 ? await readMixed(platform.http, some, bench) : NOTHING;
  const taken = checks > 0 ? await takeIn(db, checks) : undefined;
  const failures = [...flights.failures, ...readers.failures];
  return {
    rowsOfTables: platform.rows,
    filledInSeconds: platform.filledIn === undefined ? 'before' : round(platform.filledIn),
    ...(bench.pause > 0 && { readers: summaryOf(readers.times.values()) }),
    ...(taken && {
      takenIn: taken.checks,
      takenInSeconds: round(taken.seconds),
      takenInNodeSeconds: round(taken.node),
      takenInDatabaseSeconds: round(taken.database),
    }),
    residentMB: { first: startedWith, last: memory() },
    loadAverage: loadavg().map(round),
    ...(failures.length > 0 && { failures }),
    rows: some.map(({ scope, call }) => {
      const read = readers.times.get(`${scope} ${call}`);
      return {
        ...{ scope, call },
        ...flights.rows.get(`${scope} ${call}`),
        ...(read && { 'read p50 ms': quantile(read, 0.5), 'read p95 ms': quantile(read, 0.95) }),
      };
    }),
  };
}

const SCOPE_NAMES = Object.keys(SCOPES) as ScopeName[];
const NOTHING = {
  rows: new Map<string, Cost>(),
  times: new Map<string, number[]>(),
  failures: [] as string[],
};

/** Each call by everybody at once: what it costs, and how long they wait for one another. */
async function inFlight(
  { http }: Pick<Platform, 'http'>,
  asked: readonly AskedQuestion[],
  bench: PlatformBench & { time: () => ProcessorTime },
) {
  const rows = new Map<string, Cost>();
  const failures: string[] = [];
  const users = new Map<string, readonly User[]>();
  for (const { scope, call, role, url } of asked) {
    const together =
      users.get(`${scope} ${role}`) ??
      (await Promise.all(Array.from({ length: bench.together }, (_, n) => enter(http, { scope, role, n }))));
    users.set(`${scope} ${role}`, together);
    try {
      rows.set(`${scope} ${call}`, await costOf(together, url, bench));
    } catch (error) {
      failures.push(`${scope}: ${String(error)}`);
    }
  }
  return { rows, failures };
}

function callOf({ role, url }: Question): string {
  const path = decodeURI(url)
    .slice('/api/'.length)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
  return role === 'supervisor' ? path : `${path} (${role})`;
}

async function costOf(
  users: readonly User[],
  url: string,
  { rounds, time }: { rounds: number; time: () => ProcessorTime },
): Promise<Cost> {
  const bytes = (await users[0]?.ask(url)) ?? 0;
  const times: number[] = [];
  const before = time();
  await Promise.all(
    users.map(async (user) => {
      for (let round = 0; round < rounds; round += 1) {
        const begin = performance.now();
        await user.ask(url);
        times.push(performance.now() - begin);
      }
    }),
  );
  const after = time();
  const each = (used: number) => round(used / times.length);
  return {
    'p50 ms': quantile(times, 0.5),
    'p95 ms': quantile(times, 0.95),
    'node ms': each(after.node - before.node),
    'database ms': each(after.database - before.database),
    KB: round(bytes / 1024),
  };
}

function memory(): number {
  return round(process.memoryUsage.rss() / 2 ** 20);
}
