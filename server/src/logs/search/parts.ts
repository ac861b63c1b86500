import type { Holding } from '../holdings.ts';
import type { LogQuestion } from './conditions.ts';

const MOST_PARTS = 120;
const PARTS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 43_200, 86_400, 604_800, 2_592_000];

/** So many parts that a person can look at them. */
export function partOf(question: LogQuestion, holdings: readonly Holding[]): number {
  const froms = holdings.map(({ happened, received }) => (happened ?? received).from);
  const tos = holdings.map(({ happened, received }) => (happened ?? received).to);
  const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other));
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other));
  const from = Math.max(question.from ?? 0, least(froms));
  const to = Math.min(question.to ?? Number.MAX_SAFE_INTEGER, most(tos) + 1);
  const seconds = PARTS.find((each) => (to - from) / (each * 1_000) <= MOST_PARTS);
  return (seconds ?? 31_536_000) * 1_000;
}
