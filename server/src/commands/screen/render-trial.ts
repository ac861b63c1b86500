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

/** What a list would have found: how often each word, the commonest first, and which words never. */
export function renderTrial(
  results: readonly ScreenResult[],
  lists: readonly WordList[],
  lang: Lang,
): string {
  const counts = new Map<string, number>();
  for (const { excerpt = UNSAID[lang] } of results.flatMap(listed))
    counts.set(excerpt, (counts.get(excerpt) ?? 0) + 1);
  const entries = lists.reduce((sum, list) => sum + list.entries.length, 0);
  const total = results.reduce((sum, result) => sum + listed(result).length + result.more, 0);
  const files = results.filter((result) => listed(result).length > 0).length;
  const ordered = [...counts].sort((a, b) => b[1] - a[1]);
  const lines = ordered
    .slice(0, MOST_SHOWN)
    .map(([words, count]) => `  ${String(count).padStart(6)}  ${words}`);
  const versions = lists.map(({ name, version }) => `${name} (${version})`).join(lang === 'zh' ? '、' : ', ');
  const head =
    lang === 'zh'
      ? `试用词库 ${versions}，共 ${entries} 条\n${results.length} 个文件中的 ${files} 个有命中，共 ${total} 处${lines.length > 0 ? '，按次数：' : ''}`
      : `Trying ${versions}, ${counted(entries, 'entry', 'entries')}\n${files} of ${counted(results.length, 'file', 'files')} hold ${counted(total, 'hit', 'hits')}${lines.length > 0 ? ', by number:' : ''}`;
  const rest = ordered.length - lines.length;
  const more = rest > 0 ? [lang === 'zh' ? `  另有 ${rest} 种` : `  and ${rest} more`] : [];
  const unread = results.flatMap(({ file, obstacles }) =>
    obstacles.map(({ words }) => `  ${file}: ${words}`),
  );
  return [...head.split('\n').map((line) => wrapText(line)), ...lines, ...more, ...unread].join('\n');
}
