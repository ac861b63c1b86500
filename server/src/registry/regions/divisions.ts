import { createHash } from 'node:crypto';
import { areaList } from '@vant/area-data';

/** An administrative division of GB/T 2260. */
export interface Division {
  /** six digits: `330102` */
  readonly code: string;
  readonly name: string;
  /** codes from the province downwards, each ended by `/` */
  readonly path: string;
  readonly parent: string | undefined;
}

/** The package lists them among the counties; the standard has them no more, or never had them. */
const NOT_IN_FORCE = new Set([
  // 江北新区, 南京: a new area, no division
  '320112',
  // 港闸区, 南通: merged 2020-06
  '320611',
  // 长岛县, 烟台: merged 2020-06
  '370634',
  // 梅列区, 三明: merged 2021-02
  '350402',
]);

/** Cities without counties: 东莞, 中山, 儋州, 嘉峪关. What the package lists below them are towns. */
const WITHOUT_COUNTIES = ['4419', '4420', '4604', '6202'];

/**
 * Provinces, cities and counties of the mainland in the order of their codes, which is from the top downwards. The
 * package fills its pickers: what stands in no standard (开发区 with the numbers 71 to 80 and 90 to 99 of statistics,
 * 「市辖区」 and 「省直辖县」 as if they were cities) is left out, and counties that a province governs stand below it.
 */
export function divisions(): readonly Division[] {
  const found = new Map<string, Division>();
  const put = (code: string, name: string, parent: string | undefined): void => {
    found.set(code, { code, name, parent, path: `${parent ? (found.get(parent)?.path ?? '') : ''}${code}/` });
  };
  for (const [code, name] of mainland(areaList.province_list)) put(code, name, undefined);
  for (const [code, name] of mainland(areaList.city_list)) {
    if (isCity(code)) put(code, name, `${code.slice(0, 2)}0000`);
  }
  for (const [code, name] of mainland(areaList.county_list)) {
    const city = `${code.slice(0, 4)}00`;
    if (isCounty(code)) put(code, name, found.has(city) ? city : `${code.slice(0, 2)}0000`);
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Digest by which the program knows whether these divisions are loaded. */
export function divisionsEdition(all: readonly Division[]): string {
  const lines = all.map(({ path, name }) => `${path} ${name}`).join('\n');
  return createHash('sha256').update(lines).digest('hex');
}

/** Taiwan, Hong Kong and Macao have divisions of their own; the Regulation binds no unit there. */
function mainland(list: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(list).filter(([code]) => code < '700000');
}

/** 01 and 02 are the counties of a municipality, 90 those that a province governs itself. */
function isCity(code: string): boolean {
  const city = code.slice(2, 4);
  const isMunicipality = ['11', '12', '31', '50'].includes(code.slice(0, 2));
  return city !== '90' && !isMunicipality;
}

function isCounty(code: string): boolean {
  const county = Number(code.slice(4));
  const isStatistical = (county >= 71 && county <= 80) || county >= 90;
  return !isStatistical && !NOT_IN_FORCE.has(code) && !WITHOUT_COUNTIES.includes(code.slice(0, 4));
}
