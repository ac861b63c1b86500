import {
  ACTS_LISTED,
  type ActFilter,
  type ActRow,
  type Acts,
  type ActsQuery,
  type LocalText,
} from '@zhengdun/contract';
import { findActors, namesOfActors, recordsWithin } from '../identity/index.ts';
import { ACTS, type AuditRecord, listRecords, type RecordFilter } from '../kernel/audit/index.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import { addDays, momentOf } from '../kernel/clock/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { type Actor, beyondScope, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { OBJECT_WORDS, objectWords } from './objects.ts';
import type { AuditingTools } from './tools.ts';

/** 审计: what was done in the affairs of the units that the actor audits, the newest first. */
export async function readActs(tools: AuditingTools, actor: Actor, query: ActsQuery): Promise<Acts> {
  const found = await findActs(tools, actor, {
    filter: query,
    page: { limit: query.size, offset: (query.page - 1) * query.size, most: ACTS_LISTED },
  });
  return {
    ...found,
    acts: choices(ACT_WORDS),
    objects: choices(OBJECT_WORDS),
    asOf: new Date().toISOString(),
  };
}

/** Records with their words and names, and how many there are. */
export async function findActs(
  tools: AuditingTools,
  actor: Actor,
  asked: { readonly filter: ActFilter; readonly page: Parameters<typeof listRecords>[2] },
): Promise<{ rows: ActRow[]; total: number; more: boolean }> {
  const scope = scopeOf(actor, 'audit.read');
  return withinScope(tools.db, scope, async (trx) => {
    // Who acted on a unit may be of another one: the name is told to whoever may read the record.
    const { person } = asked.filter;
    const actors = person ? await beyondScope(trx, () => findActors(trx, person)) : undefined;
    const filter = { ...filterOf(asked.filter, actors), within: recordsWithin(scope) };
    const { records, ...counted } = await listRecords(trx, filter, asked.page);
    const rows = await beyondScope(trx, () => withNames(trx, tools, records));
    return { rows, ...counted };
  });
}

function filterOf(
  { since, until, act, object, result }: ActFilter,
  actors: readonly string[] | undefined,
): RecordFilter {
  return {
    since: since ? momentOf(since, '00:00') : undefined,
    until: until ? momentOf(addDays(until, 1), '00:00') : undefined,
    actors,
    act: act || undefined,
    object: object ? { kind: object } : undefined,
    result,
  };
}

async function withNames(
  trx: Transaction,
  { names }: AuditingTools,
  records: readonly AuditRecord[],
): Promise<ActRow[]> {
  const people = await namesOfActors(
    trx,
    records.flatMap(({ actor }) => (actor.kind === 'anonymous' ? [] : [actor.id])),
  );
  const objects = new Map<string, ReadonlyMap<string, string>>();
  for (const [kind, name] of Object.entries(names)) {
    const ids = records.flatMap(({ object }) =>
      object?.kind === kind && isUuid(object.id) ? [object.id] : [],
    );
    if (ids.length > 0) objects.set(kind, await name(trx, [...new Set(ids)]));
  }
  return records.map(({ id, at, actor, from, act, object, result, detail }) => {
    const who = actor.kind === 'anonymous' ? undefined : people.get(actor.id);
    const name = object && objects.get(object.kind)?.get(object.id);
    return {
      id,
      at: at.toISOString(),
      actor: { kind: actor.kind, ...who },
      from: from.address,
      act: { code: act, words: ACT_WORDS[act] ?? { zh: act, en: act } },
      ...(object && { object: { ...object, words: objectWords(object.kind), ...(name && { name }) } }),
      result,
      detail: Object.keys(detail).length === 0 ? '' : canonicalJson(detail as Json),
    };
  });
}

const ACT_WORDS: Readonly<Record<string, LocalText>> = Object.fromEntries(
  Object.entries(ACTS).map(([code, { words }]) => [code, words]),
);

function choices(words: Readonly<Record<string, LocalText>>): Acts['acts'] {
  return Object.entries(words).map(([code, each]) => ({ code, words: each }));
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
