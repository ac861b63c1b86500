import type { ReadLine } from '../event.ts';
import { isoTime } from './time.ts';

/** Columns of PostgreSQL's csvlog (14 and later; 13 has 24, older ones 23), in their order. */
const COLUMNS = [
  ...['log_time', 'user', 'database', 'pid', 'client', 'session', 'session_line', 'command', 'session_start'],
  ...['virtual_transaction', 'transaction', 'severity', 'sql_state', 'message', 'detail', 'hint'],
  ...['internal_query', 'internal_query_position', 'context', 'query', 'query_position', 'location'],
  ...['application', 'backend', 'leader', 'query_id'],
];
const FEWEST = 23;
/** A cell, in quotation marks that are doubled inside, or without any. */
const CELL = /"([^"]*(?:""[^"]*)*)"|([^",]*)/y;

/** A record of PostgreSQL's csvlog; empty columns are left out. */
export function readCsvlog(line: string): ReadLine | undefined {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [^,]{1,6},/.test(line)) return undefined;
  const cells = cellsOf(line);
  const at = isoTime(cells?.[0] ?? '');
  if (!cells || cells.length < FEWEST || at === undefined) return undefined;
  const fields = cells
    .slice(0, COLUMNS.length)
    .flatMap((cell, index) => (cell === '' ? [] : [[COLUMNS[index] ?? '', cell] as const]));
  return { format: 'postgresql-csvlog', at, kind: 'database', fields };
}

function cellsOf(line: string): string[] | undefined {
  const cells: string[] = [];
  const cell = new RegExp(CELL);
  for (let at = 0; cells.length <= COLUMNS.length; at = cell.lastIndex + 1) {
    cell.lastIndex = at;
    const found = cell.exec(line);
    cells.push(found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? '');
    if (cell.lastIndex >= line.length) return cells;
    if (line[cell.lastIndex] !== ',') return undefined;
  }
  return undefined;
}
