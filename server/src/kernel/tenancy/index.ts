export { type Actor, type LiveGrant, mayDo, scopeOf, scopesOf } from './actor.ts';
export { EVERYTHING, type Scope, withinScope } from './scope.ts';
