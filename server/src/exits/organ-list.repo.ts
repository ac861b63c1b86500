import './tables.ts';
import { sql } from 'kysely';
import type { Database, Transaction } from '../kernel/database/index.ts';
import type { RegisteredSite } from './organ-hosts.ts';

/** Any number that nobody else uses: one program at a time makes a version. */
const TURN_LOCK = 0x5a44_0044;

export interface OrganList {
  readonly version: number;
  readonly madeAt: Date;
  readonly hosts: string;
}

export async function oneAtATime(trx: Transaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${TURN_LOCK})`.execute(trx);
}

/** Websites that are in use. @param trx sees every unit */
export async function listRunningSites(trx: Transaction): Promise<RegisteredSite[]> {
  return trx
    .selectFrom('registry_application as a')
    .innerJoin('registry_unit as u', 'u.id', 'a.unit_id')
    .select(['u.kind as unitKind', 'a.kind', 'a.addresses'])
    .where('a.kind', '=', 'website')
    .where('a.state', 'in', ['running', 'changing'])
    .execute();
}

export async function lastOrganList(db: Database): Promise<OrganList | undefined> {
  const row = await db
    .selectFrom('exits_organ_list')
    .selectAll()
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { version: row.version, madeAt: row.made_at, hosts: row.hosts };
}

export async function addOrganList(trx: Transaction, list: OrganList): Promise<void> {
  const { version, madeAt, hosts } = list;
  await trx.insertInto('exits_organ_list').values({ version, made_at: madeAt, hosts }).execute();
}

/** An application as its visitors know it; undefined where the scope of the transaction does not hold it. */
export async function findSite(
  trx: Transaction,
  id: string,
): Promise<
  { readonly name: string; readonly addresses: readonly string[]; readonly unit_id: string } | undefined
> {
  return trx
    .selectFrom('registry_application')
    .select(['name', 'addresses', 'unit_id'])
    .where('id', '=', id)
    .executeTakeFirst();
}
