import type { CheckedUnit, UnitKind, UnitLevel } from '@zhengdun/contract';
import { hasOrganSuffix } from './organ-hosts.ts';
import { metaContent } from './probes/html/metas.ts';
import type { PageFacts } from './probes/html/page-facts.ts';

export interface GivenUnit {
  readonly name?: string | undefined;
  readonly kind?: UnitKind | undefined;
  readonly level?: UnitLevel | undefined;
}

const INSTITUTION_SUFFIX = /\.(edu\.cn|ac\.cn|xn--55qw42g|xn--55qw42g\.cn)$/i;
const ORGAN_NAME =
  /(人民政府|人民代表大会|政协|委员会|人民法院|人民检察院|[市县区省州厅]委|办公室|办公厅|管理局|局|厅)(门户)?(网站?群?|官网)?[!！]?$/;
const INSTITUTION_NAME =
  /(大学|学院|学校|中学|小学|幼儿园|医院|卫生院|研究院|研究所|研究中心|图书馆|博物馆|档案馆|纪念馆|文化宫|少年宫|气象台|血站|血液中心|急救中心|文化馆|美术馆|科技馆|体育馆|出版社|服务中心|保健院|疾控中心|疾病预防控制中心|检定所|检验所|检测院|监测站|党校)(新闻网|门户)?(网站?|官网)?$/;
/** Beijing, Tianjin, Shanghai, Chongqing: their districts rank with prefectures. */
const MUNICIPALITIES = new Set(['11', '12', '31', '50']);

/** What was given wins; the rest is guessed from name and page and marked as guessed. */
export function settleUnit(given: GivenUnit, host: string, home: PageFacts | undefined): CheckedUnit {
  const kind = given.kind ? { kind: given.kind, from: 'given' as const } : guessKind(host, home);
  const level = given.level ? { level: given.level, from: 'given' as const } : guessLevel(home);
  return {
    ...(given.name && { name: given.name }),
    ...(kind.kind && { kind: kind.kind }),
    ...(level.level && { level: level.level }),
    from: { kind: kind.from, level: level.from },
  };
}

function guessKind(
  host: string,
  home: PageFacts | undefined,
): { kind?: UnitKind; from: CheckedUnit['from']['kind'] } {
  if (hasOrganSuffix(host)) return { kind: 'organ', from: 'suffix' };
  // An education authority under .edu.cn is an organ, and a school may be signed for by one: the name does not settle it.
  const signs = home?.footer.organiser ?? home?.footer.holder ?? '';
  if (INSTITUTION_SUFFIX.test(host) && /教育(局|厅|委员会)$/.test(signs)) return { from: 'none' };
  if (INSTITUTION_SUFFIX.test(host)) return { kind: 'institution', from: 'suffix' };
  const name =
    (home && metaContent(home.metas, 'SiteName')) ??
    home?.title
      .split(/[-_|—]/)
      .at(-1)
      ?.trim() ??
    '';
  if (INSTITUTION_NAME.test(name)) return { kind: 'institution', from: 'page' };
  if (ORGAN_NAME.test(name)) return { kind: 'organ', from: 'page' };
  // A name that says nothing, 某某县人力资源网, is signed for by whom it belongs to.
  if (INSTITUTION_NAME.test(signs)) return { kind: 'institution', from: 'page' };
  if (/^[\u4e00-\u9fff]{3,30}$/.test(signs) && ORGAN_NAME.test(signs)) return { kind: 'organ', from: 'page' };
  return { from: 'none' };
}

/**
 * The 网站标识码 begins with the division code (GB/T 2260); central departments have bm. Below county level the code
 * says nothing, the site's name does: 某某县人民政府, 某某县教育局, 某某镇人民政府.
 */
function guessLevel(home: PageFacts | undefined): { level?: UnitLevel; from: CheckedUnit['from']['level'] } {
  const byCode = levelOfCode(home);
  const name = ((home && metaContent(home.metas, 'SiteName')) ?? '').replace(/(门户)?(网站?|官网)$/, '');
  if (byCode.level !== 'county' && byCode.level !== undefined) return byCode;
  if (/(镇|乡|街道)(人民政府|办事处)?$/.test(name)) return { level: 'township', from: 'page' };
  if (/[县区旗市](人民政府|政府)$/.test(name) && byCode.level === 'county')
    return { level: 'county', from: 'page' };
  if (/[县区旗市].{1,14}(局|委员会|办公室|中心)$/.test(name) && byCode.level === 'county') {
    return { level: 'county-department', from: 'page' };
  }
  return byCode;
}

function levelOfCode(home: PageFacts | undefined): { level?: UnitLevel; from: CheckedUnit['from']['level'] } {
  const code = home?.siteCodes.find((each) => /^(bm\d{8}|\d{10})$/.test(each.code))?.code;
  if (!code) return { from: 'none' };
  if (code.startsWith('bm')) return { level: 'central', from: 'code' };
  const [province, prefecture, county] = [code.slice(0, 2), code.slice(2, 4), code.slice(4, 6)];
  if (prefecture === '00' && county === '00') return { level: 'provincial', from: 'code' };
  if (county === '00' || (province && MUNICIPALITIES.has(province)))
    return { level: 'prefectural', from: 'code' };
  return { level: 'county', from: 'code' };
}
