import {
  APPLICATION_KIND_WORDS,
  CHAPTERS,
  DISCLAIMER,
  type Lang,
  REASON_WORDS,
  type Summary,
  UNIT_KIND_WORDS,
  UNIT_LEVEL_WORDS,
  VERDICT_WORDS,
} from '@zhengdun/contract';
import { basisText, obligation } from '@zhengdun/rulebook';
import {
  type Block,
  body,
  cellText,
  emptyLine,
  fontsFor,
  heading,
  renderDocument,
  reportTitle,
  secondLevel,
  signatureLines,
  signTable,
  TO_FILL,
  table,
} from '../../kernel/docx/index.ts';
import { dayText, termText } from '../term-words.ts';
import { type ProblemGroup, REPORT_BOUNDS, type SettleGroup, type UnitReport } from './read-unit-report.ts';
import { checksAnnex, cutNote, findingsAnnex, type UnitReportContext } from './unit-report-annexes.ts';
import { REPORT_HEADS, REPORT_WORDS as WORDS } from './unit-report-words.ts';

/**
 * 自查报告 of a unit over all of its applications, in the form of GB/T 9704-2012 (console.md §4.2). The unit adds its red
 * head, number and seal; what a person must write is 【待填写】.
 */
export function unitReportDocument(report: UnitReport, lang: Lang): Promise<Uint8Array> {
  const fonts = fontsFor(lang, {});
  const context = { report, lang, fonts };
  return renderDocument({
    subject: WORDS.subject[lang],
    description: report.unit.name,
    lang,
    fonts,
    sections: [
      [
        ...opening(context),
        ...general(context),
        ...results(context),
        ...problems(context),
        ...settling(context),
        ...closing(context),
      ],
      findingsAnnex(context),
      checksAnnex(context),
    ],
  });
}

function opening({ report, lang, fonts }: UnitReportContext): Block[] {
  const { name } = report.unit;
  const { counted, summary } = report;
  const day = dayText(report.asOf, lang);
  const sentence =
    lang === 'zh'
      ? `按照《互联网政务应用安全管理规定》（以下简称《规定》）要求，我单位对所办互联网政务应用开展安全自查。截至${day}，应用台账有应用${counted.applications}个，已检测${counted.checked}个，${conclusion(summary, lang)}。现将有关情况报告如下。`
      : `As the Regulation on the Security of Internet Government Applications demands, we inspected our applications. On ${day} the register held ${counted.applications} of them, ${counted.checked} of which were checked. ${conclusion(summary, lang)}.`;
  return [
    ...reportTitle(name, lang, fonts),
    emptyLine(fonts),
    body(lang === 'zh' ? `${TO_FILL.zh}：` : `To: ${TO_FILL.en}`, fonts, { indent: { firstLine: 0 } }),
    body(sentence, fonts),
  ];
}

function conclusion({ unmet, unknown }: Summary, lang: Lang): string {
  if (lang === 'zh') {
    if (unmet > 0) return `有${unmet}项不符合、${unknown}项无法判定未办结`;
    return unknown > 0 ? `没有未办结的不符合，有${unknown}项无法判定` : '没有未办结的问题';
  }
  return `Still to be settled: ${unmet} not met, ${unknown} undetermined`;
}

function general({ report, lang, fonts }: UnitReportContext): Block[] {
  const { unit, applications, counted } = report;
  const kind = `${UNIT_KIND_WORDS[unit.kind][lang]}${lang === 'zh' ? '，' : ', '}${UNIT_LEVEL_WORDS[unit.level][lang]}`;
  const zh = lang === 'zh';
  const rows = applications.map((each, index) => [
    String(index + 1),
    each.name,
    APPLICATION_KIND_WORDS[each.kind][lang],
    each.address ?? '—',
    each.checked_at ? dayText(each.checked_at.toISOString(), lang) : WORDS.never[lang],
    each.check_id === null ? '—' : String(each.unmet),
    each.check_id === null ? '—' : String(each.unknown),
  ]);
  return [
    heading(WORDS.one[lang], 1, fonts),
    heading(WORDS.unitAndApplications[lang], 2, fonts),
    body(zh ? `1.单位名称：${unit.name}。` : `Unit: ${unit.name}.`, fonts),
    body(zh ? `2.单位性质和级别：${kind}。` : `Kind and level: ${kind}.`, fonts),
    body(
      zh
        ? `3.统一社会信用代码：${unit.creditCode ?? TO_FILL.zh}。`
        : `Unified social credit code: ${unit.creditCode ?? TO_FILL.en}.`,
      fonts,
    ),
    body(
      zh
        ? `4.应用：${counted.applications}个，列于下表。已关停的应用不列。`
        : `Applications: ${counted.applications}, in the table below. Closed ones are left out.`,
      fonts,
    ),
    table(
      rows,
      {
        widths: [600, 1944, 1000, 2300, 1300, 850, 850],
        heads: REPORT_HEADS.applications[lang],
        centred: [0, 5, 6],
      },
      fonts,
    ),
    ...cutNote({ shown: applications.length, total: counted.applications }, { lang, fonts }),
    cellText('', fonts),
    heading(WORDS.organisation[lang], 2, fonts),
    body(
      zh
        ? `自查工作由${TO_FILL.zh}负责，${TO_FILL.zh}参加。`
        : `The inspection was led by ${TO_FILL.en}; ${TO_FILL.en} took part.`,
      fonts,
    ),
    heading(WORDS.conditions[lang], 2, fonts),
    ...conditions({ report, lang, fonts }),
  ];
}

