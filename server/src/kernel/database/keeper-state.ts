import type { KeeperError } from './keeper-error.ts';

/** What the keeper tells its clients, a line of JSON each time it changes. */
export type KeeperState =
  | { readonly state: 'starting' }
  | { readonly state: 'ready'; readonly postmaster: number }
  | { readonly state: 'failed'; readonly code: KeeperError['code']; readonly facts: KeeperError['facts'] };

/** Exit code of a keeper that found another one serving. */
export const EX_ANOTHER = 75;
