import { randomUUID } from 'node:crypto';
import type { ApplicationInput, CheckResult, CheckVerdict } from '@zhengdun/contract';
import { type Told, tellChecks } from '../src/inspection/checks/tell-checks.ts';
import { keepResult } from '../src/inspection/index.ts';
import type { Database } from '../src/kernel/database/index.ts';
import { silentLog } from '../src/kernel/log.ts';
import { PROGRAM } from '../src/kernel/tenancy/index.ts';
import { changeApplication, registerApplication } from '../src/registry/applications/save-application.ts';
import { resultWith } from './check-results.ts';
import { inspectedPage, memoryEvidence } from './inspections.ts';

/** Keeps a finished check of a host with these verdicts, as a command does. @returns its id */
export async function keepCheck(
  db: Database,
  about: {
    readonly host: string;
    readonly verdicts: readonly CheckVerdict[];
    readonly at: string;
    readonly pagesOpened?: number;
    readonly snapshot?: boolean;
    readonly unit?: CheckResult['unit'];
    /** it looked whether a closed site is closed */
    readonly closed?: boolean;
  },
): Promise<string> {
  const { host, verdicts, at, pagesOpened = 3, snapshot = false, unit, closed } = about;
  const url = `https://${host}/`;
  const plain = resultWith(verdicts);
  const result: CheckResult = {
    ...plain,
    id: randomUUID(),
    target: { ...plain.target, url, host, displayHost: host, snapshot },
    conditions: { ...plain.conditions, pagesOpened },
    startedAt: at,
    finishedAt: at,
    ...(unit && { unit }),
  };
  const order = {
    by: 'command',
    address: url,
    pages: 0,
    browser: false,
    basis: { kind: 'own-site' },
    lang: 'zh',
    ...(closed && { closed }),
  } as const;
  const { observations } = inspectedPage(url, {});
  await keepResult({ db, evidence: memoryEvidence() }, { result, observations }, { order });
  return result.id;
}

/** Tells of all that was kept, once. */
export async function tellKept(db: Database, told: Told): Promise<void> {
  await tellChecks({ db, told, log: silentLog() });
}

/** Registers a running website of a unit at a host of its own, which is its name too. */
export async function registerSite(
  db: Database,
  about: { readonly unitId: string } & Partial<
    Pick<ApplicationInput, 'hostId' | 'isPlatform' | 'kind' | 'addresses' | 'state' | 'flags'>
  >,
) {
  const host = `w${randomUUID().slice(0, 8)}.gov.cn`;
  const { unitId, ...more } = about;
  const input = {
    name: host,
    kind: 'website',
    state: 'running',
    addresses: [host],
    flags: [],
    isPlatform: false,
    filings: [],
    ...more,
  } satisfies ApplicationInput;
  const id = await registerApplication(db, PROGRAM, { ...input, unitId });
  return {
    id,
    host,
    become: (state: 'closed' | 'running') =>
      changeApplication(db, PROGRAM, { id, input: { ...input, state } }),
  };
}
