import type { Http } from '../kernel/http/index.ts';
import { addPasskeyRoutes } from './passkeys/routes.ts';
import { addAccountRoutes } from './people/account-routes.ts';
import { addPeopleRoutes } from './people/people-routes.ts';
import { addSessionRoutes } from './sign-in/session-routes.ts';
import { addTokenRoutes } from './tokens/token-routes.ts';
import type { IdentityTools } from './tools.ts';

export { addOutsideRoutes } from './outside/routes.ts';
export { findActors, namesOfActors, namesOfPeople, recordsWithin } from './people/actor-names.ts';
export { nearestWith, peopleWith } from './people/people-with.ts';
export { identitySetup } from './setup-steps.ts';
export { authenticate } from './sign-in/authenticate.ts';
export { ADMIN_LINK_MINUTES, forgetAdminLink, makeAdminLink } from './sign-in/claim.ts';
export { addDemoEntry, type DemoCast } from './sign-in/demo-entry.ts';
export { confirmAgain } from './sign-in/take-code.ts';
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
