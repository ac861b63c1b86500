import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import {
  ADDRESSED_WAYS,
  type LogSourceChange,
  type LogSourceInput,
  type LogSourceMade,
  type LogWay,
} from '@zhengdun/contract';
import { type Caller, recordDone } from '../../kernel/audit/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { beyondScope, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { isNarrow, networkOf } from '../inputs/declared.ts';
import { endSilence } from './silence.repo.ts';
import {
  declareAlone,
  findSourceForUpdate,
  insertSource,
  isHeard,
  isTaken,
  unitBelonging,
  updateSource,
} from './source.repo.ts';
import type { SourceRecord } from './tables.ts';
import type { RegisterTools } from './tools.ts';

const KEY_BYTES = 32;

/**
 * Declares a source of a unit. Its name is never given to another one: it stands beside every line, and says whose that is.
 *
 * @throws HouseError `log-source-name-taken`, `log-source-name-address`, `log-source-taken`, `log-addresses-unfit`,
 *   `log-addresses-missing`, `log-unit-unknown`
 */
export async function declareSource(
  { db, now }: RegisterTools,
  caller: Caller,
  input: LogSourceInput,
): Promise<LogSourceMade> {
  const { unit, name, way, since } = input;
  if (isIP(name) !== 0) throw new HouseError('log-source-name-address', {});
  const at = now();
  const first = since === undefined ? dayOf(at) : since;
  if (first > dayOf(at)) throw new HouseError('log-source-since', {});
  const scope = scopeOf(caller.actor, 'log.manage');
  return withinScope(db, scope, async (trx) => {
    const owner = await unitBelonging(trx, unit);
    if (!owner) throw new HouseError('log-unit-unknown', {});
    await declareAlone(trx);
    const id = randomUUID();
    const facts = await checkedFacts(trx, { id, unitId: unit, way, change: input });
    if (await isHeard(trx, name)) throw new HouseError('log-source-name-heard', {});
    const key = way === 'http' ? randomBytes(KEY_BYTES).toString('base64url') : undefined;
    await insertOnce(trx, {
      ...owner,
      ...facts,
      ...{ id, name, way, key: key === undefined ? null : digestOf(key) },
      since: new Date(`${first}T00:00:00+08:00`),
      ...{ created_by: caller.actor.id, created_at: at },
    });
    await recordDone(trx, caller, {
      act: 'log-source-declared',
      object: { kind: 'log-source', id },
      unit,
      detail: { way },
    });
    return { id, ...(key !== undefined && { key }) };
  });
}

/** @throws HouseError `log-source-unknown`, `log-source-ended`, and those of what it says */
export async function changeSource(
  tools: RegisterTools,
  caller: Caller,
  { id, ...change }: LogSourceChange & { readonly id: string },
): Promise<void> {
  await onSource(tools, caller, id, async ({ trx, source }) => {
    await declareAlone(trx);
    const about = { id, unitId: source.unit_id, way: source.way, change };
    await updateSource(trx, id, await checkedFacts(trx, about));
    await recordDone(trx, caller, { act: 'log-source-changed', ...recorded(source), detail: {} });
  });
}

/** From now on nothing is expected of it; what it sent stays. @throws HouseError `log-source-unknown`, `log-source-ended` */
export async function endSource(tools: RegisterTools, caller: Caller, id: string): Promise<void> {
  await onSource(tools, caller, id, async ({ trx, source, now }) => {
    await updateSource(trx, id, { until: now, silent_since: null });
    await endSilence(trx, id, now);
    await recordDone(trx, caller, { act: 'log-source-ended', ...recorded(source), detail: {} });
  });
}

/** Another sending key: the one before holds no longer. @throws HouseError as `endSource`, `log-source-without-key` */
export async function renewKey(
  tools: RegisterTools,
  caller: Caller,
  id: string,
): Promise<{ readonly key: string }> {
  return onSource(tools, caller, id, async ({ trx, source }) => {
    if (source.way !== 'http') throw new HouseError('log-source-without-key', {});
    const key = randomBytes(KEY_BYTES).toString('base64url');
    await updateSource(trx, id, { key: digestOf(key) });
    await recordDone(trx, caller, { act: 'log-source-key-renewed', ...recorded(source), detail: {} });
    return { key };
  });
}

interface OnSource {
  readonly trx: Transaction;
  readonly source: SourceRecord;
  readonly now: Date;
}

async function onSource<T>(
  { db, now }: RegisterTools,
  caller: Caller,
  id: string,
  work: (on: OnSource) => Promise<T>,
): Promise<T> {
  const scope = scopeOf(caller.actor, 'log.manage');
  return withinScope(db, scope, async (trx) => {
    const source = await findSourceForUpdate(trx, id);
    if (!source) throw new HouseError('log-source-unknown', {});
    if (source.until) throw new HouseError('log-source-ended', {});
    return work({ trx, source, now: now() });
  });
}

const recorded = ({ id, unit_id }: SourceRecord) =>
  ({ object: { kind: 'log-source', id }, unit: unit_id }) as const;

const digestOf = (key: string) => createHash('sha256').update(key).digest('hex');

/** What may be said of a source, as it is kept. Addresses of another unit's source are refused: its lines would be read. */
async function checkedFacts(
  trx: Transaction,
  about: {
    readonly id: string;
    readonly unitId: string;
    readonly way: LogWay;
    readonly change: LogSourceChange;
  },
) {
  const { id, unitId, way, change } = about;
  const { kind = null, host = null, app = null, silence } = change;
  const isAddressed = ADDRESSED_WAYS.includes(way);
  const addresses = isAddressed ? [...new Set(change.addresses.map((each) => each.toLowerCase()))] : [];
  if (isAddressed && addresses.length === 0) throw new HouseError('log-addresses-missing', {});
  const unfit = addresses.find((each) => !networkOf(each) || !isNarrow(each));
  if (unfit !== undefined) throw new HouseError('log-addresses-unfit', { address: unfit });
  const taken = { id, unitId, way, addresses, host, app };
  if (await beyondScope(trx, () => isTaken(trx, taken))) throw new HouseError('log-source-taken', {});
  return { kind, addresses, host, app, silence_minutes: silence };
}

async function insertOnce(trx: Transaction, source: Parameters<typeof insertSource>[1]): Promise<void> {
  try {
    await insertSource(trx, source);
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'logs_source_name_key') throw error;
    throw new HouseError('log-source-name-taken', {}, { cause: error });
  }
}
