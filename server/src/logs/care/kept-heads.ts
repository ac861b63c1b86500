import type { Database } from '../../kernel/database/index.ts';
import { type KeptHead, readKept } from '../verify/kept.ts';
import { checkpointsByDay } from './checkpoint.repo.ts';

/** Checkpoints of so many days are compared with: two years. */
const DAYS_COMPARED = 731;

/** Heads that the database has kept, for a verification to compare with; the newest first. */
export async function keptHeads(db: Database): Promise<KeptHead[]> {
  const checkpoints = await checkpointsByDay(db, DAYS_COMPARED);
  return checkpoints.flatMap(({ id, note }) => readKept(`${id.slice(0, 8)}.note`, note) ?? []);
}
