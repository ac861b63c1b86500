export { type Actor, type LiveGrant, mayDo, scopeOf, scopesOf } from './actor.ts';
export { beyondScope, EVERYTHING, type Scope, withinScope } from './scope.ts';
export type { Belonging, RegionTable, UnitTable } from './tables.ts';
