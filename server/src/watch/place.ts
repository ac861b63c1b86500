import type { NewPause } from '@zhengdun/contract';
import type { Transaction } from '../kernel/database/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import type { Scope } from '../kernel/tenancy/index.ts';
import type { Place } from './tables.ts';

/**
 * The place that a person has named, if it lies whole within a scope; the database holds the same.
 *
 * @throws HouseError `place-unknown`
 */
export async function demandPlace(
  trx: Transaction,
  scope: Scope,
  { area, place }: Pick<NewPause, 'area' | 'place'>,
): Promise<Place> {
  const found = area === 'region' ? await regionPlace(trx, place) : await unitPlace(trx, area, place);
  if (!found || !reaches(scope, found)) throw new HouseError('place-unknown', {});
  return found;
}

/** Whether a scope holds a place whole. A unit must have been found within the scope. */
export function reaches({ regions, sectors }: Scope, place: Place): boolean {
  if (regions.includes('')) return true;
  if (place.area === 'region') return regions.some((prefix) => place.region_path.startsWith(prefix));
  if (place.area === 'unit') return true;
  // Units below may lie in other regions.
  return sectors.some((prefix) => place.sector_path?.startsWith(prefix));
}

async function regionPlace(trx: Transaction, code: string): Promise<Place | undefined> {
  if (code === '') return { area: 'region', unit_id: null, region_path: '', sector_path: null };
  const region = await trx
    .selectFrom('registry_region')
    .select('path')
    .where('code', '=', code)
    .executeTakeFirst();
  return region && { area: 'region', unit_id: null, region_path: region.path, sector_path: null };
}

async function unitPlace(trx: Transaction, area: 'sector' | 'unit', id: string): Promise<Place | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  const unit = await trx
    .selectFrom('registry_unit')
    .select(['region_path', 'sector_path'])
    .where('id', '=', id)
    .executeTakeFirst();
  return unit && { area, unit_id: id, ...unit };
}
