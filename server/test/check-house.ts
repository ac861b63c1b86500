import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '@zhengdun/contract';
import { afterAll, beforeAll } from 'vitest';
import {
  type DatabaseHold,
  embeddedConnection,
  embeddedServer,
  holdDatabase,
  migrate,
  type OpenDatabase,
  openPool,
  prepareRoles,
  ROLES,
} from '../src/kernel/database/index.ts';
import { silentLog } from '../src/kernel/log.ts';
import { beyondScope } from '../src/kernel/tenancy/index.ts';
import {
  processesOf,
  programEnvironment,
  ROOT,
  type RunningProgram,
  startProgram,
  until,
} from './program.ts';
import { startWorld, type World, type WorldOptions } from './world/index.ts';

/** A folder, a database and a small Internet for running `zhengdun` as a person would. */
export interface CheckHouse {
  /** for whatever a test writes; programs run in it */
  readonly folder: string;
  /** data directory */
  readonly data: string;
  readonly world: World;
  readonly database: OpenDatabase;
  /** file with the root certificate of the world */
  readonly ca: string;
  /** address of the home page of a site of the world, which stands on no usual port */
  urlOf(host: string): string;
  /** starts `zhengdun`; its names and certificates are those of the world unless `env` says otherwise */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): RunningProgram;
  /** runs it to its end */
  run(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** runs another program in the same surroundings, for example a terminal around `zhengdun` */
  runOther(command: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** finished checks of a host, oldest first */
  checksOf(host: string): Promise<CheckResult[]>;
  /** living processes that belong to it, without those that keep the database */
  processes(): string[];
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** One house for all tests of a file; its members are there from `beforeAll` on. */
export function useCheckHouse(options: WorldOptions): CheckHouse {
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun 检测 '));
  // As root, PostgreSQL and Chromium run as other users.
  chmodSync(folder, 0o755);
  const data = join(folder, '数据');
  const ca = join(folder, 'ca.pem');
  let world: World;
  let hold: DatabaseHold;
  let database: OpenDatabase;

  beforeAll(async () => {
    world = await startWorld(options);
    writeFileSync(ca, world.pki.rootPem);
    const log = silentLog();
    hold = await holdDatabase({ data, log });
    await prepareRoles({ ...embeddedConnection(hold, 'test'), user: ROLES.owner }, 'zhengdun');
    const server = embeddedServer(hold, { program: 'test', database: 'zhengdun' });
    await migrate(server, log);
    database = await openPool(server, log);
  });
  afterAll(async () => {
    await world?.close();
    await database?.close();
    await until('nothing left', () => processesOf(data).length === 0);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const startOther = (command: readonly string[], env: NodeJS.ProcessEnv = {}): RunningProgram =>
    startProgram(command, {
      cwd: folder,
      env: programEnvironment(data, {
        ZHENGDUN_RESOLVERS: world.dns.address,
        ZHENGDUN_CA: ca,
        ZHENGDUN_ALLOW_NETWORKS: '127.0.0.0/8',
        LC_ALL: 'C.UTF-8',
        ...env,
      }),
    });
  const start: CheckHouse['start'] = (args, env) =>
    startOther([process.execPath, join(ROOT, 'server', 'src', 'main.ts'), ...args], env);
  return {
    folder,
    data,
    ca,
    get world() {
      return world;
    },
    get database() {
      return database;
    },
    urlOf: (host) => `https://${host}:${world.sites.httpsPort}/`,
    start,
    run: (args, env) => endOf(start(args, env)),
    runOther: (command, env) => endOf(startOther(command, env)),
    async checksOf(host) {
      const rows = await beyondScope(database.db, (trx) =>
        trx
          .selectFrom('inspection_check')
          .select('result')
          .where('host', '=', host)
          .where('state', '=', 'done')
          .orderBy('finished_at')
          .execute(),
      );
      return rows.flatMap(({ result }) => (result ? [result] : []));
    },
    processes: () =>
      processesOf(data)
        .map(({ command }) => command)
        .filter((command) => !/keeper\.ts|postgres/.test(command)),
  };
}

async function endOf(program: RunningProgram): Promise<Ended> {
  const code = await program.ended;
  const bytes = program.stdout();
  return { code, bytes, stdout: bytes.toString('utf8'), stderr: program.stderr().toString('utf8') };
}
