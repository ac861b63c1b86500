import {
  applicationExportSchema,
  type ImportRequest,
  importReportSchema,
  importRequestSchema,
  type Lang,
  SHEET_FORMS,
  type SheetForm,
} from '@zhengdun/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Database } from '../kernel/database/index.ts';
import { actorOf, type Http, languageOf } from '../kernel/http/index.ts';
import { type Row, readSentRows, type SheetFile, writeTemplate } from '../kernel/sheet/index.ts';
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
      return send(reply, file, { name: fileName(of, lang, true), form: 'xlsx' });
    },
  );
  http.get(
    '/api/units/export.:form',
    { config: { permission: 'unit.read' }, schema: { params: formSchema } },
    async (request, reply) => {
      const { form } = request.params;
      const lang = languageOf(request);
      const file = await exportUnits(db, actorOf(request), { form, lang });
      return send(reply, file, { name: fileName('units', lang), form });
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
      return send(reply, file, { name: fileName('applications', lang), form });
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

function send(reply: FastifyReply, file: SheetFile, { name, form }: { name: string; form: SheetForm }) {
  return reply
    .header('content-type', file.mediaType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${form}`)}`)
    .send(file.bytes);
}

function fileName(of: 'units' | 'applications', lang: Lang, isTemplate = false): string {
  if (lang === 'en') return `${of}${isTemplate ? '-template' : ''}`;
  return `${of === 'units' ? '单位' : '应用台账'}${isTemplate ? '导入模板' : ''}`;
}
