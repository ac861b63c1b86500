import type { Belonging } from './tables.ts';

/** The three columns that say whose a row is, alone: to be written beside another row of the same unit. */
export function ownedAs({ unit_id, region_path, sector_path }: Belonging): Belonging {
  return { unit_id, region_path, sector_path };
}