function conditions({ report, lang, fonts }: UnitReportContext): Block[] {
  const checks = report.applications.filter(({ checked_at }) => checked_at !== null);
  const days = checks.map(({ checked_at }) => checked_at?.toISOString() ?? '').sort();
  const [first, last] = [days[0], days.at(-1)];
  const list = (values: readonly (string | null)[]): string =>
    [...new Set(values.filter((value) => value !== null))].sort().join(lang === 'zh' ? '、' : ', ');
  const tools = list(checks.map(({ tool }) => tool));
  const editions = list(checks.map(({ rulebook }) => rulebook));
  if (!first || !last) return [body(WORDS.noChecks[lang], fonts), body(DISCLAIMER[lang], fonts)];
  const texts =
    lang === 'zh'
      ? [
          `1.时间：各应用最近一次检测在${dayText(first, lang)}至${dayText(last, lang)}之间，每次检测的时间和编号见附件2。`,
          `2.工具：政盾${tools}，规则库${editions}。`,
        ]
      : [
          `Time: the latest checks were made between ${dayText(first, lang)} and ${dayText(last, lang)}; annex 2 names each.`,
          `Tools: Zhengdun ${tools}, rulebook ${editions}.`,
        ];
  return [...texts, DISCLAIMER[lang]].map((text) => body(text, fonts));
}

function results({ report, lang, fonts }: UnitReportContext): Block[] {
  const { summary, chapters, counted } = report;
  const word = (verdict: 'unmet' | 'unknown' | 'met' | 'not-applicable'): string =>
    VERDICT_WORDS[verdict].word[lang];
  const never = counted.applications - counted.checked;
  const zh = lang === 'zh';
  const counts = zh
    ? `各应用合计：不符合${summary.unmet}项，无法判定${summary.unknown}项，符合${summary.met}项，不适用${summary['not-applicable']}项，共${summary.total}项。未办结的问题按《规定》各章统计如下。`
    : `All applications: ${word('unmet')} ${summary.unmet}, ${word('unknown')} ${summary.unknown}, ${word('met')} ${summary.met}, ${word('not-applicable')} ${summary['not-applicable']}; ${summary.total} in all. What is not settled, by chapter:`;
  const titleOf = (number: number): string =>
    CHAPTERS.find((chapter) => chapter.number === number)?.title[lang] ?? String(number);
  const rows = [
    ...chapters.map(({ number, unmet, unknown }) => [titleOf(number), String(unmet), String(unknown)]),
    [WORDS.total[lang], String(summary.unmet), String(summary.unknown)],
  ];
  const unseen = zh
    ? `尚未检测的应用${never}个，没有检测不等于符合。`
    : `Never checked: ${never} applications, which does not mean that anything is met there.`;
  return [
    heading(WORDS.two[lang], 1, fonts),
    body(counts, fonts, { keepNext: true }),
    table(
      rows,
      {
        widths: [5244, 1800, 1800],
        heads: [WORDS.chapter[lang], word('unmet'), word('unknown')],
        centred: [1, 2],
        together: true,
      },
      fonts,
    ),
    cellText('', fonts),
    ...(never > 0 ? [body(unseen, fonts)] : []),
  ];
}

function problems(context: UnitReportContext): Block[] {
  const { report, lang, fonts } = context;
  const left = report.total - report.findings.length;
  return [
    heading(WORDS.three[lang], 1, fonts),
    ...(report.problems.length === 0 ? [body(WORDS.noProblems[lang], fonts)] : []),
    ...report.problems.flatMap((group, index) => problem(group, index + 1, context)),
    ...(left > 0
      ? [
          body(
            lang === 'zh'
              ? `未办结的问题共${report.total}项，本报告按期限先后列${report.findings.length}项，其余${left}项见整改台账。`
              : `${report.total} findings are not settled; the ${report.findings.length} with the nearest dates are told here, the other ${left} stand in the rectification register.`,
            fonts,
          ),
        ]
      : []),
  ];
}

