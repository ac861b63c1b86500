import '../tables.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import { inScope, type Scope } from '../../kernel/tenancy/index.ts';

/** Whom an actor of the audit log stands for. */
export interface ActorName {
  readonly personId: string;
  readonly name: string;
  readonly unitName: string;
}

/** People, and owners of tokens, by the ids that the audit log keeps. Asked in a scope of everything. */
export async function namesOfActors(
  trx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ActorName>> {
  const { rows } = await sql<{ id: string; person_id: string; name: string; unit_name: string }>`
    SELECT a.id, p.id AS person_id, p.name, u.name AS unit_name
      FROM (SELECT id::text, id AS person_id FROM identity_person WHERE id = ANY (${uuidsOf(ids)}::uuid[])
            UNION ALL
            SELECT id::text, person_id FROM identity_token WHERE id = ANY (${uuidsOf(ids)}::uuid[])) AS a
      JOIN identity_person p ON p.id = a.person_id JOIN registry_unit u ON u.id = p.unit_id`.execute(trx);
  return new Map(
    rows.map((row) => [row.id, { personId: row.person_id, name: row.name, unitName: row.unit_name }]),
  );
}

/** Ids under which people whose name or user name holds the text stand in the audit log: their own and their tokens'. */
export async function findActors(trx: Transaction, text: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH named AS (
      SELECT id FROM identity_person
       WHERE strpos(name, ${text}) > 0 OR strpos(login_name, ${text.toLowerCase()}) > 0
    )
    SELECT id::text FROM named
    UNION ALL
    SELECT t.id::text FROM identity_token t JOIN named ON named.id = t.person_id`.execute(trx);
  return rows.map(({ id }) => id);
}

/**
 * Records of the audit log that a scope sees, as its row-level security has it: of the affairs of its units, and where a
 * record names no unit, of what its people did. The security would ask both of every record.
 */
export function recordsWithin(scope: Scope): RawBuilder<boolean> {
  if (scope.regions.includes('') || scope.sectors.includes('')) return sql<boolean>`true`;
  const people = inScope(scope, 'p', 'unit_id');
  return sql<boolean>`(unit_id = ANY (ARRAY(SELECT u.id::text FROM registry_unit u WHERE ${inScope(scope, 'u', 'id')}))
    OR unit_id IS NULL AND actor_id = ANY (ARRAY(SELECT p.id::text FROM identity_person p WHERE ${people}
      UNION ALL SELECT t.id::text FROM identity_token t JOIN identity_person p ON p.id = t.person_id WHERE ${people})))`;
}

/** Names of people by id. */
export async function namesOfPeople(
  trx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('identity_person')
    .select(['id', 'name'])
    .where(sql<boolean>`id = ANY (${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Ids of another shape are of an actor that is no person: the program. */
function uuidsOf(ids: readonly string[]): string[] {
  return ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
}
