import { availableParallelism, cpus, loadavg } from 'node:os';
import { openPlatform } from './open-platform.ts';
import { type ProcessorTime, processorTimer } from './processor-time.ts';
import { type Question, questions } from './questions.ts';
import { takeIn } from './take-in.ts';
import { enter, SCOPES, type ScopeName, type User } from './users.ts';

export interface PlatformBench {
  /** sizes of the register, one after the other */
  readonly applications: readonly number[];
  readonly findings: number;
  readonly verdicts: number;
  readonly rounds: number;
  readonly together: number;
  /** how long a user reads before the next call, in milliseconds */
  readonly pause: number;
  readonly checks: number;
  /** folder in which filled databases stay */
  readonly kept: string | undefined;
  /** of scopes and of URLs: what they hold */
  readonly only: string;
  readonly json: boolean;
}

interface Row {
  readonly scope: ScopeName;
  readonly call: string;
  readonly 'p50 ms': number;
  readonly 'p95 ms': number;
  /** processor time of a call */
  readonly 'node ms': number;
  readonly 'database ms': number;
  readonly KB: number;
}

/** What every page asks, through HTTP as somebody who has signed in, and what it costs to take in checks. */
export async function benchPlatform(bench: PlatformBench): Promise<void> {
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} processors, Node ${process.version}`;
  const reports = [];
  for (const size of bench.applications) {
    const report = await measured(size, bench);
    reports.push(report);
    if (bench.json) continue;
    const { rows, ...facts } = report;
    console.log(
      `\n${machine}; ${bench.together} users, ${bench.rounds} calls each, ${bench.pause} ms between them`,
    );
    console.log(JSON.stringify(facts, null, 1));
    console.table(rows);
  }
  if (bench.json) console.log(JSON.stringify({ machine, reports }, null, 2));
}

async function measured(size: number, bench: PlatformBench) {
  const { findings, verdicts, kept, only, checks } = bench;
  await using platform = await openPlatform({ applications: size, findings, verdicts }, kept);
  const { db, http } = platform;
  const time = await processorTimer(db);
  const asked = await questions(db);
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const scope of Object.keys(SCOPES) as ScopeName[]) {
    const users = new Map<string, readonly User[]>();
    for (const question of asked) {
      const call = callOf(question);
      if (only && !`${scope} ${call}`.includes(only)) continue;
      const some =
        users.get(question.role) ??
        (await Promise.all(
          Array.from({ length: bench.together }, (_, n) => enter(http, { scope, role: question.role, n })),
        ));
      users.set(question.role, some);
      try {
        rows.push({ scope, call, ...(await measuredCall(some, question.url, { ...bench, time })) });
      } catch (error) {
        failures.push(`${scope}: ${String(error)}`);
      }
    }
  }
  const taken = checks > 0 ? await takeIn(db, checks) : undefined;
  return {
    rowsOfTables: platform.rows,
    filledInSeconds: platform.filledIn === undefined ? 'before' : round(platform.filledIn),
    ...(taken && {
      takenIn: taken.checks,
      takenInSeconds: round(taken.seconds),
      takenInNodeSeconds: round(taken.node),
      takenInDatabaseSeconds: round(taken.database),
    }),
    residentMB: round(process.memoryUsage.rss() / 2 ** 20),
    loadAverage: loadavg().map(round),
    ...(failures.length > 0 && { failures }),
    rows,
  };
}

function callOf({ role, url }: Question): string {
  const path = decodeURI(url)
    .slice('/api/'.length)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');
  return role === 'supervisor' ? path : `${path} (${role})`;
}

async function measuredCall(
  users: readonly User[],
  url: string,
  { rounds, pause, time }: { rounds: number; pause: number; time: () => ProcessorTime },
): Promise<Omit<Row, 'scope' | 'call'>> {
  const bytes = (await users[0]?.ask(url)) ?? 0;
  const times: number[] = [];
  const before = time();
  await Promise.all(
    users.map(async (user) => {
      for (let round = 0; round < rounds; round += 1) {
        // Nobody begins at the very moment at which the others do.
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 2 * pause));
        const begin = performance.now();
        await user.ask(url);
        times.push(performance.now() - begin);
      }
    }),
  );
  const after = time();
  const each = (used: number) => round(used / times.length);
  return {
    ...quantiles(times),
    'node ms': each(after.node - before.node),
    'database ms': each(after.database - before.database),
    KB: round(bytes / 1024),
  };
}

function quantiles(times: readonly number[]): Pick<Row, 'p50 ms' | 'p95 ms'> {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { 'p50 ms': at(0.5), 'p95 ms': at(0.95) };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
