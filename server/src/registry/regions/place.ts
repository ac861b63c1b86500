import type { Narrowed, PlaceFilter } from '@zhengdun/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { beginsWith } from '../../kernel/tenancy/index.ts';
import { findUnit } from '../units/unit.repo.ts';
import { demandRegion } from './regions.ts';

/** A part of the two trees that units stand in, by its paths; whatever is missing does not narrow it. */
export interface Place {
  /** beginning of the region's path */
  readonly regionPath?: string | undefined;
  /** the region's path itself: nothing below it */
  readonly ownRegionPath?: string | undefined;
  /** beginning of the sector's path */
  readonly sectorPath?: string | undefined;
}

/**
 * The paths of what a list is narrowed to.
 *
 * @param trx within the scope of whoever asks
 * @throws HouseError `region-unknown`, `unit-unknown`
 */
export async function placeOf(trx: Database, { region, regionOnly, sector }: PlaceFilter): Promise<Place> {
  return {
    regionPath: region ? (await demandRegion(trx, region)).path : undefined,
    ownRegionPath: regionOnly ? (await demandRegion(trx, regionOnly)).path : undefined,
    sectorPath: sector ? await sectorPathOf(trx, sector) : undefined,
  };
}

async function sectorPathOf(trx: Database, id: string): Promise<string> {
  const unit = await findUnit(trx, id);
  if (!unit) throw new HouseError('unit-unknown', {});
  return unit.sector_path;
}

/** What a filter narrows a list to, by name. @throws HouseError `region-unknown`, `unit-unknown` */
export async function narrowedBy(trx: Database, filter: PlaceFilter): Promise<Narrowed[]> {
  const narrowed: Narrowed[] = [];
  for (const by of ['region', 'regionOnly'] as const) {
    const code = filter[by];
    if (code !== undefined) narrowed.push({ by, name: (await demandRegion(trx, code)).name });
  }
  for (const by of ['sector', 'unit'] as const) {
    const id = filter[by];
    const unit = id === undefined ? undefined : await findUnit(trx, id);
    if (unit) narrowed.push({ by, name: unit.name });
  }
  return narrowed;
}

/** @param table name or alias of a table with the two paths */
export function inPlace(table: string, place: Place): RawBuilder<boolean> {
  const { regionPath, ownRegionPath, sectorPath } = place;
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const parts = [
    sql<boolean>`true`,
    ...(regionPath ? [beginsWith(column('region_path'), regionPath)] : []),
    ...(ownRegionPath ? [sql<boolean>`${column('region_path')} = ${ownRegionPath}`] : []),
    ...(sectorPath ? [beginsWith(column('sector_path'), sectorPath)] : []),
  ];
  return sql<boolean>`(${sql.join(parts, sql` AND `)})`;
}
