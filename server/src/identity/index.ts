import type { Http } from '../kernel/http/index.ts';
import { addAccountRoutes } from './account-routes.ts';
import { addPasskeyRoutes } from './passkeys/routes.ts';
import { addPeopleRoutes } from './people-routes.ts';
import { addSessionRoutes } from './session-routes.ts';
import { addTokenRoutes } from './token-routes.ts';
import type { IdentityTools } from './tools.ts';

export { findActors, namesOfActors, namesOfPeople, recordsWithin } from './actor-names.ts';
export { authenticate } from './authenticate.ts';
export { ADMIN_LINK_MINUTES, forgetAdminLink, makeAdminLink } from './claim.ts';
export { addDemoEntry, type DemoCast } from './demo-entry.ts';
export { addOutsideRoutes } from './outside/routes.ts';
export { nearestWith, peopleWith } from './people-with.ts';
export { identitySetup } from './setup-steps.ts';
export { confirmAgain } from './take-code.ts';
export type { IdentityTools } from './tools.ts';

/**
 * Routes of people, sign-in and grants.
 *
 * @param onClaimed called when the first administrator has taken the installation
 */
export function addIdentityRoutes(http: Http, tools: IdentityTools, onClaimed: () => void = () => {}): void {
  addSessionRoutes(http, tools, onClaimed);
  addAccountRoutes(http, tools);
  addPasskeyRoutes(http, tools);
  addPeopleRoutes(http, tools);
  addTokenRoutes(http, tools);
}
