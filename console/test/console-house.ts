import { addOutsideRoutes, type IdentityTools } from '../../server/src/identity/index.ts';
import type { Database } from '../../server/src/kernel/database/index.ts';
import { type Http, listen, serveConsole } from '../../server/src/kernel/http/index.ts';
import { type IdentityHouse, identityHouse } from '../../server/test/identity-house.ts';
import type { World } from '../../server/test/world/index.ts';
import { startTestBrowser, type TestBrowser } from './browser.ts';
import { builtPages } from './build.ts';

/** The built console, the routes of people and more behind it, and a real browser in front of it. */
export interface ConsoleHouse extends AsyncDisposable {
  readonly house: IdentityHouse;
  readonly browser: TestBrowser;
  /** address of the console, without a slash at its end */
  readonly base: string;
  readonly port: number;
}

/**
 * @param options.addMore routes of other modules
 * @param options.port of the file of tests alone: they run side by side
 * @param options.world what server and browser find outside; nothing without it
 */
export async function openConsole(
  db: Database,
  {
    port: wanted,
    addMore,
    world,
  }: {
    readonly port: number;
    readonly addMore?: (http: Http, tools: IdentityTools) => unknown;
    readonly world?: Pick<World, 'policy' | 'sites'>;
  },
): Promise<ConsoleHouse> {
  const dist = await builtPages('console');
  const browser = await startTestBrowser({ sites: world?.sites });
  const house = await identityHouse(
    db,
    async (http, tools) => {
      addOutsideRoutes(http, tools);
      await addMore?.(http, tools);
      await serveConsole(http, dist);
    },
    world?.policy,
  );
  const { url, port } = await listen(house.http, { address: '127.0.0.1', port: wanted });
  return {
    house,
    browser,
    base: url.replace(/\/$/, ''),
    port,
    async [Symbol.asyncDispose]() {
      await browser[Symbol.asyncDispose]();
      await house.http.close();
    },
  };
}
