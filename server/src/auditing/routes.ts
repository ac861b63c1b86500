import { actFilterSchema, actsQuerySchema, actsSchema, ledgerViewSchema } from '@zhengdun/contract';
import { actorOf, callerOf, type Http, languageOf, sendFile } from '../kernel/http/index.ts';
import { exportActs } from './export-acts.ts';
import { readActs } from './read-acts.ts';
import { askForVerification, readLedger } from './read-ledger.ts';
import type { AuditingTools } from './tools.ts';

/** Routes of 审计 and 存证. */
export function addAuditingRoutes(http: Http, tools: AuditingTools): void {
  const audit = { permission: 'audit.read' } as const;
  const ledger = { permission: 'ledger.verify' } as const;

  http.get(
    '/api/audit',
    { config: audit, schema: { querystring: actsQuerySchema, response: { 200: actsSchema } } },
    async (request) => readActs(tools, actorOf(request), request.query),
  );

  http.get(
    '/api/audit/export.xlsx',
    { config: audit, schema: { querystring: actFilterSchema } },
    async (request, reply) => {
      const lang = languageOf(request);
      const file = await exportActs(tools, callerOf(request), { filter: request.query, lang });
      return sendFile(reply, { name: lang === 'zh' ? '审计记录.xlsx' : 'audit-log.xlsx', ...file });
    },
  );

  http.get('/api/ledger', { config: ledger, schema: { response: { 200: ledgerViewSchema } } }, async () =>
    readLedger(tools.db),
  );

  http.post(
    '/api/ledger/verify',
    { config: ledger, schema: { response: { 202: ledgerViewSchema } } },
    async (request, reply) => {
      await askForVerification(tools.db, callerOf(request));
      return reply.code(202).send(await readLedger(tools.db));
    },
  );
}
