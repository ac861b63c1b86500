import { type CheckVerdict, counted, type Lang, REASON_WORDS } from '@zhengdun/contract';
import { type Block, body, heading, secondLevel } from '../../../kernel/docx/index.ts';
import { pictureText } from '../phrases.ts';
import type { LoadedPicture } from '../pictures.ts';
import { citationOf, isBare, type SettleGroup } from '../report-view.ts';
import type { DocumentContext } from './context.ts';
import { figure } from './figures.ts';
import { WORDS } from './words.ts';

/** 15 cm across, at most 11 cm high, in pixels of 96 to the inch. */
const FIGURE = { width: 567, height: 416 } as const;

/** 三、存在的问题: each with 事实, 依据, 整改措施, 责任单位和责任人, 完成时限. */
export function problemBlocks(context: DocumentContext): Block[] {
  const { view, lang, fonts } = context;
  const none = lang === 'zh' ? '本次检测未发现不符合。' : 'Nothing was found that is not met.';
  return [
    heading(WORDS.three[lang], 1, fonts),
    ...(view.unmet.length === 0 ? [body(none, fonts)] : []),
    ...view.unmet.flatMap((verdict, index) => problem(verdict, index + 1, context)),
  ];
}

function problem(verdict: CheckVerdict, number: number, context: DocumentContext): Block[] {
  const { view, lang, fonts, blank } = context;
  const { text } = verdict;
  const parts =
    lang === 'zh'
      ? {
          fact: `1.事实。${text.fact}`,
          rest: [
            `2.依据。《规定》${text.basis}`,
            `3.整改措施。${text.remedy ?? ''}复核标准：${text.recheck ?? ''}`,
            `4.责任单位和责任人。${text.handler ?? blank}，责任人${blank}。`,
            `5.完成时限。${blank}。`,
          ],
        }
      : {
          fact: `(1) Fact. ${text.fact}`,
          rest: [
            `(2) Basis. ${text.basis}`,
            `(3) How it is mended. ${text.remedy ?? ''} Re-check: ${text.recheck ?? ''}`,
            `(4) Who. ${text.handler ?? blank}; person in charge ${blank}.`,
            `(5) Until when. ${blank}.`,
          ],
        };
  return [
    heading(`${secondLevel(number, lang, 3)}${view.names.get(verdict)}`, 2, fonts),
    body(parts.fact, fonts),
    ...cropsOf(verdict, context),
    ...parts.rest.map((part) => body(part, fonts)),
  ];
}

/** Crops stand in the text; whole pages stand in annex 2. */
function cropsOf(verdict: CheckVerdict, context: DocumentContext): Block[] {
  const { lang, fonts, pictures } = context;
  return pictures
    .filter((picture): picture is LoadedPicture => !('gap' in picture))
    .filter(({ verdicts, evidence }) => verdicts[0] === verdict && evidence.caption !== 'whole')
    .flatMap((picture) => {
      const description = pictureText(picture, lang);
      const caption =
        lang === 'zh' ? `图${picture.number}　${description}` : `Picture ${picture.number}. ${description}`;
      return figure(picture, { caption, description }, { ...FIGURE, fonts });
    });
}

/** 四、无法判定事项及核实安排: what waits for the same act stands together. */
export function settleBlocks(context: DocumentContext): Block[] {
  const { view, lang, fonts } = context;
  const none = lang === 'zh' ? '没有无法判定的事项。' : 'Nothing is undetermined.';
  const lead =
    lang === 'zh'
      ? `以下${view.unknown.length}项没有结论，不等于符合，按核实办法分列。`
      : `${counted(view.unknown.length, 'item has', 'items have')} no verdict, which does not mean that they are met.`;
  return [
    heading(WORDS.four[lang], 1, fonts),
    body(view.unknown.length === 0 ? none : lead, fonts),
    ...view.toSettle.flatMap((group, index) => settleGroup(group, index + 1, context)),
  ];
}

function settleGroup(group: SettleGroup, number: number, context: DocumentContext): Block[] {
  const { view, lang, fonts, blank } = context;
  const { verdicts, reason, remedy, handler } = group;
  const items = verdicts.map((verdict) => {
    const name = view.names.get(verdict) ?? '';
    const citation = citationOf(verdict, lang);
    return lang === 'zh' ? `${name}（${citation}）` : `${name} (${citation})`;
  });
  const facts = factsOf(verdicts, lang);
  const why = reason ? REASON_WORDS[reason][lang] : '';
  const zh = lang === 'zh';
  const name = zh
    ? `${why || '无法判定'}的事项（${verdicts.length}项）`
    : `${why || 'undetermined'} (${verdicts.length})`;
  const parts = zh
    ? [
        `1.事项。${items.join('；')}。`,
        `2.事实。${facts.join('')}`,
        `3.核实办法。${remedy}`,
        `4.责任单位和责任人。${handler || blank}，责任人${blank}。`,
        `5.完成时限。${blank}。`,
      ]
    : [
        `(1) Items. ${items.join('; ')}.`,
        `(2) Facts. ${facts.join(' ')}`,
        `(3) What settles them. ${remedy}`,
        `(4) Who. ${handler || blank}; person in charge ${blank}.`,
        `(5) Until when. ${blank}.`,
      ];
  return [
    heading(`${secondLevel(number, lang, 4)}${name}`, 2, fonts),
    ...parts.map((part) => body(part, fonts)),
  ];
}

/** Each cause once, with all steps that it stopped; what is told of the site as it is. */
function factsOf(verdicts: readonly CheckVerdict[], lang: Lang): string[] {
  const byCause = Map.groupBy(verdicts, (verdict) => causeOf(verdict, lang)?.detail ?? verdict);
  return [
    ...new Set(
      [...byCause.values()].map((same) => {
        const [first] = same;
        const steps = new Set(same.map((verdict) => causeOf(verdict, lang)?.step ?? ''));
        const cause = first && causeOf(first, lang);
        if (!cause || steps.size < 2) return first?.text.fact ?? '';
        return lang === 'zh'
          ? `${cause.detail}，以下各步没有结果：${[...steps].join('、')}。`
          : `${cause.detail}; no result of these steps: ${[...steps].join(', ')}.`;
      }),
    ),
  ];
}

function causeOf(verdict: CheckVerdict, lang: Lang): { step: string; detail: string } | undefined {
  if (!isBare(verdict)) return undefined;
  const [step, detail] = [verdict.facts.step, verdict.facts.detail].map((fact) =>
    typeof fact === 'object' && fact !== null && !Array.isArray(fact) ? fact[lang] : undefined,
  );
  return typeof step === 'string' && typeof detail === 'string' ? { step, detail } : undefined;
}

/** 五、下一步措施: stays with the signature, which never stands alone on a page. */
export function nextBlocks(context: DocumentContext): Block[] {
  const { view, lang, fonts, blank } = context;
  const { unmet, unknown } = view.summary;
  const steps =
    lang === 'zh'
      ? [
          unmet > 0 ? '对不符合的事项，按所列措施整改，改好后重新检测。' : '',
          unknown > 0 ? '对无法判定的事项，按核实安排补齐后重新判定。' : '',
          `其他措施：${blank}。`,
        ]
      : [
          unmet > 0 ? 'What is not met is mended as stated and checked again. ' : '',
          unknown > 0 ? 'What is undetermined is settled as stated and judged anew. ' : '',
          `Other steps: ${blank}.`,
        ];
  return [heading(WORDS.five[lang], 1, fonts), body(steps.join(''), fonts, { keepNext: true })];
}
