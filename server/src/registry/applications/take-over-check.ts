import type { CheckResult, Filing, FilingKind, TakeOver } from '@zhengdun/contract';
import { type KeptCheck, readOwnOrNobodys, tellAgain } from '../../inspection/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, beyondScope, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { refusedByScope } from '../refusals.ts';
import { registerUnit } from '../units/register-unit.ts';
import { findUnitNamed } from '../units/unit.repo.ts';
import { belongingOf } from '../units/unit.ts';
import { findApplicationAt, updateLatestChecks } from './application.repo.ts';
import { addApplication } from './save-application.ts';

/**
 * 登记到台账: registers the site of a finished check, with its address, its name, the numbers that stand on its pages and
 * the counts of the check. The unit is the registered one of that name in that region, else a new one. A site that the
 * unit has registered already is not registered twice.
 *
 * @returns id of the application
 * @throws HouseError `check-unknown`, `check-unfinished`, `take-over-unit-missing`, `region-unknown`,
 *   `registry-outside-scope`
 */
export async function takeOverCheck(db: Database, actor: Actor, input: TakeOver): Promise<string> {
  const scope = scopeOf(actor, 'application.manage');
  const result = await withinScope(db, scope, (trx) => readOwnOrNobodys(trx, input.checkId));
  await refusedByScope(() => demandUnit(db, actor, input));
  return refusedByScope(() =>
    withinScope(db, scope, async (trx) => {
      const unit = await findUnitNamed(trx, { name: input.unitName, regionCode: input.regionCode });
      if (!unit) throw new HouseError('registry-outside-scope', {});
      const belonging = belongingOf(unit);
      const host = new URL(result.target.url).hostname;
      const there = await findApplicationAt(trx, { unitId: unit.id, host });
      const id =
        there ??
        (await addApplication(trx, {
          actor,
          belonging,
          act: 'check-taken-over',
          input: {
            name: (result.target.siteName ?? input.unitName).slice(0, 120),
            kind: 'website',
            state: 'running',
            addresses: [result.target.url],
            flags: [],
            isPlatform: false,
            filings: filingsIn(result),
          },
        }));
      const { summary, finishedAt, conditions } = result;
      const { pagesOpened } = conditions;
      const note = { id: result.id, host, finishedAt: new Date(finishedAt), pagesOpened, summary };
      await beyondScope(trx, async () => {
        await noteChecks(trx, [note]);
        // The other modules have been told before the application was there. The check may be nobody's yet.
        await tellAgain(trx, result.id);
      });
      return id;
    }),
  );
}

/** Registers the unit where it is not there yet. */
async function demandUnit(db: Database, actor: Actor, input: TakeOver): Promise<void> {
  const { unitName: name, unitKind: kind, unitLevel: level, regionCode } = input;
  const there = await withinScope(db, scopeOf(actor, 'application.manage'), (trx) =>
    findUnitNamed(trx, { name, regionCode }),
  );
  if (there) return;
  if (!mayDo(actor, 'unit.manage')) throw new HouseError('take-over-unit-missing', { name });
  await registerUnit(db, actor, { name, kind, level, regionCode, contacts: [] });
}

/** Numbers that the check read on the pages, by the rule that read them and the name of the fact. */
const READ: readonly { readonly rule: string; readonly fact: string; readonly kind: FilingKind }[] = [
  { rule: 'icp-number', fact: 'number', kind: 'icp' },
  { rule: 'police-number', fact: 'number', kind: 'police' },
  { rule: 'site-code', fact: 'code', kind: 'site-code' },
];

function filingsIn(result: CheckResult): Filing[] {
  return READ.flatMap(({ rule, fact, kind }) => {
    const value = result.verdicts.find((verdict) => verdict.rule === rule)?.facts[fact];
    return typeof value === 'string' && value !== '' ? [{ kind, number: value.slice(0, 120) }] : [];
  });
}

/**
 * Notes finished checks at the applications whose main host they looked at, whosever they are: told of every check that
 * this installation keeps.
 *
 * @param trx sees every unit
 */
export async function noteChecks(
  trx: Transaction,
  checks: readonly Pick<KeptCheck, 'id' | 'host' | 'finishedAt' | 'pagesOpened' | 'summary'>[],
): Promise<void> {
  await updateLatestChecks(
    trx,
    checks.map(({ id, host, finishedAt, pagesOpened, summary: { unmet, unknown } }) => ({
      id,
      host,
      at: finishedAt,
      unmet,
      unknown,
      seen: pagesOpened > 0,
    })),
  );
}
