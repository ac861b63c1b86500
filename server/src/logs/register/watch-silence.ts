import { nearestWith, peopleWith } from '../../identity/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { onceKey, tellOnce } from '../../messages/index.ts';
import { type SilentSource, takeHeardAgain, takeSilent } from './silence.repo.ts';

/** How often it is looked who is silent: people are told within minutes. */
const EVERY_MS = 20_000;

/**
 * Notices sources that are silent for longer than they may be, and those that are heard again, and has people told of either
 * once. It looks at what is kept in the database, so that a receiver that died is noticed too. Any number of programs may do it.
 */
export async function noticeSilence(db: Database, now: Date): Promise<void> {
  await withinScope(db, EVERYTHING, async (trx) => {
    // Heard again first: who fell silent once more since then is noticed in the same turn.
    await tell(trx, { matter: 'log-source-heard', sources: await takeHeardAgain(trx), now });
    await tell(trx, { matter: 'log-source-silent', sources: await takeSilent(trx, now), now });
  });
}

export async function keepNoticingSilence(tools: {
  readonly db: Database;
  readonly now: () => Date;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { db, now, log, signal } = tools;
  const fault = 'it could not be looked which sources of logs are silent';
  await keepDoing(() => noticeSilence(db, now()), { everyMs: EVERY_MS, log, fault, signal });
}

async function tell(
  trx: Transaction,
  about: {
    readonly matter: 'log-source-silent' | 'log-source-heard';
    readonly sources: readonly SilentSource[];
    readonly now: Date;
  },
): Promise<void> {
  const { matter, sources, now } = about;
  for (const source of sources)
    await tellOnce(trx, {
      matter,
      about: [
        {
          key: onceKey(matter, source.id, source.since.toISOString()),
          people: await whomItConcerns(trx, source, now),
        },
      ],
      now,
    });
}

/** Who manages sources, nearest to the unit, and who works with its logs. */
async function whomItConcerns(trx: Transaction, source: SilentSource, now: Date): Promise<string[]> {
  const managers = await nearestWith(trx, { over: source, permission: 'log.manage', now });
  const readers = await peopleWith(trx, { unitId: source.unit_id, permission: 'log.read', now });
  return [...new Set([...managers, ...readers.map(({ id }) => id)])];
}
