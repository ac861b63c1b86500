import { randomUUID } from 'node:crypto';
import type { LogSaved, LogSavedInput } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import { type Actor, withinScope } from '../../kernel/tenancy/index.ts';
import { unitBelonging } from '../register/source.repo.ts';
import { type AskTools, sourcesOf, sourcesShown } from './ask-logs.ts';
import { deleteSaved, insertSaved, listSaved } from './saved.repo.ts';

const MOST = 50;

/** Of a person's own unit: what they saved goes with them and not with a grant. */
const ownScope = ({ unitId }: Actor) => ({
  regions: [],
  sectors: [],
  units: unitId === undefined ? [] : [unitId],
});

/** What the reader has saved, and the sources among which they search. */
export async function readSaved(tools: AskTools, actor: Actor): Promise<LogSaved> {
  const { sources, isMasked } = await sourcesOf(tools, actor, undefined);
  const rows = await withinScope(tools.db, ownScope(actor), (trx) => listSaved(trx, actor.id, MOST));
  return { rows, sources: sourcesShown(sources), masked: isMasked };
}

/** @throws HouseError `log-searches-many`, `log-unit-unknown` */
export async function saveSearch({ db, now }: AskTools, actor: Actor, saved: LogSavedInput): Promise<void> {
  await withinScope(db, ownScope(actor), async (trx) => {
    const owner = actor.unitId === undefined ? undefined : await unitBelonging(trx, actor.unitId);
    if (!owner) throw new HouseError('log-unit-unknown', {});
    if ((await listSaved(trx, actor.id, MOST)).length >= MOST)
      throw new HouseError('log-searches-many', { most: MOST });
    await insertSaved(trx, owner, { ...saved, id: randomUUID(), personId: actor.id, at: now() });
  });
}

/** @throws HouseError `log-search-unknown` */
export async function forgetSearch({ db }: AskTools, actor: Actor, id: string): Promise<void> {
  const isGone = await withinScope(db, ownScope(actor), (trx) => deleteSaved(trx, actor.id, id));
  if (!isGone) throw new HouseError('log-search-unknown', {});
}
