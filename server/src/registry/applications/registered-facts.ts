import type { Filing } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import type { Belonging } from '../../kernel/tenancy/index.ts';
import { findUnit } from '../units/unit.repo.ts';
import { belongingOf } from '../units/unit.ts';
import { findApplication, findFilings } from './application.repo.ts';
import { applicationInputOf } from './application.ts';
import type { ApplicationFacts, UnitFacts } from './short-list.ts';

/** A unit as other modules judge by it. */
export interface RegisteredUnit extends UnitFacts {
  readonly id: string;
  readonly name: string;
  readonly belonging: Belonging;
}

/** An application as other modules judge by it, with its unit. */
export interface RegisteredApplication extends ApplicationFacts {
  readonly id: string;
  readonly name: string;
  readonly unit: RegisteredUnit;
  /** the platform that it runs on */
  readonly hostId: string | undefined;
  readonly filings: readonly Filing[];
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findUnitFacts(db: Database, id: string): Promise<RegisteredUnit | undefined> {
  const row = await findUnit(db, id);
  return row && { id, name: row.name, kind: row.kind, level: row.level, belonging: belongingOf(row) };
}

/** Undefined where the scope of the transaction does not hold it. */
export async function findApplicationFacts(
  db: Database,
  id: string,
): Promise<RegisteredApplication | undefined> {
  const row = await findApplication(db, id);
  const unit = row && (await findUnitFacts(db, row.unit_id));
  if (!row || !unit) return undefined;
  const { kind, flags, filings } = applicationInputOf(row, await findFilings(db, [id]));
  return {
    id,
    name: row.name,
    unit,
    kind,
    flags,
    filings,
    hosted: row.host_id !== null,
    hostId: row.host_id ?? undefined,
    closed: row.state === 'closed',
    ...(row.mlps_level !== null && { mlpsLevel: row.mlps_level }),
  };
}
