import { PERMISSIONS } from '@zhengdun/contract';
import type { Actor } from './actor.ts';
import { EVERYTHING } from './scope.ts';

/**
 * The program itself: its jobs, and the command line on its own database, whose user may read the files of the
 * database too.
 */
export const PROGRAM: Actor = {
  id: 'zhengdun',
  kind: 'program',
  unitId: undefined,
  stage: 'full',
  scopes: new Map(PERMISSIONS.map((permission) => [permission, EVERYTHING])),
};
