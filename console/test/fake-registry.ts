import {
  type ApplicationRow,
  type ApplicationView,
  applicationListSchema,
  applicationQuerySchema,
  applicationViewSchema,
  changeListSchema,
  checkListSchema,
  createdSchema,
  type ImportReport,
  importReportSchema,
  importRequestSchema,
  newApplicationSchema,
  newUnitSchema,
  PLACES_LISTED,
  placesSchema,
  regionListSchema,
  takeOverSchema,
  unitListSchema,
  unitQuerySchema,
  unitViewSchema,
} from '@zhengdun/contract';
import type { Http } from '../../server/src/kernel/http/index.ts';

const config = { permission: 'loopback' } as const;
const asOf = '2026-11-24T02:12:00.000Z';

/** An invented bureau and its application. */
export const UNIT = '88888888-8888-4888-8888-888888888888';
const BELOW = '89898989-8989-4989-8989-898989898989';
export const APPLICATION = '99999999-9999-4999-8999-999999999999';

const ROWS: readonly ApplicationRow[] = [
  {
    id: APPLICATION,
    name: '示例县教育局门户网站',
    unit: { id: UNIT, name: '示例县教育局' },
    kind: 'website',
    state: 'running',
    mainAddress: 'https://www.shilixianjiaoyuju.gov.cn/',
    checked: { at: '2026-11-23T02:12:00.000Z', unmet: 4, unknown: 2 },
  },
  {
    id: '99999999-9999-4999-8999-99999999999a',
    name: '示例县教育发布',
    unit: { id: UNIT, name: '示例县教育局' },
    kind: 'account',
    state: 'running',
  },
];

const VIEW: ApplicationView = {
  id: APPLICATION,
  name: '示例县教育局门户网站',
  unit: { id: UNIT, name: '示例县教育局', regionName: '示例县' },
  kind: 'website',
  state: 'running',
  addresses: ['https://www.shilixianjiaoyuju.gov.cn/', 'm.shilixianjiaoyuju.gov.cn'],
  flags: ['reposts', 'links-out'],
  mlpsLevel: 2,
  openedOn: '2024-07-01',
  isPlatform: false,
  filings: [{ kind: 'icp', number: '某ICP备00000000号', filedOn: '2024-07-02' }],
  contact: { post: 'liaison', name: '甲某', title: '', phone: '000-0000000' },
  checked: ROWS[0]?.checked,
  fieldDuties: [
    {
      field: 'icp',
      obligations: [{ id: 'A4.2-icp-filing', citation: '第四条第一款', title: '完成ICP备案' }],
    },
    {
      field: 'state',
      obligations: ['A', 'B', 'C', 'D', 'E'].map((id) => ({
        id,
        citation: '第十二条',
        title: `示例义务${id}`,
      })),
    },
  ],
  changedAt: asOf,
  asOf,
};

const REPORT: ImportReport = {
  done: false,
  rows: 3,
  added: 2,
  changed: 0,
  unchanged: 1,
  faults: [],
  faultCount: 0,
  warnings: [],
};

const node = (id: string, name: string, subordinates: number) => ({
  id,
  name,
  kind: 'organ' as const,
  level: 'county' as const,
  regionName: '示例县',
  subordinates,
});

/** The routes of units and applications in front of one invented bureau. A file named 错 is faulty. */
export function addRegistry(http: Http): void {
  http.get(
    '/api/applications',
    { config, schema: { querystring: applicationQuerySchema, response: { 200: applicationListSchema } } },
    async ({ query: { show, search, kind } }) => {
      const rows = ROWS.filter(
        (row) =>
          (show === 'all' || (show === 'problem') === (row.checked !== undefined)) &&
          (!search || row.name.includes(search)) &&
          (!kind || row.kind === kind),
      );
      return { rows, total: rows.length, more: false, registered: ROWS.length, narrowed: [], asOf };
    },
  );
  http.post(
    '/api/applications',
    { config, schema: { body: newApplicationSchema, response: { 201: createdSchema } } },
    async (_, reply) => reply.code(201).send({ id: APPLICATION }),
  );
  http.post(
    '/api/applications/from-check',
    { config, schema: { body: takeOverSchema, response: { 201: createdSchema } } },
    async (_, reply) => reply.code(201).send({ id: APPLICATION }),
  );
  http.get(
    '/api/applications/:id',
    { config, schema: { response: { 200: applicationViewSchema } } },
    async () => VIEW,
  );
  http.get(
    '/api/applications/:id/checks',
    { config, schema: { response: { 200: checkListSchema } } },
    async () => ({ rows: [], total: 0, asOf }),
  );
  for (const of of ['units', 'applications']) {
    http.get(
      `/api/${of}/:id/changes`,
      { config, schema: { response: { 200: changeListSchema } } },
      async () => ({
        rows: [
          {
            id: 2,
            at: asOf,
            actor: '甲某',
            act: 'changed' as const,
            fields: [{ field: 'name', before: '示例网站', after: '示例县教育局门户网站' }],
          },
          {
            id: 1,
            at: asOf,
            actor: '甲某',
            act: 'registered' as const,
            fields: [{ field: 'icp', before: '', after: '某ICP备00000000号' }],
          },
        ],
        asOf,
      }),
    );
    http.post(
      `/api/${of}/import`,
      { config, schema: { body: importRequestSchema, response: { 200: importReportSchema } } },
      async ({ body: { name, dryRun } }) => {
        if (!name.includes('错')) return { ...REPORT, done: !dryRun };
        const problem = '应为党政机关或事业单位，现为“企业”';
        const fault = { line: 2, cell: 'B2', column: '单位性质', problem };
        return { ...REPORT, faults: [fault], faultCount: 1 };
      },
    );
  }
  addUnits(http);
}

function addUnits(http: Http): void {
  http.get(
    '/api/units',
    { config, schema: { querystring: unitQuerySchema, response: { 200: unitListSchema } } },
    async ({ query: { superior } }) => {
      const rows = superior ? [node(BELOW, '示例县第一中学', 0)] : [node(UNIT, '示例县教育局', 1)];
      return { rows, total: rows.length, asOf };
    },
  );
  http.post(
    '/api/units',
    { config, schema: { body: newUnitSchema, response: { 201: createdSchema } } },
    async (_, reply) => reply.code(201).send({ id: UNIT }),
  );
  // More than a list shows: a unit is found by its name.
  http.get('/api/places', { config, schema: { response: { 200: placesSchema } } }, async () => ({
    units: Array.from({ length: PLACES_LISTED }, () => ({ id: UNIT, name: '示例县教育局' })),
    regions: [],
  }));
  http.get('/api/units/:id', { config, schema: { response: { 200: unitViewSchema } } }, async () => ({
    id: UNIT,
    name: '示例县教育局',
    kind: 'organ' as const,
    level: 'county-department' as const,
    creditCode: '91350100M0001TGQXM',
    creditCodeDoubtful: true,
    region: {
      code: '990101',
      name: '示例县',
      fullName: '示例省示例市示例县',
      path: '990000/990100/990101/',
      local: false,
    },
    superiors: [{ id: BELOW, name: '示例市教育局' }],
    contacts: [{ post: 'liaison' as const, name: '甲某', title: '科长', phone: '000-0000000' }],
    subordinates: 1,
    applications: 2,
    changedAt: asOf,
    asOf,
  }));
  http.get('/api/regions', { config, schema: { response: { 200: regionListSchema } } }, async () => ({
    rows: [
      {
        code: '990101',
        name: '示例县',
        fullName: '示例省示例市示例县',
        path: '990000/990100/990101/',
        local: false,
      },
    ],
  }));
}
