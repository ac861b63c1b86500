import type { ListedExpression } from '../passes.ts';

/** So much of a text an expression sees at once; two pieces share `SHARED`, so that what lies on the edge is found. */
const PIECE = 8_192;
const SHARED = 512;
/** Then an expression is not asked any more: each answer may cost a look at a whole piece. */
const MOST_OF_ONE = 50;

interface ExpressionHit {
  readonly expression: ListedExpression;
  readonly start: number;
  readonly end: number;
}

/** Expressions run on RE2, in time that grows with the text alone. What is longer than 512 characters may be missed. */
export function findExpressions(text: string, expressions: readonly ListedExpression[]): ExpressionHit[] {
  const hits: ExpressionHit[] = [];
  for (const expression of expressions) {
    let count = 0;
    let last = -1;
    for (let from = 0; from < text.length && count < MOST_OF_ONE; from += PIECE - SHARED) {
      const matcher = expression.pattern.matcher(text.slice(from, from + PIECE));
      while (count < MOST_OF_ONE && matcher.find()) {
        const [start, end] = [from + matcher.start(), from + matcher.end()];
        if (end === start || start < last) continue;
        last = end;
        count += 1;
        hits.push({ expression, start, end });
      }
    }
  }
  return hits;
}
