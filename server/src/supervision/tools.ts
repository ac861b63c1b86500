import type { PermissionName } from '@zhengdun/contract';
import { namesOfPeople } from '../identity/index.ts';
import type { Caller } from '../kernel/audit/index.ts';
import type { Database, Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { Jobs } from '../kernel/jobs/index.ts';
import { beyondScope, type Scope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';

/** What this module stands on. */
export interface SupervisionTools {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly now: () => Date;
}

/** A person who acts, within a transaction of the scope of what they are allowed to. */
export interface Acting {
  readonly trx: Transaction;
  readonly scope: Scope;
  readonly caller: Caller;
  readonly actor: { readonly id: string; readonly name: string };
  readonly now: Date;
}

/**
 * Lets a person act where they hold a permission.
 *
 * @throws HouseError `person-needed` for a program: what is decided here has somebody's name
 */
export async function actingBy<T>(
  { db, now }: Pick<SupervisionTools, 'db' | 'now'>,
  { caller, permission }: { readonly caller: Caller; readonly permission: PermissionName },
  work: (acting: Acting) => Promise<T>,
): Promise<T> {
  const { actor } = caller;
  if (actor.kind !== 'person') throw new HouseError('person-needed', {});
  const scope = scopeOf(actor, permission);
  return withinScope(db, scope, async (trx) => {
    const names = await beyondScope(trx, () => namesOfPeople(trx, [actor.id]));
    const name = names.get(actor.id);
    if (name === undefined) throw new HouseError('person-needed', {});
    return work({ trx, scope, caller, actor: { id: actor.id, name }, now: now() });
  });
}
