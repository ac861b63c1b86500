/** Of numbers in any order, the one below which a share of them lies, to three digits. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
}

export function round(value: number): number {
  return Number(value.toPrecision(3));
}
