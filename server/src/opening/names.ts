import type { NameForm, UnitKind, UnitLevel } from '@zhengdun/contract';
import { usesEntityName } from '../inspection/index.ts';

/** What a name is judged by. */
export interface NamedUnit {
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  /** names of its region from the province downwards */
  readonly regions: readonly string[];
}

export interface NamePart {
  readonly name: string;
  readonly form: NameForm;
}

/** What ends the name of an entity and is not its duty; the longest first. */
const OFFICE =
  /(人民政府办公[厅室]|人民政府|管理委员会|工作委员会|委员会|管理局|办公[厅室]|政府|总局|[局厅委办])$/;
/** What a name says of the medium and not of whom it is. */
const MEDIUM =
  /(政府|政务)?(官方|门户)?(网站|官网|网|平台|客户端|小程序|公众号|服务号|订阅号|视频号|微博|发布|APP)$/i;

/** 教育 of 样例市教育局. Empty for the government of the region itself. */
export function dutyOf({ name, regions }: NamedUnit): string {
  const region = regionIn(name, regions);
  const rest = region === undefined ? name : name.slice(name.indexOf(region) + region.length);
  return rest.replace(OFFICE, '');
}

/** The innermost region of the unit whose name stands in a text. */
function regionIn(text: string, regions: readonly string[]): string | undefined {
  return [...regions].reverse().find((region) => text.includes(region));
}

/**
 * Names that Art. 8 has in mind, the likeliest first: the entity's own name, its usual short form, and the region with
 * the duty.
 */
export function proposeNames(unit: NamedUnit, medium: string): NamePart[] {
  const region = unit.regions.at(-1) ?? '';
  const duty = dutyOf(unit);
  const short = unit.name
    .replace(/人民政府(办公[厅室])?$/, '政府')
    .replace(/党组$/, '')
    .replace(/(.)管理局$/, '$1局');
  const other = duty.length >= 2 && region !== '' ? [`${region}${duty}`] : [];
  return [...new Set([unit.name, short, ...other])].map((name) => {
    const whole = `${name}${medium}`;
    return { name: whole, form: formOf(whole, unit) };
  });
}

/** How a name is made. Region and duty: it begins with a region of the unit and says something besides the medium. */
export function formOf(name: string, unit: NamedUnit): NameForm {
  const core = name.replace(MEDIUM, '').replace(OFFICE, '');
  // The bare region is no short form of every unit in it.
  const isBareRegion = unit.regions.includes(core) && dutyOf(unit) !== '';
  if (!isBareRegion && usesEntityName(name.replace(MEDIUM, ''), unit.name)) return 'entity';
  const region = unit.regions.find((each) => name.startsWith(each) || name.startsWith(shortRegion(each)));
  if (region === undefined || isBareRegion) return 'other';
  const begins = name.startsWith(region) ? region : shortRegion(region);
  return core.slice(begins.length).length >= 2 ? 'region-duty' : 'other';
}

/** 样例 of 样例市; two characters at least. */
function shortRegion(region: string): string {
  const short = region.replace(/(壮族自治区|回族自治区|维吾尔自治区|自治[区州县]|[省市区县州盟旗])$/, '');
  return short.length >= 2 ? short : region;
}

/** Words that say more than the unit is. */
const NATION = ['中央', '中国', '中华', '全国', '国家', '国务院'] as const;

/** A word of the name that only central organs bear; undefined where the unit's own name has it. */
export function nationalWord(name: string, unit: NamedUnit): string | undefined {
  if (unit.level === 'central') return undefined;
  return NATION.find((word) => name.includes(word) && !unit.name.includes(word));
}

/**
 * A region above the unit's own that the name takes for itself: 样例省 of 样例省教育 where the unit is a city's. Undefined
 * where the unit's own region, or the unit's own name, stands there too.
 */
export function regionAbove(name: string, { name: entity, regions }: NamedUnit): string | undefined {
  const own = regions.at(-1);
  if (own === undefined || name.includes(shortRegion(own))) return undefined;
  return regions.slice(0, -1).find((region) => name.includes(region) && !entity.includes(region));
}
