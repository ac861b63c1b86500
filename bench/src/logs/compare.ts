import type { AskedTime } from './ask.ts';

/** Who was quicker at each question that both were asked, warm. @throws Error where they have not found the same */
export function compareAnswers(ours: readonly AskedTime[], theirs: readonly AskedTime[]): string[] {
  const lines: string[] = [];
  let won = 0;
  for (const own of ours) {
    const other = theirs.find(({ question }) => question === own.question);
    if (!other) continue;
    if (other.found !== own.found)
      throw new Error(`${own.question}: ${own.found} found here, ${other.found} by ClickHouse`);
    const isOurs = own.warmMs < other.warmMs;
    if (isOurs) won += 1;
    lines.push(`${own.question}: ${isOurs ? 'Zhengdun' : 'ClickHouse'} is quicker`);
  }
  return [...lines, `Zhengdun is quicker at ${won} of ${lines.length} questions.`];
}
