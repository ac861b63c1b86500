import type { ProviderInput } from '@zhengdun/contract';
import { expect } from 'vitest';
import { addOutsideRoutes } from '../src/identity/index.ts';
import type { Database } from '../src/kernel/database/index.ts';
import { header, openNetworkWeb } from '../src/kernel/web/index.ts';
import { type IdentityHouse, identityHouse, makeUnit, signedIn, type TestBrowser } from './identity-house.ts';
import { startWorld, type World, type WorldOptions } from './world/index.ts';

/** Where the console stands in these tests. */
export const CONSOLE = 'http://127.0.0.1:8600';

/** People, an administrator of everything, and a small Internet with providers. */
export interface OutsideHouse extends AsyncDisposable {
  readonly house: IdentityHouse;
  readonly world: World;
  readonly unit: string;
  readonly admin: Awaited<ReturnType<typeof signedIn>>;
  /** the browser of the administrator, signed in */
  administrator(): Promise<TestBrowser>;
  /** a code that was not used yet: a minute passes */
  fresh(seed: Buffer): string;
  /** adds a provider that is on. @returns its id */
  add(input: Pick<ProviderInput, 'kind' | 'name'> & { config: object; secrets?: object }): Promise<string>;
  /** changes a provider */
  change(
    id: string,
    input: Pick<ProviderInput, 'kind' | 'name'> & { config: object; secrets?: object },
  ): Promise<void>;
  person(employment?: 'civil-servant' | 'outsourced'): ReturnType<typeof signedIn>;
  /** goes to a provider and back. @returns what stands behind ? of the return address */
  travel(url: string): Promise<string>;
  /** begins at the sign-in page, goes there and back, and hands in what came back */
  enter(browser: TestBrowser, provider: string): ReturnType<TestBrowser['post']>;
  /** binds a person's own account */
  bind(person: Awaited<ReturnType<typeof signedIn>>, provider: string): ReturnType<TestBrowser['post']>;
}

export async function outsideHouse(db: Database, options: WorldOptions = {}): Promise<OutsideHouse> {
  const world = await startWorld(options);
  const house = await identityHouse(db, addOutsideRoutes, world.policy);
  const unit = await makeUnit(db, { name: '样例局', region: '990000/990100/' });
  const admin = await signedIn(house, {
    unitId: unit,
    grants: [{ role: 'system-admin', area: 'region', place: '' }],
  });
  const fresh = (seed: Buffer): string => {
    house.clock.pass(1);
    return admin.browser.codeOf(seed);
  };
  /** Tests let hours pass: whoever was away for too long signs in again. */
  const administrator = async (): Promise<TestBrowser> => {
    if ((await admin.browser.session()).stage !== 'full')
      await admin.browser.enter(admin.loginName, admin.seed);
    return admin.browser;
  };
  const send = async (url: string, input: { secrets?: object }) => {
    const provider = { enabled: true, secrets: {}, ...input };
    const answer = await (await administrator()).post(url, { provider, code: fresh(admin.seed) });
    expect(answer).toMatchObject({ status: 200 });
    return answer.body.id as string;
  };
  const travel = async (start: string): Promise<string> => {
    await using web = openNetworkWeb(world, { verified: true });
    const cookies = new Map<string, string>();
    let url = start;
    for (let hops = 0; hops < 10; hops += 1) {
      if (url.startsWith(`${CONSOLE}/`)) return new URL(url).search;
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await web.fetch({ url, headers: { cookie } });
      if (!answer.ok) throw new Error(`${url}: ${answer.code}`);
      for (const [name, value] of answer.headers) {
        const [, key = '', kept = ''] = (name === 'set-cookie' && /^([^=]+)=([^;]*)/.exec(value)) || [];
        if (key) cookies.set(key, kept);
      }
      const location = header(answer, 'location');
      if (!location) throw new Error(`${url}: ${answer.status} ${Buffer.from(answer.body).toString('utf8')}`);
      url = new URL(location, url).href;
    }
    throw new Error('the provider leads in a circle');
  };
  return {
    house,
    world,
    unit,
    admin,
    administrator,
    fresh,
    travel,
    add: (input) => send('/api/identity-providers', input),
    async change(id, input) {
      await send(`/api/identity-providers/${id}`, input);
    },
    person: (employment = 'civil-servant') =>
      signedIn(house, { unitId: unit, employment, grants: [{ role: 'handler' }] }),
    async enter(browser, provider) {
      const begun = await browser.post(`/api/session/outside/${provider}/begin`, {});
      if (begun.status !== 200) return begun;
      const query = await travel(begun.body.url);
      return browser.post(`/api/session/outside/${provider}/finish`, { query });
    },
    async bind({ browser, seed }, provider) {
      const begun = await browser.post(`/api/me/outside/${provider}/begin`, { code: fresh(seed) });
      if (begun.status !== 200) return begun;
      return browser.post(`/api/me/outside/${provider}/finish`, { query: await travel(begun.body.url) });
    },
    async [Symbol.asyncDispose]() {
      await house.http.close();
      await world.close();
    },
  };
}
