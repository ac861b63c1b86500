import type { ApplicationKind, ApplicationState, Filing } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, ownedAs } from '../../kernel/tenancy/index.ts';
import type { Belonging } from '../tables.ts';
import { findApplication, findApplicationForUpdate, findFilings } from './application.repo.ts';
import { applicationInputOf } from './application.ts';
import { changeWithin } from './save-application.ts';

/** What is registered of an application, as other rooms need it. */
export interface ApplicationProfile {
  readonly id: string;
  readonly belonging: Belonging;
  readonly name: string;
  readonly kind: ApplicationKind;
  readonly state: ApplicationState;
  readonly addresses: readonly string[];
  readonly hosts: readonly string[];
  readonly filings: readonly Filing[];
}

/** Undefined where there is no such application in the scope of the transaction. */
export async function readApplicationProfile(
  db: Database,
  id: string,
): Promise<ApplicationProfile | undefined> {
  const row = await findApplication(db, id);
  if (!row) return undefined;
  const { name, kind, state, addresses, hosts } = row;
  const { filings } = applicationInputOf(row, await findFilings(db, [id]));
  return { id, belonging: ownedAs(row), name, kind, state, addresses, hosts, filings };
}

/** The applications of a unit that are not closed, by name. */
export async function openApplicationsOf(
  db: Database,
  unitId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('registry_application')
    .select(['id', 'name'])
    .where('unit_id', '=', unitId)
    .where('state', '<>', 'closed')
    .orderBy('name')
    .execute();
}

/** Whether a unit has an open application of that name, or at one of these hosts; ask beyond the scope for any unit. */
export async function isRegisteredBy(
  trx: Transaction,
  {
    unitId,
    name,
    hosts,
  }: { readonly unitId: string; readonly name: string; readonly hosts: readonly string[] },
): Promise<boolean> {
  const row = await trx
    .selectFrom('registry_application')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('state', '<>', 'closed')
    .where(sql<boolean>`(name = ${name} OR hosts && ${[...hosts]}::text[])`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Closes an application in the register, or has it run again, with its history.
 *
 * @throws HouseError `application-unknown`, `application-state-refused`, `platform-in-use`
 */
export async function setApplicationState(
  trx: Transaction,
  about: {
    readonly actor: Actor;
    readonly id: string;
    readonly state: 'running' | 'closed';
  },
): Promise<void> {
  const { actor, id, state } = about;
  const row = await findApplicationForUpdate(trx, id);
  if (!row) throw new HouseError('application-unknown', {});
  const input = applicationInputOf(row, await findFilings(trx, [id]));
  await changeWithin(trx, { actor, row, input: { ...input, state }, act: 'changed' });
}
