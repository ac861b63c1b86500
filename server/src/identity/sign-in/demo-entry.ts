import { demoEntrySchema, demoPeopleSchema, sessionViewSchema } from '@zhengdun/contract';
import { HouseError } from '../../kernel/errors/index.ts';
import type { Http } from '../../kernel/http/index.ts';
import { EVERYTHING, withinScope } from '../../kernel/tenancy/index.ts';
import { askedBy, type Browser, type IdentityTools } from '../tools.ts';
import { viewSession } from './authenticate.ts';
import { browserOf, setSessionCookie } from './cookies.ts';
import { enterPerson } from './finish-sign-in.ts';

/** Somebody of the demonstration whom one may be, by login name. */
export type DemoCast = readonly { readonly loginName: string; readonly shown: boolean }[];

/**
 * Routes by which one enters as somebody of an invented city, without password and second factor. They stand in the
 * demonstration only, which has a database of its own: app.ts adds them there and nowhere else.
 *
 * @param cast nobody but these may be entered as; those that are `shown` are offered
 */
export function addDemoEntry(http: Http, tools: IdentityTools, cast: DemoCast): void {
  http.get(
    '/api/session/demo',
    { config: { permission: 'public' }, schema: { response: { 200: demoPeopleSchema } } },
    async () => ({ rows: await readCast(tools, cast) }),
  );
  http.post(
    '/api/session/demo',
    {
      config: { permission: 'public', entry: true },
      schema: { body: demoEntrySchema, response: { 200: sessionViewSchema } },
    },
    async (request, reply) => {
      const { loginName } = request.body;
      if (!cast.some((each) => each.loginName === loginName)) throw new HouseError('person-unknown', {});
      const browser = browserOf(request, reply, tools.secure);
      const token = await enterAs(askedBy(tools, request), loginName, browser);
      setSessionCookie(reply, token, tools.secure);
      return viewSession(tools, { token, deviceDigest: browser.deviceDigest });
    },
  );
}

/** Opens a whole session of a person. @returns its token */
async function enterAs(
  tools: ReturnType<typeof askedBy>,
  loginName: string,
  browser: Browser,
): Promise<string> {
  return withinScope(tools.db, EVERYTHING, async (trx) => {
    const { id } = await trx
      .selectFrom('identity_person')
      .select('id')
      .where('login_name', '=', loginName)
      .executeTakeFirstOrThrow();
    return enterPerson(trx, tools, { personId: id, browser, firstDevice: true });
  });
}

async function readCast(tools: IdentityTools, cast: DemoCast) {
  const names = cast.filter(({ shown }) => shown).map(({ loginName }) => loginName);
  const rows = await withinScope(tools.db, EVERYTHING, (trx) =>
    trx
      .selectFrom('identity_person as p')
      .innerJoin('registry_unit as u', 'u.id', 'p.unit_id')
      .innerJoin('identity_grant as g', 'g.person_id', 'p.id')
      .select(['p.login_name as loginName', 'p.name', 'u.name as unitName', 'g.role'])
      .where('p.login_name', 'in', names)
      .execute(),
  );
  return names.flatMap((name) => rows.find(({ loginName }) => loginName === name) ?? []);
}
