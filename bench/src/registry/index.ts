import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApplicationQuery, applicationQuerySchema, PERMISSIONS } from '@zhengdun/contract';
import { loadConfig } from '../../../server/src/kernel/config/index.ts';
import { connectOnce, type Database, openDatabase } from '../../../server/src/kernel/database/index.ts';
import { silentLog } from '../../../server/src/kernel/log.ts';
import type { Actor, Scope } from '../../../server/src/kernel/tenancy/index.ts';
import { loadDivisions, readApplications } from '../../../server/src/registry/index.ts';
import { machineText } from '../machine.ts';
import { fillRegistry } from './fill.ts';

export interface RegistryBench {
  readonly applications: number;
  readonly rounds: number;
  readonly together: number;
  readonly json: boolean;
}

/** What a person asks of 应用台账; a search is by two characters. */
const QUESTIONS: Readonly<Record<string, Partial<ApplicationQuery>>> = {
  'with problems': {},
  'all, page 1': { show: 'all' },
  'all, page 50': { show: 'all', page: 50 },
  'kind and state': { show: 'all', kind: 'app', state: 'changing' },
  'search 教育, common': { show: 'all', search: '教育' },
  'search 麒麟, rare': { show: 'all', search: '麒麟' },
  'search 杭州, a unit': { show: 'all', search: '杭州' },
};

const SCOPES: Readonly<Record<string, string>> = {
  county: '330000/330100/330102/',
  province: '330000/',
  everything: '',
};

/** A page of the register as the app role under row-level security: p50 and p95 of each question within each scope. */
export async function benchRegistry({ applications, rounds, together, json }: RegistryBench): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'zhengdun-bench-'));
  // As root, PostgreSQL runs as another user.
  await chmod(data, 0o711);
  const config = loadConfig({ ...process.env, ZHENGDUN_DATA: data });
  const database = await openDatabase({
    config,
    program: 'bench',
    log: silentLog(),
    signal: new AbortController().signal,
  });
  try {
    await loadDivisions(database.db);
    const filling = performance.now();
    const filled = await fillRegistry(database.db, applications);
    // As autovacuum does within a minute.
    const migrator = await connectOnce(database.server, 'migrator');
    await migrator.query('VACUUM ANALYZE').finally(() => migrator.end());
    const machine = `${machineText()}, PostgreSQL ${database.version}`;
    const rows = [];
    for (const [scope, prefix] of Object.entries(SCOPES)) {
      for (const [question, asked] of Object.entries(QUESTIONS)) {
        const query = applicationQuerySchema.parse(asked);
        const actor = within({ regions: [prefix], sectors: [], units: [] });
        const { total } = await readApplications(database.db, actor, query);
        const times = await timesOf(database.db, { actor, query, rounds, together });
        rows.push({ scope, question, rows: total, ...quantiles(times) });
      }
    }
    const report = {
      machine,
      ...filled,
      seconds: round((filling - performance.now()) / -1000),
      together,
      rows,
    };
    if (json) console.log(JSON.stringify(report, null, 2));
    else {
      console.log(
        `${machine}\n${filled.units} units, ${filled.applications} applications; ${together} at a time, ${rounds} rounds\n`,
      );
      console.table(rows);
    }
  } finally {
    await database.close();
    await rm(data, { recursive: true, force: true, maxRetries: 10 });
  }
}

function within(scope: Scope): Actor {
  return {
    id: 'bench',
    kind: 'program',
    unitId: undefined,
    stage: 'full',
    scopes: new Map(PERMISSIONS.map((permission) => [permission, scope])),
  };
}

async function timesOf(
  db: Database,
  task: { actor: Actor; query: ApplicationQuery; rounds: number; together: number },
): Promise<number[]> {
  const { actor, query, rounds, together } = task;
  const times: number[] = [];
  const one = async (): Promise<void> => {
    for (let asked = 0; asked < rounds; asked += 1) {
      const begin = performance.now();
      await readApplications(db, actor, query);
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
