import {
  counted,
  type Lang,
  NO_STATE_SECRETS,
  SCREEN_CATEGORIES,
  SCREEN_CATEGORY_WORDS,
  SCREEN_RULE_WORDS,
  type ScreenBox,
  type ScreenHit,
  type ScreenResult,
  SEVERITY_WORDS,
  type Severity,
  screenPartText,
} from '@zhengdun/contract';
import { padEnd, wrapText } from '../../kernel/cli/index.ts';
import { STANDARD_INPUT } from '../../screening/index.ts';

/** Hits of one rule in one file that are shown without `--all`. */
const SHOWN = 3;
const WORD = { zh: 6, en: 10 } as const;

/** One file for a person: what was found, why, and what to do. */
export function renderResult(
  result: ScreenResult,
  { width, all }: { readonly width: number; readonly all: boolean },
): string {
  const { lang, hits, obstacles, file } = result;
  const input = lang === 'zh' ? '标准输入' : 'standard input';
  const lines = [file === STANDARD_INPUT ? input : file];
  for (const { part, words } of obstacles)
    lines.push(
      ...item(lang === 'zh' ? '未检' : 'unread', part ? `${part}: ${words}` : words, { lang, width }),
    );
  const order = [...hits].sort((a, b) => a.severity - b.severity);
  const counts = new Map<string, number>();
  for (const hit of order) {
    const key = titleOf(hit, lang);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > SHOWN && !all) continue;
    lines.push(...renderHit(hit, { lang, width, isFirst: count === 1 }));
  }
  for (const [title, count] of counts) {
    if (count <= SHOWN || all) continue;
    lines.push(
      `  ${lang === 'zh' ? `${title}：另有 ${count - SHOWN} 处，加 --all 列出` : `${title}: ${count - SHOWN} more, see --all`}`,
    );
  }
  if (result.more > 0)
    lines.push(
      lang === 'zh' ? `  还有 ${result.more} 处只计数，没有列出` : `  ${result.more} more were counted only`,
    );
  if (hits.length === 0 && obstacles.length === 0)
    lines.push(lang === 'zh' ? '  没有发现' : '  nothing found');
  return lines.join('\n');
}

interface Style {
  readonly lang: Lang;
  readonly width: number;
}

function item(word: string, text: string, { lang, width }: Style): string[] {
  const indent = 2 + WORD[lang];
  return [`  ${padEnd(word, WORD[lang])}${wrapText(text, { width, indent })}`];
}

function renderHit(
  hit: ScreenHit,
  { lang, width, isFirst }: Style & { readonly isFirst: boolean },
): string[] {
  const { severity, excerpt, instead, why, cure } = hit;
  const quoted = excerpt === undefined ? '' : ` "${excerpt}"`;
  const right = instead === undefined ? '' : lang === 'zh' ? `，改为 "${instead}"` : `; write "${instead}"`;
  const lines = item(
    SEVERITY_WORDS[severity as Severity][lang],
    `${titleOf(hit, lang)}  ${placeText(hit, lang)}${quoted}${right}`,
    { lang, width },
  );
  // The reason and the cure of a kind are said once.
  if (isFirst)
    lines.push(...item('', lang === 'zh' ? `${why}。${cure}` : `${why}. ${cure}`, { lang, width }));
  return lines;
}

function titleOf({ rule, ownCategory }: ScreenHit, lang: Lang): string {
  if (rule !== 'word') return SCREEN_RULE_WORDS[rule].title[lang];
  return ownCategory || SCREEN_CATEGORY_WORDS.list[lang];
}

function placeText({ place }: ScreenHit, lang: Lang): string {
  const { part, name, line, column, box } = place;
  const named = screenPartText({ part, name }, lang);
  const at = lang === 'zh' ? `第 ${line} 行第 ${column} 字` : `line ${line}, column ${column}`;
  return `${named && `${named} `}${at}${box ? boxText(box, lang) : ''}`;
}

function boxText({ left, top }: ScreenBox, lang: Lang): string {
  return lang === 'zh'
    ? `（距左 ${Math.round(left)}%，距上 ${Math.round(top)}%）`
    : ` (${Math.round(left)}% from the left, ${Math.round(top)}% from above)`;
}

/** The last lines: how many of each kind, what to do at once, and what must never be handed in. */
export function renderSummary(results: readonly ScreenResult[], lang: Lang): string {
  const hits = results.flatMap((result) => result.hits);
  const unread = results.filter(({ obstacles }) => obstacles.length > 0).length;
  const counts = SCREEN_CATEGORIES.map((category) => ({
    category,
    count: hits.filter((hit) => hit.category === category).length,
  })).filter(({ count }) => count > 0);
  const kinds = counts.map(({ category, count }) => `${SCREEN_CATEGORY_WORDS[category][lang]} ${count}`);
  const head =
    lang === 'zh'
      ? `\n合计 ${results.length} 个文件，命中 ${hits.length} 处${kinds.length > 0 ? `：${kinds.join('，')}` : ''}${unread > 0 ? `；${unread} 个文件没能完整读取` : ''}`
      : `\n${counted(results.length, 'file', 'files')}, ${counted(hits.length, 'hit', 'hits')}${kinds.length > 0 ? `: ${kinds.join(', ')}` : ''}${unread > 0 ? `; ${counted(unread, 'file', 'files')} could not be read completely` : ''}`;
  const notice = results.find((result) => result.notice !== undefined)?.notice;
  const recognised = results.reduce((sum, result) => sum + result.recognised, 0);
  return [
    head,
    ...(notice === undefined ? [] : [`${lang === 'zh' ? '注意 ' : 'Attention: '}${notice}`]),
    ...(recognised === 0 ? [] : [recognisedText(recognised, lang)]),
    NO_STATE_SECRETS[lang],
    lang === 'zh'
      ? '本结果为技术检查结论，供发布审核使用，不替代审核人员和保密员的判断。'
      : 'This is a technical finding for whoever reviews; it does not replace their judgement.',
  ]
    .map((line) => wrapText(line))
    .join('\n');
}

function recognisedText(count: number, lang: Lang): string {
  return lang === 'zh'
    ? `${count} 幅图片或扫描页的文字由识别得出，可能有错漏，没有命中不等于没有问题。`
    : `The text of ${counted(count, 'picture or scanned page', 'pictures or scanned pages')} was recognised and may be faulty: no hit is no proof.`;
}
