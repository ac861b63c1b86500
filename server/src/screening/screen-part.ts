import type { DocumentPart } from './documents/reading.ts';
import type { Screen } from './passes.ts';
import { screenText, type TextHit, type TextScreening } from './screen-text.ts';

/**
 * Screens a part of a document. What lies under a block stands in its page as well and is screened there; that it lies so is
 * a hit by itself: somebody wanted it to be gone.
 */
export function screenPart({ part, text }: DocumentPart, screen: Screen, salt: string): TextScreening {
  if (part !== 'covered-text') return screenText(text, screen, salt);
  const runs = screen.withRules ? runsOf(text) : [];
  return { hits: runs.slice(0, MOST_RUNS), more: Math.max(0, runs.length - MOST_RUNS), isIncomplete: false };
}

const MOST_RUNS = 100;

function runsOf(text: string): TextHit[] {
  let start = 0;
  return text.split('\n').map((run): TextHit => {
    const end = start + run.length;
    const hit = { start, end, severity: 2, source: { rule: 'covered-text', masking: 'ends' } } as const;
    start = end + 1;
    return hit;
  });
}
