import { type IdentityAct, type ObjectKind, recordAct as record } from '../kernel/audit/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import type { ActTools } from './tools.ts';

/** What an act of this module is done to; without one it is the person who acts. */
const OBJECTS: Partial<Record<IdentityAct, ObjectKind>> = {
  'first-administrator': 'unit',
  'grant-given': 'grant',
  'grant-ended': 'grant',
  'device-forgotten': 'device',
  'passkey-added': 'passkey',
  'passkey-removed': 'passkey',
  'passkey-counter-behind': 'passkey',
  'token-made': 'token',
  'token-revoked': 'token',
};

export interface Act {
  readonly act: IdentityAct;
  /** who acts, by id; undefined where nobody is known yet */
  readonly by: string | undefined;
  /** id of what it is done to */
  readonly on?: string;
  /** id of the person whose affair it is, where neither of the two is that person */
  readonly about?: string;
  readonly result: 'done' | 'refused';
}

/** Records an act in the audit log, in the same transaction as its effect. */
export async function recordAct(
  trx: Transaction,
  { from }: Pick<ActTools, 'from'>,
  { act, by, on, about, result }: Act,
): Promise<void> {
  const kind = OBJECTS[act] ?? 'person';
  const concerned = about ?? (kind === 'person' ? on : undefined) ?? by;
  await record(trx, {
    actor: by === undefined ? { kind: 'anonymous' } : { kind: 'person', id: by },
    from: { address: from },
    act,
    object: on === undefined ? undefined : { kind, id: on },
    unit: kind === 'unit' ? on : concerned && (await unitOf(trx, concerned)),
    result,
    detail: {},
  });
}

/** The unit of a person: its auditor reads what was done to or by its people. */
export async function unitOf(trx: Transaction, personId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('identity_person')
    .select('unit_id')
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.unit_id;
}
