import type { AllowedSources, ImportReport, Lang } from '@zhengdun/contract';
import { namesOfPeople } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Row } from '../../kernel/sheet/index.ts';
import { type Actor, beyondScope, covers, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { findUnitFacts, reportOf } from '../../registry/index.ts';
import type { PublicationTools } from '../tools.ts';
import { findAllowedSources, replaceAllowedSources } from './allowed-source.repo.ts';
import { readSourceList } from './read-source-list.ts';

/** 稿源名单 of a unit. @throws HouseError `unit-unknown` */
export async function readAllowedSources(
  { db, now }: Pick<PublicationTools, 'db' | 'now'>,
  actor: Actor,
  unitId: string,
): Promise<AllowedSources> {
  const scope = scopeOf(actor, 'publication.read');
  return withinScope(db, scope, async (trx) => {
    const unit = await findUnitFacts(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const rows = await findAllowedSources(trx, unitId);
    const [first] = rows;
    const names = await beyondScope(trx, () => namesOfPeople(trx, first ? [first.set_by] : []));
    const name = first && names.get(first.set_by);
    const manages =
      mayDo(actor, 'publication.manage') && covers(scopeOf(actor, 'publication.manage'), unit.belonging);
    return {
      unit: { id: unitId, name: unit.name },
      rows: rows.map((row) => ({ name: row.name, host: row.host })),
      ...(first && {
        set: {
          by: { id: first.set_by, ...(name !== undefined && { name }) },
          at: first.set_at.toISOString(),
        },
      }),
      may: { manage: manages },
      asOf: now().toISOString(),
    };
  });
}

/**
 * Puts a list in the place of the one before. Every fault is found before anything is written, and with a single one nothing
 * is.
 *
 * @param dryRun writes nothing, but looks through everything
 * @throws HouseError `unit-unknown`
 */
export async function importAllowedSources(
  { db, now }: Pick<PublicationTools, 'db' | 'now'>,
  caller: Caller,
  about: {
    readonly unit: string;
    readonly rows: readonly Row[];
    readonly dryRun: boolean;
    readonly lang: Lang;
  },
): Promise<ImportReport> {
  const { unit: unitId, dryRun, lang } = about;
  const list = readSourceList(about.rows);
  return withinScope(db, scopeOf(caller.actor, 'publication.manage'), async (trx) => {
    const unit = await findUnitFacts(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const before = new Map((await findAllowedSources(trx, unitId)).map((row) => [row.host, row.name]));
    const added = list.rows.filter(({ host }) => !before.has(host)).length;
    const changed = list.rows.filter(
      ({ host, name }) => before.has(host) && before.get(host) !== name,
    ).length;
    const isDone = list.faults.length === 0 && !dryRun;
    if (isDone) {
      const { belonging } = unit;
      await replaceAllowedSources(trx, { belonging, rows: list.rows, by: caller.actor.id, at: now() });
      const object = { kind: 'unit', id: unitId } as const;
      const detail = { sites: list.rows.length };
      await recordDone(trx, caller, { act: 'repost-sources-set', object, unit: unitId, detail });
    }
    const counts = { rows: list.rows.length, added, changed, faults: list.faults, warnings: [] };
    return reportOf({ ...counts, done: isDone }, lang);
  });
}
