import { sql } from 'kysely';
import type { Database } from '../../../server/src/kernel/database/index.ts';
import { EVERYTHING, withinScope } from '../../../server/src/kernel/tenancy/index.ts';
import { type CastRole, SCOPES } from './users.ts';

/** What a page asks the server for. */
export interface Question {
  readonly page: string;
  readonly url: string;
  readonly role: CastRole;
}

const URLS: readonly (readonly [page: string, role: CastRole, ...urls: readonly string[]])[] = [
  ['session', 'supervisor', 'session', 'me'],
  ['desk', 'supervisor', 'desk'],
  ['desk', 'liaison', 'desk'],
  [
    'overview',
    'supervisor',
    'overview',
    'overview?by=sector',
    'overview?chapter=4',
    'overview?chapter=4&article=30',
    'overview?by=sector&chapter=4',
    'overview/gravest',
    'overview/trend',
  ],
  [
    'findings',
    'supervisor',
    'findings',
    'findings?page=50',
    'findings?sort=severity',
    'findings?sort=found',
    'findings?preset=overdue',
    'findings?preset=recheck',
    'findings?preset=pleas',
    'findings?preset=unknown',
    'findings?preset=mine',
    'findings?preset=all',
    'findings?chapter=2&verdict=unmet',
    'findings?article=30&state=mending',
    'findings?since=2026-11-01',
    'findings?search=教育',
    'findings?search=麒麟',
    'findings?application={application}',
    'findings?unit={unit}',
    'findings/{finding}',
  ],
  [
    'applications',
    'supervisor',
    'applications',
    'applications?show=open',
    'applications?show=all',
    'applications?show=all&page=50',
    'applications?show=unchecked',
    'applications?show=all&kind=app&state=changing',
    'applications?show=all&search=教育',
    'applications?show=all&search=麒麟',
    'applications?show=all&search=样例',
    'applications?show=all&search=a1234',
    'applications/{application}',
    'applications/{application}/changes',
    'applications/{application}/checks',
    'applications/{application}/papers',
    'applications/{application}/exceptions',
  ],
  [
    'notices',
    'supervisor',
    'notices',
    'notices?show=overdue',
    'notices?show=all&page=20',
    'notices?show=all&search=样例',
    'notices/{notice}',
  ],
  [
    'units',
    'supervisor',
    'units',
    'units?superior={unit}',
    'units?search=样例',
    'units?search=麒麟',
    'units/{unit}',
    'units/{unit}/changes',
    'units/{unit}/papers',
    'regions',
    'regions?search=杭州',
  ],
  [
    'expiries',
    'supervisor',
    'expiries',
    'expiries?within=90',
    'expiries?within=overdue',
    'expiries?kind=filing',
  ],
  ['openings', 'supervisor', 'openings', 'openings?show=all', 'openings?show=all&search=样例'],
  [
    'watch',
    'supervisor',
    'watch/schedule',
    'watch/schedule?search=教育',
    'watch/schedule?show=paused',
    'watch/settings',
  ],
  ['checks', 'supervisor', 'checks'],
  [
    'people',
    'security-admin',
    'people',
    'people?q=甄样',
    'people?preset=ending',
    'people/{person}',
    'tokens',
  ],
  [
    'audit',
    'audit-admin',
    'audit',
    'audit?act=session-opened',
    'audit?person=甄样',
    'audit?since=2026-11-01&until=2026-11-20',
  ],
];

/** Every call of every page; what a page is about lies in the smallest scope, so that everybody sees it. */
export async function questions(db: Database): Promise<readonly Question[]> {
  const ids = await exampleIds(db);
  return URLS.flatMap(([page, role, ...urls]) =>
    urls.map((url) => ({
      page,
      role,
      url: encodeURI(`/api/${url.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof ids) => ids[name])}`),
    })),
  );
}

async function exampleIds(db: Database) {
  return withinScope(db, EVERYTHING, async (trx) => {
    const { rows } = await sql<Record<'unit' | 'application' | 'finding' | 'notice' | 'person', string>>`
      SELECT u.id AS unit, a.id AS application, f.id AS finding, n.id AS notice, p.id AS person
      FROM registry_unit u
      JOIN supervision_finding f ON f.unit_id = u.id AND f.state = 'mending'
      JOIN registry_application a ON a.id = f.application_id
      JOIN supervision_notice n ON n.unit_id = u.id
      JOIN identity_person p ON p.unit_id = u.id
      WHERE u.region_path = ${SCOPES.county} LIMIT 1`.execute(trx);
    if (!rows[0]) throw new Error('the district of the bench has no findings: take a larger size');
    return rows[0];
  });
}
