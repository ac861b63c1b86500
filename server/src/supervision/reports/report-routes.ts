import { findingFilterSchema } from '@zhengdun/contract';
import { z } from 'zod';
import { DOCX_MEDIA_TYPE } from '../../kernel/docx/index.ts';
import { actorOf, type Http, languageOf, sendFile } from '../../kernel/http/index.ts';
import type { SupervisionTools } from '../tools.ts';
import { readUnitReport } from './read-unit-report.ts';
import { rectificationRegister } from './rectification-register.ts';
import { unitReportDocument } from './unit-report-document.ts';

const READ = { permission: 'finding.read' } as const;

/** Routes of what a unit hands in: 整改台账 and 自查报告. */
export function addReportRoutes(http: Http, { db, now }: Pick<SupervisionTools, 'db' | 'now'>): void {
  for (const form of ['xlsx', 'docx'] as const) {
    http.get(
      `/api/findings/register.${form}`,
      { config: READ, schema: { querystring: findingFilterSchema } },
      async (request, reply) => {
        const reading = { actor: actorOf(request), lang: languageOf(request), now: now() };
        const file = await rectificationRegister(db, reading, { filter: request.query, form });
        const name = reading.lang === 'zh' ? '整改台账' : 'rectification-register';
        return sendFile(reply, { name: `${name}.${form}`, ...file });
      },
    );
  }
  http.get(
    '/api/units/:id/self-inspection.docx',
    { config: READ, schema: { params: z.object({ id: z.uuid() }) } },
    async (request, reply) => {
      const lang = languageOf(request);
      const report = await readUnitReport(
        db,
        { actor: actorOf(request), lang, now: now() },
        request.params.id,
      );
      const name = lang === 'zh' ? `自查报告-${report.unit.name}.docx` : 'self-inspection.docx';
      return sendFile(reply, {
        name,
        mediaType: DOCX_MEDIA_TYPE,
        bytes: await unitReportDocument(report, lang),
      });
    },
  );
}
