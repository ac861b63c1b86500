import { PERMISSIONS } from '@zhengdun/contract';
import { type Actor, EVERYTHING } from '../kernel/tenancy/index.ts';

/** The command line on the program's own database: whoever may run it may read the files of the database too. */
export const PROGRAM: Actor = {
  id: 'zhengdun',
  kind: 'program',
  unitId: undefined,
  stage: 'full',
  scopes: new Map(PERMISSIONS.map((permission) => [permission, EVERYTHING])),
};
