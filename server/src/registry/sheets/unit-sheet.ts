import {
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  UNIT_POST_WORDS,
  UNIT_POSTS,
  type UnitPost,
} from '@zhengdun/contract';
import type { SheetColumns } from '../../kernel/sheet/index.ts';
import { anyOf } from '../../kernel/value.ts';
import type { RegionRow, UnitRow } from '../tables.ts';
import type { unitInputOf } from '../units/unit.ts';

type PostColumn = `${UnitPost}.${'name' | 'title' | 'phone'}`;
export type UnitColumn =
  | 'id'
  | 'name'
  | 'kind'
  | 'level'
  | 'creditCode'
  | 'region'
  | 'superior'
  | 'superiorId'
  | PostColumn;

const KINDS = Object.values(UNIT_KIND_WORDS);
const LEVELS = Object.values(UNIT_LEVEL_WORDS);

/** Columns of import and export of units. */
export const UNIT_COLUMNS: SheetColumns<UnitColumn> = {
  id: {
    word: { zh: '编号', en: 'id' },
    hint: {
      zh: '由系统给出。新登记的单位留空；从系统导出后修改的，保持不变。',
      en: 'Given by the system. Leave it empty for a new unit; leave it as it is in an exported file.',
    },
    example: '',
  },
  name: {
    word: { zh: '单位名称', en: 'unit name' },
    required: true,
    hint: { zh: '单位全称，不超过120字。', en: 'Full name, at most 120 characters.' },
    example: '样例县教育局',
  },
  kind: {
    word: { zh: '单位性质', en: 'kind' },
    required: true,
    hint: { zh: `填写${anyOf(KINDS, 'zh')}。`, en: `One of: ${anyOf(KINDS, 'en')}.` },
    example: '党政机关',
  },
  level: {
    word: { zh: '行政级别', en: 'level' },
    required: true,
    hint: { zh: `填写${anyOf(LEVELS, 'zh')}。`, en: `One of: ${anyOf(LEVELS, 'en')}.` },
    example: '县级部门',
  },
  creditCode: {
    word: { zh: '统一社会信用代码', en: 'credit code' },
    hint: { zh: '18位，可留空。', en: '18 characters, or empty.' },
    example: '91350100M000100Y43',
  },
  region: {
    word: { zh: '行政区划', en: 'region' },
    required: true,
    hint: {
      zh: '填写6位代码，或从省写起的全称，或先代码后名称。',
      en: 'The code of 6 digits, or the full name from the province, or both.',
    },
    example: '330102 浙江省杭州市上城区',
  },
  superior: {
    word: { zh: '主管部门', en: 'superior' },
    hint: {
      zh: '填写主管部门的名称，可以是本表中的单位。有同名单位时改填编号。',
      en: 'Name of the superior, which may stand in this very file. Where names are the same, give the id.',
    },
    example: '样例市教育局',
  },
  superiorId: {
    word: { zh: '主管部门编号', en: 'superior id' },
    hint: { zh: '可留空；填写后以编号为准。', en: 'May be empty; otherwise it goes before the name.' },
    example: '',
  },
  ...postColumns(),
};

function postColumns(): SheetColumns<PostColumn> {
  const columns = UNIT_POSTS.flatMap((post) => {
    const { zh, en } = UNIT_POST_WORDS[post];
    const day = post === 'liaison';
    return [
      [
        `${post}.name`,
        { word: { zh, en }, hint: { zh: '姓名，可留空。', en: 'Name, or empty.' }, example: '甲某' },
      ],
      [
        `${post}.title`,
        {
          word: { zh: `${zh}职务`, en: `title of the ${en}` },
          hint: { zh: '可留空。', en: 'May be empty.' },
          example: '',
        },
      ],
      [
        `${post}.phone`,
        {
          word: { zh: `${zh}电话`, en: `phone of the ${en}` },
          hint: day
            ? { zh: '24小时可接通的电话。', en: 'A phone that is answered day and night.' }
            : { zh: '可留空。', en: 'May be empty.' },
          example: '',
        },
      ],
    ] as const;
  });
  return Object.fromEntries(columns) as SheetColumns<PostColumn>;
}

/** A unit as a row of the file. */
export function unitCells(
  unit: UnitRow,
  {
    input,
    region,
    superior,
  }: {
    readonly input: ReturnType<typeof unitInputOf>;
    readonly region: { readonly code: string; readonly fullName: string };
    readonly superior: UnitRow | undefined;
  },
): Record<UnitColumn, string> {
  const posts = UNIT_POSTS.flatMap((post) => {
    const contact = input.contacts.find((each) => each.post === post);
    return [
      [`${post}.name`, contact?.name ?? ''],
      [`${post}.title`, contact?.title ?? ''],
      [`${post}.phone`, contact?.phone ?? ''],
    ] as const;
  });
  return {
    id: unit.id,
    name: input.name,
    kind: UNIT_KIND_WORDS[input.kind].zh,
    level: UNIT_LEVEL_WORDS[input.level].zh,
    creditCode: input.creditCode ?? '',
    region: `${region.code} ${region.fullName}`,
    superior: superior?.name ?? '',
    superiorId: unit.superior_id ?? '',
    ...(Object.fromEntries(posts) as Record<PostColumn, string>),
  };
}

/** Full names of divisions, and divisions by them. */
export interface RegionNames {
  readonly byCode: ReadonlyMap<string, RegionRow>;
  readonly codeOf: ReadonlyMap<string, string>;
  readonly fullName: (code: string) => string;
}

export function regionNames(rows: readonly RegionRow[]): RegionNames {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const fullName = (code: string): string =>
    (byCode.get(code)?.path ?? '')
      .split('/')
      .filter(Boolean)
      .map((each) => byCode.get(each)?.name ?? '')
      .join('');
  return { byCode, codeOf: new Map(rows.map(({ code }) => [fullName(code), code])), fullName };
}

/**
 * Whether what is written after a code is not the division's name, in full or as it ends: `330102 杭州市` is either a wrong
 * code or a wrong name.
 */
export function contradictsRegion(cell: string, names: RegionNames): boolean {
  const [code = '', ...words] = cell.split(/\s+/);
  const written = words.join('');
  return written !== '' && names.byCode.has(code) && !names.fullName(code).endsWith(written);
}

/** The code in a cell: `330102`, `330102 浙江省杭州市上城区` or the full name alone; undefined where none is meant. */
export function regionCodeIn(cell: string, names: RegionNames): string | undefined {
  const [first = ''] = cell.split(/\s+/);
  if (names.byCode.has(first)) return first;
  return names.codeOf.get(cell.replaceAll(/\s+/g, ''));
}
