import type { SecretFindingInput, SecretStopList } from '@zhengdun/contract';
import { namesOfPeople } from '../../identity/index.ts';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, beyondScope, ownedAs, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { personOf } from '../read-items.ts';
import { refusedByDatabase } from '../refusals.ts';
import type { PublicationTools } from '../tools.ts';
import { secrecyDue } from './secrecy.ts';
import { findOpenStop, insertFinding, listOpenStops } from './secret-stop.repo.ts';

/** What was not kept because it bears the mark of a state secret, and waits for the secrecy officer: 24 hours run. */
export async function readStops(
  { db, now }: Pick<PublicationTools, 'db' | 'now'>,
  actor: Actor,
): Promise<SecretStopList> {
  const scope = scopeOf(actor, 'secret.read');
  return withinScope(db, scope, async (trx) => {
    const stops = await listOpenStops(trx);
    const people = stops.map(({ handed_in_by }) => handed_in_by);
    const names = await beyondScope(trx, () => namesOfPeople(trx, people));
    return {
      rows: stops.map(({ id, at, part, line, marks, handed_in_by, application_id, application_name }) => ({
        id,
        at: at.toISOString(),
        due: secrecyDue(at).toISOString(),
        application: { id: application_id, name: application_name },
        part,
        line,
        marks,
        by: personOf(names, handed_in_by),
      })),
      asOf: now().toISOString(),
    };
  });
}

/**
 * What the secrecy officer found, in person and with a ground, after having looked at it where it lies: at its author's. None: it
 * may be kept when the very same is handed in again. A secret: it is handled by the rules of secrecy, outside of this program.
 *
 * @throws HouseError `secret-stop-unknown`, `person-needed`, `secret-found-by-another`
 */
export async function judgeStop(
  { db, now }: Pick<PublicationTools, 'db' | 'now'>,
  caller: Caller,
  { id, finding, ground }: SecretFindingInput & { readonly id: string },
): Promise<void> {
  if (caller.actor.kind !== 'person') throw new HouseError('person-needed', {});
  await withinScope(db, scopeOf(caller.actor, 'secret.read'), async (trx) => {
    const stop = await findOpenStop(trx, id);
    if (!stop) throw new HouseError('secret-stop-unknown', {});
    const by = { found_by: caller.actor.id, found_at: now() };
    await refusedByDatabase(() =>
      insertFinding(trx, { stop_id: id, ...ownedAs(stop), finding, ground, ...by }),
    );
    const object = { kind: 'publication-secret', id } as const;
    await recordDone(trx, caller, {
      act: 'item-secret-judged',
      object,
      unit: stop.unit_id,
      detail: { finding },
    });
  });
}
