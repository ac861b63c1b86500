import type { ApplicationQuery, Lang, SheetForm } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import { type SheetFile, writeTable } from '../../kernel/sheet/index.ts';
import { type Actor, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { allApplications, findFilings } from '../applications/application.repo.ts';
import { applicationInputOf } from '../applications/application.ts';
import { filterOf } from '../applications/read-applications.ts';
import { APPLICATION_COLUMNS, applicationCells } from './application-sheet.ts';

/** Every application of a filter, not only the page that is shown, as a file that can be imported again unchanged. */
export async function exportApplications(
  db: Database,
  actor: Actor,
  {
    query,
    ...file
  }: {
    readonly query: Omit<ApplicationQuery, 'page' | 'size'>;
    readonly form: SheetForm;
    readonly lang: Lang;
  },
): Promise<SheetFile> {
  const scope = scopeOf(actor, 'application.read');
  const rows = await withinScope(db, scope, async (trx) => {
    const found = await allApplications(trx, scope, await filterOf(trx, query));
    const ids = found.map(({ id }) => id);
    const filings = Map.groupBy(await findFilings(trx, ids), ({ application_id }) => application_id);
    return found.map((row) =>
      applicationCells(
        { id: row.id, unit: { id: row.unit_id, name: row.unit_name } },
        applicationInputOf(row, filings.get(row.id) ?? []),
      ),
    );
  });
  return writeTable(APPLICATION_COLUMNS, rows, file);
}
