import { randomUUID } from 'node:crypto';
import type { CheckResult, CheckVerdict } from '@zhengdun/contract';
import { keepResult } from '../src/inspection/index.ts';
import type { Database } from '../src/kernel/database/index.ts';
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
  },
): Promise<string> {
  const { host, verdicts, at, pagesOpened = 3, snapshot = false, unit } = about;
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
  } as const;
  const { observations } = inspectedPage(url, {});
  await keepResult({ db, evidence: memoryEvidence() }, { result, observations }, { order });
  return result.id;
}
