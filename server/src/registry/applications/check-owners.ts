import type { UnitKind, UnitLevel } from '@zhengdun/contract';
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

/** Whose check it is, and what the register knows of that unit where it has registered the address. */
export interface CheckOwner {
  readonly belonging: Belonging;
  readonly unit?: { readonly name: string; readonly kind: UnitKind; readonly level: UnitLevel };
}

/**
 * Whose check it is when somebody asks for one: of the unit that has registered the address, else of the one who asks.
 *
 * @param actor nobody where this machine alone is served and whoever sits at it may check everything
 * @returns nothing where neither anybody has registered the address nor anybody asks
 * @throws HouseError `check-of-another-unit` where the address is registered, and by nobody for whom the actor may check
 */
export async function ownerOfCheck(
  db: Database,
  actor: Actor | undefined,
  host: string,
): Promise<CheckOwner | undefined> {
  const { owners, own } = await withinScope(db, EVERYTHING, async (trx) => ({
    owners: (await registeredAt(trx, [host])).filter(({ closed }) => !closed),
    own: actor?.unitId === undefined ? undefined : await findBelonging(trx, actor.unitId),
  }));
  const scope = actor ? scopeOf(actor, 'check.start') : EVERYTHING;
  const registered = owners.find((each) => covers(scope, each));
  if (registered) {
    const { name, kind, level } = registered;
    return { belonging: ownedAs(registered), unit: { name, kind, level } };
  }
  if (owners.length === 0 && own) return { belonging: ownedAs(own) };
  if (owners.length === 0 && !actor) return undefined;
  throw new HouseError('check-of-another-unit', { host });
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
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
}

/** Units of applications at these hosts: what is in use goes first, then the first registered. @param trx sees every unit */
async function registeredAt(trx: Transaction, hosts: readonly string[]): Promise<Registered[]> {
  const { rows } = await sql<Registered>`
    SELECT h.host, a.unit_id, a.region_path, a.sector_path, a.state = 'closed' AS closed, u.name, u.kind, u.level
    FROM unnest(${[...new Set(hosts)]}::text[]) AS h (host)
    JOIN registry_application a ON a.hosts @> ARRAY[h.host]
    JOIN registry_unit u ON u.id = a.unit_id
    ORDER BY a.state = 'closed', a.created_at, a.id`.execute(trx);
  return rows;
}
