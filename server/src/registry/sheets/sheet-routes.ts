import {
  applicationExportSchema,
  type ImportRequest,
  importReportSchema,
  importRequestSchema,
  type Lang,
  SHEET_FORMS,
} from '@zhengdun/contract';
import { z } from 'zod';
import type { Database } from '../../kernel/database/index.ts';
import { actorOf, type Http, languageOf, sendFile } from '../../kernel/http/index.ts';
import { type Row, readSentRows, writeTemplate } from '../../kernel/sheet/index.ts';
import { APPLICATION_COLUMNS } from './application-sheet.ts';
import { exportApplications } from './export-applications.ts';
import { exportUnits } from './export-units.ts';
import { importApplications } from './import-applications.ts';
import { reportOf } from './import-report.ts';
import { importUnits } from './import-units.ts';
import { UNIT_COLUMNS } from './unit-sheet.ts';

const formSchema = z.object({ form: z.enum(SHEET_FORMS) });
const templateSchema = z.object({ of: z.enum(['units', 'applications']) });
/** Ten million characters of base64 and some words: a sheet of 7 MB holds far more rows than anybody imports at once. */
const BODY_LIMIT = 11_000_000;

/** Files of import and export. */
export function addSheetRoutes(http: Http, db: Database): void {
  http.get(
    '/api/registry/:of/template.xlsx',
    { config: { permission: 'signed-in' }, schema: { params: templateSchema } },
    async (request, reply) => {
      const lang = languageOf(request);
      const { of } = request.params;
      const file = await (of === 'units'
        ? writeTemplate(UNIT_COLUMNS, lang)
        : writeTemplate(APPLICATION_COLUMNS, lang));
      return sendFile(reply, { name: `${fileName(of, lang, true)}.xlsx`, ...file });
    },
  );
  http.get(
    '/api/units/export.:form',
    { config: { permission: 'unit.read' }, schema: { params: formSchema } },
    async (request, reply) => {
      const { form } = request.params;
      const lang = languageOf(request);
      const file = await exportUnits(db, actorOf(request), { form, lang });
      return sendFile(reply, { name: `${fileName('units', lang)}.${form}`, ...file });
    },
  );
  http.get(
    '/api/applications/export.:form',
    {
      config: { permission: 'application.read' },
      schema: { params: formSchema, querystring: applicationExportSchema },
    },
    async (request, reply) => {
      const { form } = request.params;
      const lang = languageOf(request);
      const file = await exportApplications(db, actorOf(request), { query: request.query, form, lang });
      return sendFile(reply, { name: `${fileName('applications', lang)}.${form}`, ...file });
    },
  );
  const importing = { body: importRequestSchema, response: { 200: importReportSchema } };
  http.post(
    '/api/units/import',
    { config: { permission: 'unit.manage' }, bodyLimit: BODY_LIMIT, schema: importing },
    async (request) => {
      const lang = languageOf(request);
      const rows = await rowsOf(request.body, lang);
      const { dryRun } = request.body;
      return reportOf(await importUnits(db, actorOf(request), { rows, dryRun }), lang);
    },
  );
  http.post(
    '/api/applications/import',
    { config: { permission: 'application.manage' }, bodyLimit: BODY_LIMIT, schema: importing },
    async (request) => {
      const lang = languageOf(request);
      const rows = await rowsOf(request.body, lang);
      const { dryRun } = request.body;
      return reportOf(await importApplications(db, actorOf(request), { rows, dryRun }), lang);
    },
  );
}

function rowsOf({ name, content }: ImportRequest, lang: Lang): Promise<Row[]> {
  return readSentRows(Buffer.from(content, 'base64'), name, lang);
}

function fileName(of: 'units' | 'applications', lang: Lang, isTemplate = false): string {
  if (lang === 'en') return `${of}${isTemplate ? '-template' : ''}`;
  return `${of === 'units' ? '单位' : '应用台账'}${isTemplate ? '导入模板' : ''}`;
}
