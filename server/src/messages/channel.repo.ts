import './tables.ts';
import type { ChannelKind, MessageFault } from '@zhengdun/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Tables, Transaction } from '../kernel/database/index.ts';

export type ChannelRow = Selectable<Tables['message_channel']>;
export type ChoiceRow = Selectable<Tables['message_choice']>;

export async function listChannels(db: Database): Promise<ChannelRow[]> {
  return db.selectFrom('message_channel').selectAll().orderBy('kind').execute();
}

export async function findChannel(db: Database, kind: ChannelKind): Promise<ChannelRow | undefined> {
  return db.selectFrom('message_channel').selectAll().where('kind', '=', kind).executeTakeFirst();
}

export async function saveChannel(
  trx: Transaction,
  {
    config,
    ...row
  }: Pick<ChannelRow, 'kind' | 'enabled' | 'secrets' | 'changed_at' | 'changed_by'> & {
    readonly config: object;
  },
): Promise<void> {
  const values = { ...row, config: sql<never>`${JSON.stringify(config)}::jsonb` };
  await trx
    .insertInto('message_channel')
    .values({ ...values, last_sent_at: null, last_fault_at: null, last_fault: null })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(values))
    .execute();
}

/** Notes at the channel what came of its last message. */
export async function noteAtChannel(
  trx: Transaction,
  { kind, at, fault }: { readonly kind: ChannelKind; readonly at: Date; readonly fault?: MessageFault },
): Promise<void> {
  await trx
    .updateTable('message_channel')
    .set(fault ? { last_fault: fault, last_fault_at: at } : { last_sent_at: at })
    .where('kind', '=', kind)
    .execute();
}

export async function findChoice(db: Database, personId: string): Promise<ChoiceRow | undefined> {
  return db.selectFrom('message_choice').selectAll().where('person_id', '=', personId).executeTakeFirst();
}

/** Writes a choice in place of the one before. */
export async function saveChoice(trx: Transaction, row: ChoiceRow): Promise<void> {
  const { person_id: _, ...choice } = row;
  await trx
    .insertInto('message_choice')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(choice))
    .execute();
}

export async function removeChoice(trx: Transaction, personId: string): Promise<void> {
  await trx.deleteFrom('message_choice').where('person_id', '=', personId).execute();
}