function problem({ name, findings }: ProblemGroup, number: number, context: UnitReportContext): Block[] {
  const { lang, fonts } = context;
  const zh = lang === 'zh';
  const shown = findings.slice(0, REPORT_BOUNDS.places);
  const more = findings.length - shown.length;
  const known = obligation(findings[0]?.row.obligation.id ?? '');
  const facts = shown.map(({ row, text }) =>
    zh ? `${row.application.name}：${text.fact}` : `${row.application.name}: ${text.fact}`,
  );
  if (more > 0)
    facts.push(zh ? `其余${more}个应用见附件1。` : `The other ${more} applications stand in annex 1.`);
  const distinct = (values: readonly string[]): string =>
    [...new Set(values.filter(Boolean))].join(zh ? '；' : '; ');
  const measures = [...new Set(findings.map(({ text }) => text.remedy))].join(zh ? '' : ' ');
  const rechecks = [...new Set(findings.map(({ text }) => text.recheck))].join(zh ? '' : ' ');
  const handlers = distinct(findings.map(({ text }) => text.handler));
  const people = distinct(findings.map(({ row }) => row.assignee?.name ?? '')) || TO_FILL[lang];
  const terms = distinct(findings.map(({ row }) => termText(row.term, lang))) || TO_FILL[lang];
  const count =
    findings.length > 1 ? (zh ? `（${findings.length}个应用）` : ` (${findings.length} applications)`) : '';
  const basis = known ? basisText(known.position, lang) : '';
  const parts = zh
    ? [
        `1.事实。${facts.join('')}`,
        `2.依据。《规定》${basis}`,
        `3.整改措施。${measures}复核标准：${rechecks}`,
        `4.责任单位和责任人。${handlers}，责任人${people}。`,
        `5.完成时限。${terms}。`,
      ]
    : [
        `(1) Fact. ${facts.join(' ')}`,
        `(2) Basis. ${basis}`,
        `(3) How it is mended. ${measures} Re-check: ${rechecks}`,
        `(4) Who. ${handlers}; person in charge ${people}.`,
        `(5) Until when. ${terms}.`,
      ];
  return [
    heading(`${secondLevel(number, lang, 3)}${name}${count}`, 2, fonts),
    ...parts.map((part) => body(part, fonts)),
  ];
}

function settling(context: UnitReportContext): Block[] {
  const { report, lang, fonts } = context;
  const lead =
    lang === 'zh'
      ? `以下${report.summary.unknown}项没有结论，不等于符合，按原因分列。`
      : `${report.summary.unknown} have no verdict, which does not mean that they are met.`;
  return [
    heading(WORDS.four[lang], 1, fonts),
    body(report.summary.unknown === 0 ? WORDS.noneUnknown[lang] : lead, fonts),
    ...report.toSettle.flatMap((group, index) => settleGroup(group, index + 1, context)),
  ];
}

function settleGroup(
  { reason, findings }: SettleGroup,
  number: number,
  { lang, fonts }: UnitReportContext,
): Block[] {
  const zh = lang === 'zh';
  const name = zh
    ? `${REASON_WORDS[reason].zh}的事项（${findings.length}项）`
    : `${REASON_WORDS[reason].en} (${findings.length})`;
  const items = [...Map.groupBy(findings, ({ row }) => row.obligation.title)].map(([what, some]) => {
    const names = [...new Set(some.map(({ row }) => row.application.name))];
    const shown = names.slice(0, REPORT_BOUNDS.places).join(zh ? '、' : ', ');
    const more =
      names.length > REPORT_BOUNDS.places
        ? zh
          ? `等${names.length}个应用`
          : ` and more, ${names.length} in all`
        : '';
    return zh ? `${what}（${shown}${more}）` : `${what} (${shown}${more})`;
  });
  const remedies = [...new Set(findings.map(({ text }) => text.remedy).filter(Boolean))];
  const parts = zh
    ? [
        `1.事项。${items.join('；')}。`,
        `2.核实办法。${remedies.join('')}`,
        `3.责任人。${TO_FILL.zh}。`,
        `4.完成时限。${TO_FILL.zh}。`,
      ]
    : [
        `(1) Items. ${items.join('; ')}.`,
        `(2) What settles them. ${remedies.join(' ')}`,
        `(3) Who. ${TO_FILL.en}.`,
        `(4) Until when. ${TO_FILL.en}.`,
      ];
  return [
    heading(`${secondLevel(number, lang, 4)}${name}`, 2, fonts),
    ...parts.map((part) => body(part, fonts)),
  ];
}

function closing({ report, lang, fonts }: UnitReportContext): Block[] {
  const zh = lang === 'zh';
  const annexes = zh
    ? [`附件：1.${WORDS.annexOne.zh}`, `　　　2.${WORDS.annexTwo.zh}`]
    : [`Annexes: 1. ${WORDS.annexOne.en}; 2. ${WORDS.annexTwo.en}`];
  const steps = zh
    ? `对不符合的事项，按所列措施整改，改好后申请复核；对无法判定的事项，按核实办法补齐后重新判定。其他措施：${TO_FILL.zh}。`
    : `What is not met is mended as stated and checked again; what is undetermined is settled as stated. Other steps: ${TO_FILL.en}.`;
  return [
    heading(WORDS.five[lang], 1, fonts),
    body(steps, fonts, { keepNext: true }),
    emptyLine(fonts),
    ...annexes.map((text) => body(text, fonts, { keepNext: true })),
    ...signatureLines({ unit: report.unit.name, date: dayText(report.asOf, lang) }, fonts),
    emptyLine(fonts),
    signTable(lang, fonts),
  ];
}
