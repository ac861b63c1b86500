import { type Actor, type Scope, scopeOf } from '../../kernel/tenancy/index.ts';

const LISTS = ['finding.read', 'application.read'] as const;

/**
 * What the overview counts: where the reader may see the overview and open the lists behind its numbers as well, so
 * that a number and its list agree for everybody.
 */
export function overviewScope(actor: Actor): Scope {
  return LISTS.map((permission) => scopeOf(actor, permission)).reduce(
    intersection,
    scopeOf(actor, 'overview.read'),
  );
}

/** Of two scopes what is told by the same tree. Single units are no part of the overview. */
function intersection(one: Scope, other: Scope): Scope {
  return {
    regions: shared(one.regions, other.regions),
    sectors: shared(one.sectors, other.sectors),
    units: [],
  };
}

/** The longer one of each two prefixes that lie within each other; what lies within another of them is left out. */
function shared(some: readonly string[], others: readonly string[]): string[] {
  const both = some.flatMap((one) =>
    others.flatMap((other) => (one.startsWith(other) ? [one] : other.startsWith(one) ? [other] : [])),
  );
  const different = [...new Set(both)];
  return different.filter((one) => !different.some((outer) => outer !== one && one.startsWith(outer)));
}
