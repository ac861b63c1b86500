import type { ChangedFields } from './tables.ts';

/** What differs between two sets of facts, as text. */
export function changedFields(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): ChangedFields {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names]
      .map((name) => [name, [before[name] ?? '', after[name] ?? '']] as const)
      .filter(([, [was, is]]) => was !== is),
  );
}
