import { domainToUnicode } from 'node:url';
import type {
  CheckList,
  CheckListQuery,
  CheckRow,
  CheckVerdict,
  CheckView,
  Guess,
  Lang,
} from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import type { Scope } from '../../kernel/tenancy/index.ts';
import { settleUnit } from '../unit-guess.ts';
import {
  type CheckHead,
  findCheck,
  findCheckHead,
  findChecksOfHosts,
  isCheckInScope,
  listChecks,
} from './check.repo.ts';
import { parseAddress } from './parse-address.ts';

/** 最近检测, newest first. @param scope of the units whose checks are seen; without it, every check */
export async function readChecks(
  db: Database,
  { page, size }: CheckListQuery,
  scope?: Scope,
): Promise<CheckList> {
  const { rows, total } = await listChecks(db, { limit: size, offset: (page - 1) * size, scope });
  return { rows: rows.map(toRow), total, asOf: new Date().toISOString() };
}

/** The latest checks of these hosts, newest first, at most 50. */
export async function readChecksOfHosts(db: Database, hosts: readonly string[]): Promise<CheckList> {
  const rows = await findChecksOfHosts(db, hosts);
  return { rows: rows.map(toRow), total: rows.length, asOf: new Date().toISOString() };
}

/** @throws HouseError `check-unknown` */
export async function readCheck(db: Database, id: string, lang: Lang): Promise<CheckView> {
  const check = await findCheck(db, id);
  if (!check) throw new HouseError('check-unknown', { id });
  return {
    ...toRow(check),
    steps: [...check.steps],
    early: [...check.early],
    ...(check.result && { result: check.result }),
    ...(check.failure && { failure: check.failure[lang] }),
  };
}

/**
 * Refuses a check of a unit beyond a scope as one that is not there.
 *
 * @param orNobodys what is of no unit yet will do
 * @throws HouseError `check-unknown`
 */
export async function demandCheckInScope(
  db: Database,
  id: string,
  scope: Scope | undefined,
  { orNobodys = false } = {},
): Promise<void> {
  if (scope && !(await isCheckInScope(db, id, { scope, orNobodys })))
    throw new HouseError('check-unknown', { id });
}

/** Whether a check waits or runs. */
export async function isUnderWay(db: Database, id: string): Promise<boolean> {
  const check = await findCheckHead(db, id);
  return check !== undefined && ['waiting', 'running'].includes(check.state);
}

/** What a check said by one rule, in the language of the check. */
export async function readVerdict(
  db: Database,
  { checkId, rule }: { readonly checkId: string; readonly rule: string },
): Promise<CheckVerdict | undefined> {
  const check = await findCheck(db, checkId);
  return check?.result?.verdicts.find((verdict) => verdict.rule === rule);
}

/**
 * What an address alone tells of the unit.
 *
 * @throws HouseError `address-invalid`
 */
export function guessUnit(address: string, lang: Lang): Guess {
  const parsed = parseAddress(address);
  if (!parsed.ok) throw new HouseError('address-invalid', { problem: parsed.problem[lang] });
  const { url } = parsed;
  return {
    url: url.href,
    displayHost: displayHost(url.hostname),
    unit: settleUnit({}, url.hostname, undefined),
  };
}

function toRow(check: CheckHead): CheckRow {
  return {
    id: check.id,
    state: check.state,
    url: check.url,
    displayHost: displayHost(check.host),
    unit: check.unit,
    requestedAt: check.requested_at.toISOString(),
    ...(check.site_name && { siteName: check.site_name }),
    ...(check.finished_at && { finishedAt: check.finished_at.toISOString() }),
    ...(check.summary && { summary: check.summary }),
  };
}

function displayHost(host: string): string {
  return plainText(domainToUnicode(host) || host, 200);
}
