import {
  DISCLAIMER,
  FINDING_FILE_ROWS,
  FINDING_MARK_WORDS,
  FINDING_STATE_WORDS,
  type FindingFilter,
  type Lang,
} from '@zhengdun/contract';
import { basisText, obligation } from '@zhengdun/rulebook';
import type { Database } from '../../kernel/database/index.ts';
import {
  body,
  cellText,
  DOCX_MEDIA_TYPE,
  emptyLine,
  fontsFor,
  LANDSCAPE_TEXT_WIDTH,
  renderDocument,
  table,
  title,
} from '../../kernel/docx/index.ts';
import { type SheetFile, writeRegister } from '../../kernel/sheet/index.ts';
import { scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { measureOf } from '../findings/finding-words.ts';
import { type FiledFinding, type Reading, readAllFindings } from '../findings/read-findings.ts';
import { dayText, termText } from '../term-words.ts';

/** Columns: width on the sheet in characters, and on paper in parts of the whole. */
const HEADS = [
  { zh: '序号', en: 'No.', width: 6, paper: 5 },
  { zh: '单位', en: 'Unit', width: 18, paper: 10 },
  { zh: '应用', en: 'Application', width: 18, paper: 11 },
  { zh: '问题', en: 'Finding', width: 26, paper: 14 },
  { zh: '依据', en: 'Basis', width: 34, paper: 17 },
  { zh: '整改措施', en: 'Measure', width: 34, paper: 17 },
  { zh: '责任人', en: 'Person', width: 12, paper: 6 },
  { zh: '期限', en: 'Term', width: 16, paper: 7 },
  { zh: '状态', en: 'State', width: 12, paper: 6 },
  { zh: '办结时间', en: 'Closed on', width: 16, paper: 7 },
] as const;

const TITLE = { zh: '互联网政务应用安全问题整改台账', en: 'Rectification register' };
/** Rows that a paper holds; a sheet holds more. */
const PAPER_ROWS = 2000;

type Form = 'xlsx' | 'docx';

/** 整改台账 of everything that the reader sees under a filter, as it is handed in. */
export async function rectificationRegister(
  db: Database,
  reading: Reading,
  { filter, form }: { readonly filter: FindingFilter; readonly form: Form },
): Promise<SheetFile> {
  const scope = scopeOf(reading.actor, 'finding.read');
  const { lang, now } = reading;
  const limit = form === 'docx' ? PAPER_ROWS : FINDING_FILE_ROWS;
  const { found, total } = await withinScope(db, scope, (trx) =>
    readAllFindings(trx, scope, { ...reading, filter, limit }),
  );
  const register = {
    about: aboutText({ until: dayText(now.toISOString(), lang), total, shown: found.length }, lang),
    rows: found.map((each, index) => cellsOf(each, index + 1, lang)),
  };
  if (form === 'docx')
    return { bytes: Buffer.from(await registerDocument(register, lang)), mediaType: DOCX_MEDIA_TYPE };
  return writeRegister({
    ...register,
    title: TITLE[lang],
    heads: HEADS.map(({ width, ...words }) => ({ text: words[lang], width })),
    note: DISCLAIMER[lang],
  });
}

/** 「数据截至…，共n项」, and where it was cut. */
function aboutText(
  { until, total, shown }: { readonly until: string; readonly total: number; readonly shown: number },
  lang: Lang,
): string {
  const isCut = shown < total;
  if (lang === 'zh') {
    const cut = isCut ? `；本台账只列前${shown}项，其余${total - shown}项请缩小筛选范围后另行下载` : '';
    return `数据截至${until}，共${total}项${cut}`;
  }
  const cut = isCut
    ? `; only the first ${shown} are listed: narrow the filter for the other ${total - shown}`
    : '';
  return `As of ${until}, ${total} in all${cut}`;
}

async function registerDocument(
  { about, rows }: { readonly about: string; readonly rows: readonly (readonly string[])[] },
  lang: Lang,
): Promise<Uint8Array> {
  const fonts = fontsFor(lang, {});
  return renderDocument({
    subject: TITLE[lang],
    description: about,
    lang,
    fonts,
    landscape: true,
    sections: [
      [
        ...title([TITLE[lang]], fonts),
        emptyLine(fonts),
        body(about, fonts, { indent: { firstLine: 0 }, keepNext: true }),
        table(rows, { widths: paperWidths(), heads: HEADS.map((head) => head[lang]), centred: [0] }, fonts),
        cellText('', fonts),
        cellText(DISCLAIMER[lang], fonts),
      ],
    ],
  });
}

function paperWidths(): number[] {
  const parts = HEADS.reduce((sum, { paper }) => sum + paper, 0);
  return HEADS.map(({ paper }) => Math.floor((LANDSCAPE_TEXT_WIDTH * paper) / parts));
}

function cellsOf({ row, record, facts }: FiledFinding, number: number, lang: Lang): string[] {
  const known = obligation(row.obligation.id);
  const words = [
    FINDING_STATE_WORDS[row.state][lang],
    ...row.marks.map((mark) => FINDING_MARK_WORDS[mark][lang]),
  ];
  return [
    String(number),
    row.unit.name,
    row.application.name,
    row.problem,
    known ? basisText(known.position, lang) : '',
    measureOf(record, facts, lang),
    row.assignee?.name ?? '',
    termText(row.term, lang),
    words.join(lang === 'zh' ? '，' : ', '),
    row.closedAt ? dayText(row.closedAt, lang) : '',
  ];
}
