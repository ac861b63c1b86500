import { sql } from 'kysely';
import { type JudgedUnit, tellAgain } from '../../inspection/index.ts';
import type { Database, Transaction } from '../../kernel/database/index.ts';
import { keepDoing } from '../../kernel/keep-doing.ts';
import type { Log } from '../../kernel/log.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';

export interface FollowTools {
  readonly db: Database;
  /** judges a kept check for a unit; false where nothing is to be judged anew */
  readonly judge: (check: string, unit: JudgedUnit) => Promise<boolean>;
}

/** How soon findings and numbers follow a change of the register. */
const EVERY_MS = 3_000;
/** Words that one transaction takes: a check is a megabyte to judge. */
const BATCH = 10;

/** Lets what was found follow the register in the background, until the signal fires. Any number of programs may do it. */
export async function keepFollowing(
  tools: FollowTools & { readonly log: Log; readonly signal: AbortSignal },
): Promise<void> {
  const { log, signal } = tools;
  const fault = 'what was found could not follow the register';
  await keepDoing(() => followRegister(tools), { everyMs: EVERY_MS, log, fault, signal });
}

/**
 * Where kind, level or name of a unit, or kind or platform of an application changed after its last check: that check is judged
 * again by what is registered now, and told again, so that findings and counts are those of the register without a new
 * look at the site. Word goes with the transaction that follows it: a program that dies in between loses nothing.
 */
export async function followRegister({ db, judge }: FollowTools): Promise<void> {
  for (let taken = BATCH; taken === BATCH; ) {
    taken = await withinScope(db, EVERYTHING, async (trx) => {
      const { count, standing } = await takeWord(trx);
      for (const { check_id, own, ...unit } of standing)
        if (!own || !(await judge(check_id, unit))) await tellAgain(trx, check_id);
      return count;
    });
  }
}

interface Standing extends JudgedUnit {
  readonly check_id: string;
  /** the check is of the very unit: another one of the same host is not judged for this one */
  readonly own: boolean;
}

/** Takes word, and gives the checks that the applications stand on. @param trx sees every unit */
async function takeWord(trx: Transaction): Promise<{ count: number; standing: readonly Standing[] }> {
  const taken = await sql<{ application_id: string }>`
    DELETE FROM supervision_register_word WHERE id IN (
      SELECT id FROM supervision_register_word ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING application_id`.execute(trx);
  const { rows } = await sql<Standing>`
    SELECT DISTINCT ON (c.id) c.id AS check_id, c.unit_id = u.id AS own, u.name, u.kind, u.level
    FROM supervision_intake i
    JOIN registry_application a ON a.id = i.application_id
    JOIN registry_unit u ON u.id = a.unit_id
    JOIN inspection_check c ON c.id = i.check_id
    WHERE a.id = ANY (${taken.rows.map(({ application_id }) => application_id)}::uuid[]) AND a.state <> 'closed'
    ORDER BY c.id, c.unit_id = u.id DESC`.execute(trx);
  return { count: taken.rows.length, standing: rows };
}
