import { counted, type Lang, type ScreenTogether, screenPartText } from '@zhengdun/contract';
import { padEnd, wrapText } from '../../kernel/cli/index.ts';

const SHOWN = 50;

/** What comes together over the files: the subject, and which file says what of it. */
export function renderTogether(together: ScreenTogether, width: number): string {
  const { lang, combinations, files } = together;
  const zh = lang === 'zh';
  const head = zh ? `\n合并检查 ${files} 个文件` : `\nTaken together: ${counted(files, 'file', 'files')}`;
  if (combinations.length === 0) return `${head}\n  ${zh ? '没有发现' : 'nothing found'}`;
  const lines = [head];
  for (const each of combinations.slice(0, SHOWN)) {
    const subject = each.subject === undefined ? '' : zh ? `“${each.subject}”` : ` "${each.subject}"`;
    lines.push(`  ${wrapText(`${each.title}${subject}`, { width, indent: 2 })}`);
    for (const fact of each.facts) lines.push(...factLines(fact, { lang, width }));
  }
  const more = combinations.length - SHOWN;
  if (more > 0) lines.push(zh ? `  另有 ${more} 项` : `  ${more} more`);
  const [first] = combinations;
  if (first)
    lines.push(
      `  ${wrapText(zh ? `${first.why}。${first.cure}` : `${first.why}. ${first.cure}`, { width, indent: 2 })}`,
    );
  return lines.join('\n');
}

function factLines(
  { file, part, name, line, words }: ScreenTogether['combinations'][number]['facts'][number],
  { lang, width }: { readonly lang: Lang; readonly width: number },
): string[] {
  const named = screenPartText({ part, name }, lang);
  const place = lang === 'zh' ? `第 ${line} 行` : `line ${line}`;
  const column = lang === 'zh' ? 18 : 24;
  return [
    `    ${padEnd(words, column)}${wrapText(`${file} ${named && `${named} `}${place}`, { width, indent: 4 + column })}`,
  ];
}
