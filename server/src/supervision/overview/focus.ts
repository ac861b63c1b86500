import type { Lang, OverviewFocus, PlaceFilter } from '@zhengdun/contract';
import type { Transaction } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Scope } from '../../kernel/tenancy/index.ts';
import { type Place, placeOf } from '../../registry/index.ts';
import { namesOf } from './overview.repo.ts';

/** A place that lists can be narrowed to, with its paths. */
export interface NamedPlace {
  readonly filter: PlaceFilter;
  readonly place: Place;
  readonly name: string;
}

const EVERYWHERE = { zh: '全国', en: 'The whole country' };

/** Where a reader may begin: each part of the scope. */
export async function areasOf(trx: Transaction, scope: Scope, lang: Lang): Promise<NamedPlace[]> {
  const codes = scope.regions.map(lastOf);
  const units = scope.sectors.map(lastOf);
  const names = await namesOf(trx, { codes, units });
  return [
    ...scope.regions.map((path) => {
      const code = lastOf(path);
      if (code === '') return { filter: {}, place: {}, name: EVERYWHERE[lang] };
      return { filter: { region: code }, place: { regionPath: path }, name: names.get(code) ?? code };
    }),
    ...scope.sectors.map((path) => {
      const unit = lastOf(path);
      return { filter: { sector: unit }, place: { sectorPath: path }, name: names.get(unit) ?? unit };
    }),
  ];
}

function lastOf(path: string): string {
  return path.split('/').at(-2) ?? '';
}

/**
 * Where the reader stands: what was asked for, or the only area that there is. Undefined where several areas are to be
 * shown beside each other.
 *
 * @throws HouseError `overview-outside`: it does not lie within an area, so its numbers would be a part of the truth
 */
export async function standingAt(
  trx: Transaction,
  areas: readonly NamedPlace[],
  { region, sector }: Pick<OverviewFocus, 'region' | 'sector'>,
): Promise<{ area: NamedPlace; filter: PlaceFilter; place: Place } | undefined> {
  if (region === undefined && sector === undefined) {
    const [area] = areas;
    return area && areas.length === 1 ? { area, filter: area.filter, place: area.place } : undefined;
  }
  const filter = { ...(region !== undefined && { region }), ...(sector !== undefined && { sector }) };
  const place = await placeOf(trx, filter);
  const area = areas.find((each) => liesWithin(place, each.place));
  if (!area) throw new HouseError('overview-outside', {});
  return { area, filter, place };
}

function liesWithin(place: Place, area: Place): boolean {
  const region = area.regionPath === undefined || place.regionPath?.startsWith(area.regionPath) === true;
  const sector = area.sectorPath === undefined || place.sectorPath?.startsWith(area.sectorPath) === true;
  return region && sector;
}

/** The way from the area down to where one stands: first the divisions, then the units. */
export async function wayTo(
  trx: Transaction,
  { area, filter, place }: { area: NamedPlace; filter: PlaceFilter; place: Place },
): Promise<{ place: PlaceFilter; name: string }[]> {
  const codes = below(place.regionPath, area.place.regionPath);
  const units = below(place.sectorPath, area.place.sectorPath);
  const names = await namesOf(trx, { codes, units });
  const { sector } = area.filter;
  const named = (key: string) => names.get(key);
  return [
    { place: area.filter, name: area.name },
    ...codes.map((region) => ({ place: { ...(sector && { sector }), region }, name: named(region) })),
    ...units.map((unit) => ({
      place: { ...(filter.region && { region: filter.region }), sector: unit },
      name: named(unit),
    })),
  ].flatMap(({ name, ...step }) => (name === undefined ? [] : [{ ...step, name }]));
}

/** Parts of a path after its beginning. */
function below(path = '', beginning = ''): string[] {
  return path.slice(beginning.length).split('/').filter(Boolean);
}
