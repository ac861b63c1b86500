import { type Holders, type PermissionName, rolesWith } from '@zhengdun/contract';
import { sql } from 'kysely';
import type { Transaction } from '../../kernel/database/index.ts';
import {
  type Actor,
  type Belonging,
  belongingOf,
  EVERYTHING,
  withinScope,
} from '../../kernel/tenancy/index.ts';
import type { IdentityTools } from '../tools.ts';
import { nearestWith } from './people-with.ts';

/** Of each: whoever asks needs one to turn to. */
const MOST = 5;

/**
 * Who may do what the reader may not, and who could grant it, so that nobody stands before a closed door without a name: those who
 * stand nearest over the reader's unit, with unit and roles, never with more.
 */
export async function readHolders(
  { db, now }: Pick<IdentityTools, 'db' | 'now'>,
  { unitId }: Actor,
  permission: PermissionName,
): Promise<Holders> {
  if (unitId === undefined) return { holders: [], granting: [] };
  return withinScope(db, EVERYTHING, async (trx) => {
    const over = await belongingOf(trx, unitId);
    return {
      holders: await nearest(trx, over, { permission, now: now() }),
      granting: await nearest(trx, over, { permission: 'grant.give', now: now() }),
    };
  });
}

async function nearest(
  trx: Transaction,
  over: Belonging,
  { permission, now }: { readonly permission: PermissionName; readonly now: Date },
): Promise<Holders['holders']> {
  const ids = await nearestWith(trx, { over, permission, now });
  const { rows } = await sql<Holders['holders'][number]>`
    SELECT p.name, u.name AS "unitName", array_agg(DISTINCT g.role ORDER BY g.role) AS roles
    FROM identity_person p
    JOIN registry_unit u ON u.id = p.unit_id
    JOIN identity_grant g ON g.person_id = p.id
    WHERE p.id = ANY (${ids}::uuid[]) AND g.role = ANY (${rolesWith(permission)}::text[])
      AND g.starts_at <= ${now} AND identity_grant_end(g.ends_at, g.ended_at) > ${now}
    GROUP BY p.id, p.name, u.name, u.id
    ORDER BY u.id <> ${over.unit_id}, p.name COLLATE "zh-Hans-x-icu", p.id LIMIT ${MOST}`.execute(trx);
  return rows;
}
