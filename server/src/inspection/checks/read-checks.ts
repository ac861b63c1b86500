import { domainToUnicode } from 'node:url';
import type {
  CheckList,
  CheckListQuery,
  CheckResult,
  CheckRow,
  CheckVerdict,
  CheckView,
  Guess,
  Lang,
} from '@zhengdun/contract';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { beyondScope, type Scope, withinScope } from '../../kernel/tenancy/index.ts';
import { toldIn } from '../judge.ts';
import { type GivenUnit, settleUnit } from '../unit-guess.ts';
import {
  type CheckHead,
  type CheckRecord,
  findCheck,
  findCheckHead,
  findChecksOfHosts,
  findNobodysCheck,
  listChecks,
} from './check.repo.ts';
import { parseAddress } from './parse-address.ts';

/** 最近检测, newest first. @param scope of the units whose checks are seen */
export async function readChecks(
  db: Database,
  { page, size }: CheckListQuery,
  scope: Scope,
): Promise<CheckList> {
  const { rows, total } = await withinScope(db, scope, (trx) =>
    listChecks(trx, { limit: size, offset: (page - 1) * size, scope }),
  );
  return { rows: rows.map(toRow), total, asOf: new Date().toISOString() };
}

/** The latest checks of the hosts of an application that is seen, whosever checks they are: newest first, at most 50. */
export async function readChecksOfHosts(db: Database, hosts: readonly string[]): Promise<CheckList> {
  const rows = await beyondScope(db, (trx) => findChecksOfHosts(trx, hosts));
  return { rows: rows.map(toRow), total: rows.length, asOf: new Date().toISOString() };
}

/**
 * A check of a unit in a scope. A check before that is another unit's is not named in it: whoever sees a host today
 * need not see what others had checked there.
 *
 * @throws HouseError `check-unknown` also for a check beyond the scope
 */
export async function readCheck(
  db: Database,
  id: string,
  as: { lang: Lang; scope: Scope },
): Promise<CheckView> {
  return withinScope(db, as.scope, async (trx) => {
    const check = await findCheck(trx, id);
    if (!check) throw new HouseError('check-unknown', { id });
    return toView({ ...check, result: await withoutForeign(trx, check.result) }, as.lang);
  });
}

async function withoutForeign(trx: Transaction, result: CheckResult | null): Promise<CheckResult | null> {
  if (!result?.comparison) return result;
  const { comparison, ...rest } = result;
  const { previousId } = comparison;
  return (await findCheckHead(trx, previousId)) || (await findNobodys(trx, previousId)) ? result : rest;
}

function findNobodys(trx: Transaction, id: string): Promise<CheckRecord | undefined> {
  return beyondScope(trx, (all) => findNobodysCheck(all, id));
}

/**
 * The result of a check that is of a unit in the scope of the transaction, or of no unit yet.
 *
 * @throws HouseError `check-unknown`, `check-unfinished`
 */
export async function readOwnOrNobodys(trx: Transaction, id: string): Promise<CheckResult> {
  const check = (await findCheck(trx, id)) ?? (await findNobodys(trx, id));
  if (!check) throw new HouseError('check-unknown', { id });
  if (!check.result) throw new HouseError('check-unfinished', {});
  return check.result;
}

/** The result of a check that is named by something that is seen, whosever check it is. */
export async function readNamedResult(db: Database, id: string): Promise<CheckResult | undefined> {
  const check = await beyondScope(db, (trx) => findCheck(trx, id));
  return check?.result ?? undefined;
}

/** Whether a check that is named by something that is seen waits or runs. */
export async function isUnderWay(db: Database, id: string): Promise<boolean> {
  const check = await beyondScope(db, (trx) => findCheckHead(trx, id));
  return check !== undefined && ['waiting', 'running'].includes(check.state);
}

/** What a check said by one rule; the check is named by something that is seen. @param about.lang of the reader */
export async function readVerdict(
  db: Database,
  { checkId, rule, lang }: { readonly checkId: string; readonly rule: string; readonly lang: Lang },
): Promise<CheckVerdict | undefined> {
  const result = await readNamedResult(db, checkId);
  const told = result?.verdicts.find((verdict) => verdict.rule === rule);
  return told && result?.lang !== lang ? toldIn(told, lang) : told;
}

/**
 * What an address alone tells of the unit.
 *
 * @throws HouseError `address-invalid`
 */
export function guessUnit(
  address: string,
  { given = {}, lang }: { readonly given?: GivenUnit | undefined; readonly lang: Lang },
): Guess {
  const parsed = parseAddress(address);
  if (!parsed.ok) throw new HouseError('address-invalid', { problem: parsed.problem[lang] });
  const { url } = parsed;
  return {
    url: url.href,
    displayHost: displayHost(url.hostname),
    unit: settleUnit(given, url.hostname, undefined),
  };
}

function toView(check: CheckRecord, lang: Lang): CheckView {
  return {
    ...toRow(check),
    steps: [...check.steps],
    early: [...check.early],
    ...(check.result && { result: check.result }),
    ...(check.failure && { failure: check.failure[lang] }),
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
