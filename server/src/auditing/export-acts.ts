import { ACT_RESULT_WORDS, type ActFilter, type ActRow, AGENT_WORDS, type Lang } from '@zhengdun/contract';
import { type Caller, recordDone } from '../kernel/audit/index.ts';
import { beijingTime } from '../kernel/clock/index.ts';
import { HouseError } from '../kernel/errors/index.ts';
import { type SheetFile, writeTable } from '../kernel/sheet/index.ts';
import { findActs } from './read-acts.ts';
import type { AuditingTools } from './tools.ts';

/** More rows than an office program opens without trouble: a narrower filter is asked for. */
const MOST_ROWS = 20_000;

const column = (zh: string, en: string) => ({ word: { zh, en }, hint: { zh: '', en: '' }, example: '' });
const COLUMNS = {
  at: column('时间（北京时间）', 'Time (Beijing)'),
  who: column('人员', 'Person'),
  unit: column('所在单位', 'Unit of the person'),
  from: column('来自', 'From'),
  act: column('行为', 'Act'),
  object: column('对象', 'Object'),
  objectId: column('对象编号', 'Id of the object'),
  result: column('结果', 'Result'),
  detail: column('附注', 'Detail'),
  id: column('记录编号', 'Id of the record'),
};

/**
 * The whole filter as a sheet. The export is recorded itself.
 *
 * @throws HouseError `export-too-large`
 */
export async function exportActs(
  tools: AuditingTools,
  caller: Caller,
  { filter, lang }: { readonly filter: ActFilter; readonly lang: Lang },
): Promise<SheetFile> {
  const { rows, more } = await findActs(tools, caller.actor, {
    filter,
    page: { limit: MOST_ROWS, offset: 0, most: MOST_ROWS },
  });
  if (more) throw new HouseError('export-too-large', { most: MOST_ROWS });
  await tools.db.transaction().execute((trx) =>
    recordDone(trx, caller, {
      act: 'audit-exported',
      unit: caller.actor.unitId,
      detail: { records: rows.length },
    }),
  );
  return writeTable(
    COLUMNS,
    rows.map((row) => cells(row, lang)),
    { form: 'xlsx', lang },
  );
}

function cells(row: ActRow, lang: Lang): Record<keyof typeof COLUMNS, string> {
  const { actor, object } = row;
  return {
    at: beijingTime(new Date(row.at)),
    who:
      actor.kind === 'person'
        ? (actor.name ?? '')
        : [AGENT_WORDS[actor.kind][lang], actor.name].filter(Boolean).join(' '),
    unit: actor.unitName ?? '',
    from: row.from,
    act: row.act.words[lang],
    object: object ? [object.words[lang], object.name].filter(Boolean).join(' ') : '',
    objectId: object?.id ?? '',
    result: ACT_RESULT_WORDS[row.result][lang],
    detail: row.detail,
    id: row.id,
  };
}
