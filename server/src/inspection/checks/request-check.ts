import { randomUUID } from 'node:crypto';
import type { CheckRequest, Lang } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Jobs } from '../../kernel/jobs/index.ts';
import { type Belonging, EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { settleUnit } from '../unit-guess.ts';
import { insertCheck } from './check.repo.ts';
import { type CheckOrder, DEFAULT_PAGES } from './check-order.ts';
import { parseAddress } from './parse-address.ts';

export const CHECK_QUEUE = 'inspection-check';
/** Checks on a schedule stand in a queue of their own: nobody who waits at a page waits for them. */
export const SCHEDULED_QUEUE = 'inspection-check-scheduled';
export interface CheckJob {
  readonly id: string;
}

/** What is asked for. */
export interface Asked extends CheckRequest {
  readonly lang: Lang;
  /** whose check it is, where that is known */
  readonly belonging?: Belonging | undefined;
  /** of an application that is closed: whether it still answers, and nothing else */
  readonly closed?: boolean | undefined;
}

/**
 * Asks for a check: writes it down, then puts its job into the queue. When the program dies in between, the next
 * start puts the job in.
 *
 * @throws HouseError `address-invalid` with what is wrong and how an address is written
 */
export async function requestCheck(db: Database, jobs: Jobs, input: Asked): Promise<string> {
  const id = await withinScope(db, EVERYTHING, (trx) => writeCheck(trx, input));
  await sendCheck(jobs, id);
  return id;
}

/** The first half: writes a check down, in a transaction of something else that stands or falls with it. */
export async function writeCheck(
  db: Database,
  input: Asked,
  by: 'page' | 'schedule' = 'page',
): Promise<string> {
  const address = parseAddress(input.address);
  if (!address.ok) throw new HouseError('address-invalid', { problem: address.problem[input.lang] });
  const id = randomUUID();
  const unit = { name: input.unitName || undefined, kind: input.unitKind, level: input.unitLevel };
  await insertCheck(db, {
    id,
    url: address.url,
    state: 'waiting',
    belonging: input.belonging,
    unit: settleUnit(unit, address.url.hostname, undefined),
    order: {
      by,
      address: input.address,
      unitName: unit.name,
      unitKind: unit.kind,
      unitLevel: unit.level,
      pages: input.closed ? 1 : (input.pages ?? DEFAULT_PAGES),
      browser: !input.closed,
      ...(input.closed && { closed: true }),
      basis: input.basis ?? { kind: 'own-site' },
      lang: input.lang,
    },
  });
  return id;
}

/** The second half, after that transaction. */
export async function sendCheck(jobs: Jobs, id: string, by: CheckOrder['by'] = 'page'): Promise<void> {
  await jobs.send(by === 'schedule' ? SCHEDULED_QUEUE : CHECK_QUEUE, { id } satisfies CheckJob, id);
}
