import { randomUUID } from 'node:crypto';
import { type NewOpening, type OpeningForm, openingFieldsOf } from '@zhengdun/contract';
import type { Caller } from '../kernel/audit/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { readUnitProfile } from '../registry/index.ts';
import { insertCase, insertEvent, saveFields } from './case.repo.ts';
import type { OpeningTools } from './case.ts';
import { knownForm } from './form.ts';
import { workOnCase } from './work-on-case.ts';

/**
 * Begins a case with what is known of the unit filled in.
 *
 * @returns its id
 * @throws HouseError `unit-unknown`
 */
export async function beginOpening(
  { db }: OpeningTools,
  { actor }: Caller,
  { unitId, kind }: NewOpening,
): Promise<string> {
  return withinScope(db, scopeOf(actor, 'opening.apply'), async (trx) => {
    const unit = await readUnitProfile(trx, unitId);
    if (!unit) throw new HouseError('unit-unknown', {});
    const row = { id: randomUUID(), ...unit.belonging };
    await insertCase(trx, { ...row, kind, form: knownForm(unit, kind), begun_by: actor.id });
    await insertEvent(trx, row, { event: 'begun', actor: actor.id });
    return row.id;
  });
}

/** Keeps what was typed, whatever it is; fields that the case has not got are left out. */
export async function saveDraft(
  tools: OpeningTools,
  caller: Caller,
  { id, fields }: { readonly id: string; readonly fields: OpeningForm },
): Promise<void> {
  await workOnCase(tools, caller, {
    id,
    permission: 'opening.apply',
    states: ['draft', 'returned'],
    async work(trx, row) {
      const unit = await readUnitProfile(trx, row.unit_id);
      const own = openingFieldsOf(row.kind, unit?.kind ?? 'organ');
      const kept = Object.fromEntries(
        own.flatMap((field) => {
          const value = fields[field];
          return value === undefined ? [] : [[field, value]];
        }),
      );
      await saveFields(trx, id, kept);
    },
  });
}
