import {
  APPLICATION_FLAGS,
  APPLICATION_KIND_WORDS,
  APPLICATION_STATE_WORDS,
  type ApplicationInput,
  CONDITION_WORDS,
  FILING_KINDS,
  FILING_WORDS,
  type FilingKind,
} from '@zhengdun/contract';
import type { SheetColumns } from '../../kernel/sheet/index.ts';
import { anyOf } from '../../kernel/value.ts';

type FilingColumn = `${FilingKind}.${'number' | 'filedOn' | 'expiresOn'}`;
export type ApplicationColumn =
  | 'id'
  | 'name'
  | 'unit'
  | 'unitId'
  | 'kind'
  | 'state'
  | 'addresses'
  | 'flags'
  | 'mlpsLevel'
  | 'openedOn'
  | 'hostId'
  | 'isPlatform'
  | FilingColumn;

const KINDS = Object.values(APPLICATION_KIND_WORDS);
const STATES = Object.values(APPLICATION_STATE_WORDS);
const FLAGS = APPLICATION_FLAGS.map((flag) => CONDITION_WORDS[flag]);
const DAY_HINT = { zh: '写作2026-01-31，可留空。', en: 'As 2026-01-31, or empty.' };
export const YES = { zh: '是', en: 'yes' } as const;

/** Columns of import and export of applications. */
export const APPLICATION_COLUMNS: SheetColumns<ApplicationColumn> = {
  id: {
    word: { zh: '编号', en: 'id' },
    hint: {
      zh: '由系统给出。新登记的应用留空；从系统导出后修改的，保持不变。',
      en: 'Given by the system. Leave it empty for a new one; leave it as it is in an exported file.',
    },
    example: '',
  },
  name: {
    word: { zh: '应用名称', en: 'application name' },
    required: true,
    hint: { zh: '不超过120字。', en: 'At most 120 characters.' },
    example: '样例县教育局门户网站',
  },
  unit: {
    word: { zh: '单位', en: 'unit' },
    hint: {
      zh: '已登记的单位名称。有同名单位时改填单位编号。',
      en: 'Name of a registered unit. Where names are the same, give its id.',
    },
    example: '样例县教育局',
  },
  unitId: {
    word: { zh: '单位编号', en: 'unit id' },
    hint: { zh: '可留空；填写后以编号为准。', en: 'May be empty; otherwise it goes before the name.' },
    example: '',
  },
  kind: {
    word: { zh: '应用类型', en: 'kind' },
    required: true,
    hint: { zh: `填写${anyOf(KINDS, 'zh')}。`, en: `One of: ${anyOf(KINDS, 'en')}.` },
    example: '网站',
  },
  state: {
    word: { zh: '状态', en: 'state' },
    hint: {
      zh: `填写${anyOf(STATES, 'zh')}，留空为运行。`,
      en: `One of: ${anyOf(STATES, 'en')}; empty is running.`,
    },
    example: '运行',
  },
  addresses: {
    word: { zh: '地址', en: 'addresses' },
    hint: {
      zh: '主要地址写在最前，一行一个（单元格内换行）。网站、栏目和邮件系统填写网址或域名。',
      en: 'The main one first, one a line within the cell. Web addresses or domains for sites, columns and mail.',
    },
    example: 'www.example.gov.cn',
  },
  flags: {
    word: { zh: '应用情况', en: 'facts' },
    hint: {
      zh: `有的填写，用分号隔开：${FLAGS.map(({ zh }) => zh).join('；')}。`,
      en: `Those that hold, with semicolons between: ${FLAGS.map(({ en }) => en).join('; ')}.`,
    },
    example: '有转载信息；有用户注册',
  },
  mlpsLevel: {
    word: { zh: '等级保护级别', en: 'MLPS level' },
    hint: { zh: '1至5，未定级的留空。', en: '1 to 5; empty when not graded.' },
    example: '2',
  },
  openedOn: { word: { zh: '开通日期', en: 'opened on' }, hint: DAY_HINT, example: '2024-07-01' },
  hostId: {
    word: { zh: '承载平台编号', en: 'platform id' },
    hint: {
      zh: '建在集约化平台、政务云或统一邮箱上的，填写平台的编号。',
      en: 'Id of the platform that it runs on, if any.',
    },
    example: '',
  },
  isPlatform: {
    word: { zh: '供其他单位使用', en: 'is a platform' },
    hint: { zh: '其他单位的应用可以建在上面的，填写是。', en: 'yes where others may run on it.' },
    example: '',
  },
  ...filingColumns(),
};

function filingColumns(): SheetColumns<FilingColumn> {
  const columns = FILING_KINDS.flatMap((kind) => {
    const { zh, en } = FILING_WORDS[kind];
    const hint = { zh: '可留空。', en: 'May be empty.' };
    return [
      [`${kind}.number`, { word: { zh: `${zh}编号`, en: `number of the ${en}` }, hint, example: '' }],
      [
        `${kind}.filedOn`,
        { word: { zh: `${zh}日期`, en: `date of the ${en}` }, hint: DAY_HINT, example: '' },
      ],
      [
        `${kind}.expiresOn`,
        { word: { zh: `${zh}有效期至`, en: `end of the ${en}` }, hint: DAY_HINT, example: '' },
      ],
    ] as const;
  });
  return Object.fromEntries(columns) as SheetColumns<FilingColumn>;
}

/** An application as a row of the file. */
export function applicationCells(
  { id, unit }: { readonly id: string; readonly unit: { readonly id: string; readonly name: string } },
  input: ApplicationInput,
): Record<ApplicationColumn, string> {
  const filings = FILING_KINDS.flatMap((kind) => {
    const filing = input.filings.find((each) => each.kind === kind);
    return [
      [`${kind}.number`, filing?.number ?? ''],
      [`${kind}.filedOn`, filing?.filedOn ?? ''],
      [`${kind}.expiresOn`, filing?.expiresOn ?? ''],
    ] as const;
  });
  return {
    id,
    name: input.name,
    unit: unit.name,
    unitId: unit.id,
    kind: APPLICATION_KIND_WORDS[input.kind].zh,
    state: APPLICATION_STATE_WORDS[input.state].zh,
    addresses: input.addresses.join('\n'),
    flags: input.flags.map((flag) => CONDITION_WORDS[flag].zh).join('；'),
    mlpsLevel: input.mlpsLevel === undefined ? '' : String(input.mlpsLevel),
    openedOn: input.openedOn ?? '',
    hostId: input.hostId ?? '',
    isPlatform: input.isPlatform ? YES.zh : '',
    ...(Object.fromEntries(filings) as Record<FilingColumn, string>),
  };
}
