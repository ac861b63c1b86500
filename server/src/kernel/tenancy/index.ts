export { type Actor, type LiveGrant, mayDo, scopeOf, scopesOf } from './actor.ts';
export { belongingOf, findBelonging, ownedAs } from './belonging.ts';
export { PROGRAM } from './program.ts';
export { beyondScope, covers, EVERYTHING, type Scope, withinScope } from './scope.ts';
export { beginsWith, inScope } from './scope-filter.ts';
export type { Belonging, RegionTable, UnitTable } from './tables.ts';
