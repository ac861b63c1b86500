import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  applicationQuerySchema,
  type FindingQuery,
  findingQuerySchema,
  overviewQuerySchema,
  PERMISSIONS,
} from '@zhengdun/contract';
import { tellChecks } from '../../../server/src/inspection/checks/tell-checks.ts';
import { loadConfig } from '../../../server/src/kernel/config/index.ts';
import { connectOnce, type Database, openDatabase } from '../../../server/src/kernel/database/index.ts';
import { silentLog } from '../../../server/src/kernel/log.ts';
import type { Actor } from '../../../server/src/kernel/tenancy/index.ts';
import { loadDivisions, noteChecks, readApplications } from '../../../server/src/registry/index.ts';
import { readFindings } from '../../../server/src/supervision/findings/read-findings.ts';
import { takeInChecks } from '../../../server/src/supervision/index.ts';
import { readGravest } from '../../../server/src/supervision/overview/read-gravest.ts';
import { readOverview } from '../../../server/src/supervision/overview/read-overview.ts';
import { readTrend } from '../../../server/src/supervision/overview/read-standing.ts';
import { fillRegistry } from '../registry/fill.ts';
import { fillChecks, fillFindings } from './fill-platform.ts';

export interface PlatformBench {
  /** sizes of the register, one after the other */
  readonly applications: readonly number[];
  readonly findings: number;
  readonly rounds: number;
  readonly together: number;
  readonly checks: number;
  readonly json: boolean;
}

type Question = (db: Database, actor: Actor) => Promise<unknown>;

const reading = (actor: Actor) => ({ actor, lang: 'zh', now: new Date() }) as const;
const overview =
  (query: object): Question =>
  (db, actor) =>
    readOverview(db, reading(actor), overviewQuerySchema.parse(query));
const findings =
  (query: Partial<FindingQuery>): Question =>
  (db, actor) =>
    readFindings(db, reading(actor), findingQuerySchema.parse(query));
const applications =
  (query: object): Question =>
  (db, actor) =>
    readApplications(db, actor, applicationQuerySchema.parse(query));

const QUESTIONS: Readonly<Record<string, Question>> = {
  'distribution by region': overview({}),
  'distribution by superior': overview({ by: 'sector' }),
  'articles of chapter IV': overview({ chapter: 4 }),
  'obligations of article 30': overview({ chapter: 4, article: 30 }),
  'ten gravest': (db, actor) => readGravest(db, reading(actor), overviewQuerySchema.parse({})),
  'twelve months': (db, actor) => readTrend(db, reading(actor), overviewQuerySchema.parse({})),
  'findings, open': findings({}),
  'findings, chapter II unmet': findings({ chapter: 2, verdict: 'unmet' }),
  'applications, problems': applications({}),
  'search 教育': applications({ show: 'all', search: '教育' }),
  'search 麒麟': applications({ show: 'all', search: '麒麟' }),
};

const SCOPES: Readonly<Record<string, string>> = {
  county: '330000/330100/330102/',
  province: '330000/',
  everything: '',
};

/** What supervisors ask, as the app role under row-level security, and what it costs to take in checks. */
export async function benchPlatform(bench: PlatformBench): Promise<void> {
  const machine = `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} processors, Node ${process.version}`;
  const reports = [];
  for (const size of bench.applications) reports.push(await measured(size, bench));
  if (bench.json) {
    console.log(JSON.stringify({ machine, reports }, null, 2));
    return;
  }
  console.log(`${machine}; ${bench.together} at a time, ${bench.rounds} rounds each`);
  for (const { rows, ...facts } of reports) {
    console.log(
      `\n${Object.entries(facts)
        .map(([name, value]) => `${name} ${value}`)
        .join(', ')}`,
    );
    console.table(rows);
  }
}

async function measured(size: number, { findings: each, rounds, together, checks }: PlatformBench) {
  const data = await mkdtemp(join(tmpdir(), 'zhengdun-bench-'));
  // As root, PostgreSQL runs as another user.
  await chmod(data, 0o711);
  const config = loadConfig({ ...process.env, ZHENGDUN_DATA: data });
  const log = silentLog();
  const signal = new AbortController().signal;
  const database = await openDatabase({ config, program: 'bench', log, signal });
  const { db } = database;
  try {
    await loadDivisions(db);
    const { units, applications: registered } = await fillRegistry(db, size);
    const filled = await fillFindings(db, each);
    // As autovacuum does within a minute.
    const migrator = await connectOnce(database.server, 'migrator');
    await migrator.query('VACUUM ANALYZE').finally(() => migrator.end());
    const rows = [];
    for (const [scope, prefix] of Object.entries(SCOPES)) {
      for (const [question, ask] of Object.entries(QUESTIONS)) {
        const actor = within(prefix);
        await ask(db, actor);
        rows.push({
          scope,
          question,
          ...quantiles(await timesOf(() => ask(db, actor), { rounds, together })),
        });
      }
    }
    const telling = await taking(db, checks);
    return {
      units,
      applications: registered,
      findings: filled.findings,
      'filled in s': round(filled.seconds),
      'checks taken in': telling.checks,
      'taken in s': telling.seconds,
      'resident MB': round(process.memoryUsage.rss() / 2 ** 20),
      rows,
    };
  } finally {
    await database.close();
    await rm(data, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function taking(db: Database, checks: number): Promise<{ checks: number; seconds: number }> {
  await fillChecks(db, checks);
  let taken = 0;
  const begin = performance.now();
  await tellChecks({
    db,
    log: silentLog(),
    told: async (trx, some) => {
      await noteChecks(trx, some);
      await takeInChecks(trx, some);
      taken += some.length;
    },
  });
  return { checks: taken, seconds: round((performance.now() - begin) / 1000) };
}

function within(prefix: string): Actor {
  const scope = { regions: [prefix], sectors: [], units: [] };
  return {
    id: '00000000-0000-4000-8000-000000000002',
    kind: 'program',
    unitId: undefined,
    stage: 'full',
    scopes: new Map(PERMISSIONS.map((permission) => [permission, scope])),
  };
}

async function timesOf(
  ask: () => Promise<unknown>,
  { rounds, together }: { readonly rounds: number; readonly together: number },
): Promise<number[]> {
  const times: number[] = [];
  const one = async (): Promise<void> => {
    for (let asked = 0; asked < rounds; asked += 1) {
      const begin = performance.now();
      await ask();
      times.push(performance.now() - begin);
    }
  };
  await Promise.all(Array.from({ length: together }, one));
  return times;
}

function quantiles(times: readonly number[]): { 'p50 ms': number; 'p95 ms': number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  return { 'p50 ms': at(0.5), 'p95 ms': at(0.95) };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
