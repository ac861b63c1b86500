import { type PermissionName, permissionsOf, type RoleName } from '@zhengdun/contract';
import type { Scope } from './scope.ts';

/** A role that holds now, and over what. */
export interface LiveGrant {
  readonly role: RoleName;
  readonly scope: Scope;
}

/** Who acts: a person at a browser, a program by a token, or the program itself. */
export interface Actor {
  /** of the person, or of the person whose token it is */
  readonly id: string;
  readonly kind: 'person' | 'token' | 'program';
  /** of a token: acts are recorded under it */
  readonly tokenId?: string;
  /** the unit that a person or a token belongs to */
  readonly unitId: string | undefined;
  /**
   * How far a sign-in has come. Before `full` only routes that finish it may be called: `second-factor` waits for
   * the code, `enrolment` for the second factor to be set up.
   */
  readonly stage: 'full' | 'second-factor' | 'enrolment';
  /** where each permission holds: the union over the live grants whose role gives it */
  readonly scopes: ReadonlyMap<PermissionName, Scope>;
}

const NOWHERE: Scope = { regions: [], sectors: [], units: [] };

/** Where each permission holds, over all grants together. */
export function scopesOf(grants: readonly LiveGrant[]): ReadonlyMap<PermissionName, Scope> {
  const scopes = new Map<PermissionName, Scope>();
  for (const { role, scope } of grants) {
    for (const permission of permissionsOf(role)) {
      scopes.set(permission, joinScopes(scopes.get(permission) ?? NOWHERE, scope));
    }
  }
  return scopes;
}

/**
 * Where an actor holds a permission, for `withinScope`. Without the permission it is nowhere: whatever is read in it
 * is empty.
 */
export function scopeOf(actor: Actor, permission: PermissionName): Scope {
  return (actor.stage === 'full' && actor.scopes.get(permission)) || NOWHERE;
}

/** Whether an actor holds a permission anywhere. */
export function mayDo(actor: Actor, permission: PermissionName): boolean {
  return actor.stage === 'full' && actor.scopes.has(permission);
}

function joinScopes(one: Scope, other: Scope): Scope {
  return {
    regions: [...new Set([...one.regions, ...other.regions])],
    sectors: [...new Set([...one.sectors, ...other.sectors])],
    units: [...new Set([...one.units, ...other.units])],
  };
}
