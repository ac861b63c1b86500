import { realpath } from 'node:fs/promises';
import { readHead } from '../chain/read-head.ts';
import { LOG_KINDS, type LogKind } from '../event.ts';
import { type Holding, mayHold, readHoldings } from '../holdings.ts';
import { placesOf } from '../manifest.ts';
import { type Cell, openRebuilder } from '../rows/rebuild.ts';
import { type Condition, conditionOf, type LogQuestion, MOMENT } from './conditions.ts';
import { type FileQueries, openFileQueries, sqlText } from './query-files.ts';

/** A line that was found. */
export interface FoundLine {
  readonly sequence: number;
  /** ms since 1970: when it happened, where the line says it, else when it was received */
  readonly at: number;
  readonly source: string;
  readonly kind: LogKind;
  readonly format: string;
  /** the line; bytes that are no UTF-8 as U+FFFD */
  readonly line: string;
}

export interface LogAnswer {
  /** the newest, as many as were asked for */
  readonly lines: readonly FoundLine[];
  /** how many fit altogether */
  readonly count: number;
  /** how many fit in each part of the time, by its beginning in ms since 1970; parts without any are left out */
  readonly histogram: readonly { readonly from: number; readonly count: number }[];
  /** ms that a part of the histogram spans */
  readonly part: number;
  /** what was looked through */
  readonly scanned: { readonly events: number; readonly bytes: number; readonly segments: number };
  readonly ms: number;
  /** the archive could not be read from here on */
  readonly broken?: string;
}

/** Most lines that are given at once (console: 「已达 10 000 条，请缩小范围」). */
export const MOST_LINES = 10_000;
const MOST_PARTS = 120;
const PARTS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 43_200, 86_400, 604_800, 2_592_000];

/** Files of one kind in a query: more would make one of megabytes. */
const MOST_FILES = 5_000;

interface Searched {
  readonly kind: LogKind;
  readonly files: readonly string[];
  readonly condition: Condition;
}

/**
 * Searches the sealed logs of a folder. What waits in the spool is not searched: it is sealed within minutes.
 *
 * @param about.limit lines that are given, at most `MOST_LINES`
 * @throws HouseError `logs-address-unknown`
 */
export async function searchLogs(about: {
  readonly folder: string;
  readonly question: LogQuestion;
  readonly limit?: number;
  readonly signal: AbortSignal;
}): Promise<LogAnswer> {
  const { folder, question, signal } = about;
  const limit = Math.min(about.limit ?? MOST_LINES, MOST_LINES);
  const start = performance.now();
  const read = await readHead(folder);
  const held =
    read.state === 'read' || read.state === 'empty'
      ? await readHoldings(folder, read.state === 'read' ? read.head : undefined)
      : read.where;
  if (typeof held === 'string') return { ...NOTHING, ms: performance.now() - start, broken: held };
  const holdings = held.list().filter((holding) => mayHold(holding, question));
  const kinds = LOG_KINDS.flatMap((kind): Searched[] => {
    const condition = conditionOf(question, kind);
    const own = holdings.filter((holding) => holding.kind === kind);
    if (!condition || own.length === 0) return [];
    return inLots(own, MOST_FILES).map((lot) => ({
      kind,
      condition,
      files: lot.map(({ entry }) => placesOf(folder).segment(entry, kind)),
    }));
  });
  const scanned = sumOf(holdings.filter(({ kind }) => kinds.some((each) => each.kind === kind)));
  if (kinds.length === 0) return { ...NOTHING, scanned, ms: performance.now() - start };
  await using queries = await openFileQueries(await realpath(folder));
  const part = partOf(question, holdings);
  const counts = new Map<number, number>();
  let lines: FoundLine[] = [];
  for (const searched of kinds) {
    signal.throwIfAborted();
    let count = 0;
    for (const { from, count: own } of await histogramOf(queries, searched, part)) {
      counts.set(from, (counts.get(from) ?? 0) + own);
      count += own;
    }
    if (count === 0 || limit === 0) continue;
    signal.throwIfAborted();
    const found = await linesOf(queries, searched, limit);
    lines = [...lines, ...found].sort((one, other) => other.sequence - one.sequence).slice(0, limit);
  }
  const histogram = [...counts]
    .map(([from, count]) => ({ from, count }))
    .sort((one, other) => one.from - other.from);
  return {
    lines,
    count: histogram.reduce((sum, { count }) => sum + count, 0),
    histogram,
    part,
    scanned,
    ms: performance.now() - start,
  };
}

const NOTHING = {
  lines: [],
  count: 0,
  histogram: [],
  part: 1_000,
  scanned: { events: 0, bytes: 0, segments: 0 },
} as const;

function sumOf(files: readonly Holding[]): LogAnswer['scanned'] {
  return {
    events: files.reduce((sum, { count }) => sum + count, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    segments: new Set(files.map(({ entry }) => entry)).size,
  };
}

/** So many parts that a person can look at them. */
function partOf(question: LogQuestion, holdings: readonly Holding[]): number {
  const froms = holdings.map(({ happened, received }) => (happened ?? received).from);
  const tos = holdings.map(({ happened, received }) => (happened ?? received).to);
  const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other));
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other));
  const from = Math.max(question.from ?? 0, least(froms));
  const to = Math.min(question.to ?? Number.MAX_SAFE_INTEGER, most(tos) + 1);
  const seconds = PARTS.find((each) => (to - from) / (each * 1_000) <= MOST_PARTS);
  return (seconds ?? 31_536_000) * 1_000;
}

async function histogramOf(queries: FileQueries, { files, condition }: Searched, part: number) {
  const rows = await queries.ask(
    `select (${MOMENT} // ${part}) * ${part} as begin, count(*) as count
     from read_parquet(${listOf(files)}) where ${condition.sql} group by 1`,
    condition.values,
  );
  return rows.map(({ begin, count }) => ({ from: Number(begin), count: Number(count) }));
}

async function linesOf(queries: FileQueries, { kind, files, condition }: Searched, limit: number) {
  const rows = await queries.ask(
    `select * replace (epoch_ms(happened) as happened, epoch_ms(received) as received)
     from read_parquet(${listOf(files)}) where ${condition.sql} order by sequence desc limit ${limit}`,
    condition.values,
  );
  const rebuilder = openRebuilder();
  return rows.map((row): FoundLine => {
    const cell: Cell = (name) => row[name] as ReturnType<Cell>;
    return {
      sequence: Number(row.sequence),
      at: Number(row.happened ?? row.received),
      source: String(row.source),
      kind,
      format: String(row.format),
      line: rebuilder.rawOf(cell)?.toString('utf8') ?? '',
    };
  });
}

const listOf = (files: readonly string[]) => `[${files.map(sqlText).join(', ')}]`;

function inLots<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
