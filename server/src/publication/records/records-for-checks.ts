import { createHash } from 'node:crypto';
import type { KeptRecords } from '../../inspection/index.ts';
import { dayOf } from '../../kernel/clock/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { HOUR_MS } from '../../kernel/durations.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { findApplicationFacts } from '../../registry/index.ts';
import { readPublicationRecords } from './read-records.ts';
import {
  applicationsOfHost,
  everDecided,
  keepLook,
  type RecordLook,
  takeLooks,
} from './record-looks.repo.ts';

/** How soon what was published or compared shows in the check, and how often days and grants are looked at again. */
const EVERY_MS = 3_000;
const AGAIN_MS = HOUR_MS;
/** Applications of one transaction. */
const BATCH = 20;
type Answer = KeptRecords['answers'][string];

/** A room that has something of applications on record. */
export interface RecordSource {
  /** answers by obligation; undefined: it has nothing on record of this application */
  readonly read: (
    trx: Transaction,
    about: Parameters<typeof readPublicationRecords>[1],
  ) => Promise<ReadonlyMap<string, Answer> | undefined>;
  /** what a rule answers where the record does not decide it any more; undefined: it never was this room's to decide */
  readonly undecided: (obligation: string) => Answer | undefined;
}

const OWN: RecordSource = {
  read: async (trx, about) => (await readPublicationRecords(trx, about))?.answers,
  undecided: () => ({ code: 'on-paper', facts: {} }),
};

export interface RecordTools {
  readonly db: Database;
  readonly now: () => Date;
  /** rooms besides this one */
  readonly others: readonly RecordSource[];
  /** judges a kept check again with these records */
  readonly judge: (check: string, records: KeptRecords) => Promise<unknown>;
}

/** What is on record of whoever has registered a host as its main one, for a check of it; undefined: nothing was written here. */
export async function recordsAt(
  { db, now, others }: Pick<RecordTools, 'db' | 'now' | 'others'>,
  host: string,
): Promise<KeptRecords | undefined> {
  return withinScope(db, EVERYTHING, async (trx) => {
    for (const application of await applicationsOfHost(trx, host)) {
      const decided = await everDecided(trx, application);
      const records = await recordsOf(trx, application, { at: now(), decided, others });
      if (records) return records;
    }
    return undefined;
  });
}

async function recordsOf(
  trx: Transaction,
  applicationId: string,
  about: { readonly at: Date; readonly decided: readonly string[] } & Pick<RecordTools, 'others'>,
): Promise<KeptRecords | undefined> {
  const { at, decided, others } = about;
  const sources = [...others, OWN];
  const undecided = (obligation: string) =>
    sources.map((source) => source.undecided(obligation)).find((answer) => answer !== undefined);
  const answers = new Map(decided.map((obligation) => [obligation, undecided(obligation)]));
  const facts = await findApplicationFacts(trx, applicationId);
  if (facts)
    for (const { read } of sources) {
      const found = await read(trx, { applicationId, unitId: facts.unit.id, today: dayOf(at) });
      for (const [obligation, answer] of found ?? []) answers.set(obligation, answer);
    }
  return answers.size === 0
    ? undefined
    : { asOf: at.toISOString(), answers: Object.fromEntries(answers) as KeptRecords['answers'] };
}

/**
 * Tells the checks of applications what publishing has on record by now: verdicts and findings under Articles 13 and 14
 * follow. A program that dies in between leaves the word to the next; telling again changes nothing.
 */
export async function tellRecords(tools: RecordTools): Promise<void> {
  for (let taken = BATCH; taken === BATCH; ) {
    const at = tools.now();
    taken = await withinScope(tools.db, EVERYTHING, async (trx) => {
      const looks = await takeLooks(trx, new Date(at.getTime() - AGAIN_MS), BATCH);
      for (const look of looks) await keepLook(trx, await tellOne(trx, tools, { look, at }), at);
      return looks.length;
    });
  }
}

async function tellOne(
  trx: Transaction,
  { judge, others }: RecordTools,
  { look, at }: { readonly look: RecordLook; readonly at: Date },
): Promise<RecordLook> {
  const records = await recordsOf(trx, look.application_id, { at, decided: look.obligations, others });
  if (!records) return look;
  const obligations = Object.keys(records.answers).sort();
  if (look.check_id === null) return { ...look, obligations, told: null };
  const told = createHash('sha256')
    .update(JSON.stringify([look.check_id, obligations.map((each) => records.answers[each])]))
    .digest('hex');
  if (told !== look.told) await judge(look.check_id, records);
  return { ...look, obligations, told };
}

/** Goes on telling checks of records, until the signal fires. Any number of programs may do it. */
export async function keepTellingRecords(
  tools: RecordTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = tools;
  const fault = 'checks could not be told of what publishing has on record';
  await keepDoing(() => tellRecords(tools), { everyMs: EVERY_MS, log, fault, signal });
}
