import { counted, type Lang, type ScreenHit, type ScreenResult } from '@zhengdun/contract';
import { wrapText } from '../../kernel/cli/index.ts';
import type { WordList } from '../../screening/index.ts';

const MOST_SHOWN = 40;

/** Of a file that may hold a state secret no word is shown. */
const UNSAID = {
  zh: '（疑似国家秘密的文件，不列词语）',
  en: '(in a possible state secret: not shown)',
} as const;

function listed({ hits }: ScreenResult): ScreenHit[] {
  return hits.filter(({ category }) => category === 'list');
}

interface Trial {
  readonly results: readonly ScreenResult[];
  readonly lists: readonly WordList[];
  /** what the lists in use find in the same files */
  readonly formerly?: readonly ScreenResult[];
}

/** What a list would find: how often each word, the commonest first; beside the list in use, what is new and what is lost. */
export function renderTrial({ results, lists, formerly }: Trial, lang: Lang): string {
  const counts = countsOf(results, lang);
  const entries = lists.reduce((sum, list) => sum + list.entries.length, 0);
  const total = results.reduce((sum, result) => sum + listed(result).length + result.more, 0);
  const files = results.filter((result) => listed(result).length > 0).length;
  const versions = lists.map(({ name, version }) => `${name} (${version})`).join(lang === 'zh' ? '、' : ', ');
  const head =
    lang === 'zh'
      ? `试用词库 ${versions}，共 ${entries} 条\n${results.length} 个文件中的 ${files} 个有命中，共 ${total} 处`
      : `Trying ${versions}, ${counted(entries, 'entry', 'entries')}\n${files} of ${counted(results.length, 'file', 'files')} hold ${counted(total, 'hit', 'hits')}`;
  const unread = results.flatMap(({ file, obstacles }) =>
    obstacles.map(({ words }) => `  ${file}: ${words}`),
  );
  const parts = formerly
    ? [
        ...change('new', counts, { other: countsOf(formerly, lang), lang }),
        ...change('lost', countsOf(formerly, lang), { other: counts, lang }),
      ]
    : table(counts, lang);
  return [...head.split('\n').map((line) => wrapText(line)), ...parts, ...unread].join('\n');
}

function countsOf(results: readonly ScreenResult[], lang: Lang): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { excerpt = UNSAID[lang] } of results.flatMap(listed))
    counts.set(excerpt, (counts.get(excerpt) ?? 0) + 1);
  return counts;
}

const CHANGES = {
  new: { zh: '新增命中', en: 'New hits' },
  lost: { zh: '不再命中', en: 'Lost hits' },
} as const;

/** Words that one list finds more often than the other. */
function change(
  kind: keyof typeof CHANGES,
  one: ReadonlyMap<string, number>,
  { other, lang }: { readonly other: ReadonlyMap<string, number>; readonly lang: Lang },
): string[] {
  const more = new Map(
    [...one]
      .map(([word, count]) => [word, count - (other.get(word) ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
  const sum = [...more.values()].reduce((all, count) => all + count, 0);
  return [`${CHANGES[kind][lang]} ${sum}`, ...table(more, lang)];
}

function table(counts: ReadonlyMap<string, number>, lang: Lang): string[] {
  const ordered = [...counts].sort((a, b) => b[1] - a[1]);
  const lines = ordered
    .slice(0, MOST_SHOWN)
    .map(([words, count]) => `  ${String(count).padStart(6)}  ${words}`);
  const rest = ordered.length - lines.length;
  return rest > 0 ? [...lines, lang === 'zh' ? `  另有 ${rest} 种` : `  and ${rest} more`] : lines;
}
