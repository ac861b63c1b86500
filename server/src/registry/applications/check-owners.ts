import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import {
  type Actor,
  type Belonging,
  covers,
  EVERYTHING,
  findBelonging,
  ownedAs,
  scopeOf,
  withinScope,
} from '../../kernel/tenancy/index.ts';

/**
 * Whose check it is when somebody asks for one: of the unit that has registered the address, else of the one who asks.
 *
 * @throws HouseError `check-of-another-unit` where the address is registered, and by nobody for whom the actor may check
 */
export async function ownerOfCheck(db: Database, actor: Actor, host: string): Promise<Belonging> {
  const { owners, own } = await withinScope(db, EVERYTHING, async (trx) => ({
    owners: (await registeredAt(trx, [host])).filter(({ closed }) => !closed),
    own: actor.unitId === undefined ? undefined : await findBelonging(trx, actor.unitId),
  }));
  const scope = scopeOf(actor, 'check.start');
  const owner = owners.find((each) => covers(scope, each)) ?? (owners.length === 0 ? own : undefined);
  if (!owner) throw new HouseError('check-of-another-unit', { host });
  return ownedAs(owner);
}

/** Whose checks of these hosts are, where somebody has registered the host: the first who uses it, or used it. */
export async function ownersOfHosts(
  trx: Transaction,
  hosts: readonly string[],
): Promise<ReadonlyMap<string, Belonging>> {
  const owners = await registeredAt(trx, hosts);
  return new Map(owners.reverse().map(({ host, ...owner }) => [host, ownedAs(owner)]));
}

interface Registered extends Belonging {
  readonly host: string;
  readonly closed: boolean;
}

/** Units of applications at these hosts: what is in use goes first, then the first registered. @param trx sees every unit */
async function registeredAt(trx: Transaction, hosts: readonly string[]): Promise<Registered[]> {
  const { rows } = await sql<Registered>`
    SELECT h.host, a.unit_id, a.region_path, a.sector_path, a.state = 'closed' AS closed
    FROM unnest(${[...new Set(hosts)]}::text[]) AS h (host)
    JOIN registry_application a ON a.hosts @> ARRAY[h.host]
    ORDER BY a.state = 'closed', a.created_at, a.id`.execute(trx);
  return rows;
}
