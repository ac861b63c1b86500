import { realpath } from 'node:fs/promises';
import { BEIJING_MS } from '../../kernel/durations.ts';
import { LOG_KINDS, type LogKind } from '../event.ts';
import { type Holding, mayHold } from '../holdings.ts';
import { columnsOf } from '../rows/columns.ts';
import { type Cell, openRebuilder } from '../rows/rebuild.ts';
import { type Condition, conditionOf, type LogQuestion } from './conditions.ts';
import { knownColumns } from './known-columns.ts';
import { maskedLine, personalIn } from './mask.ts';
import { partOf } from './parts.ts';
import { type FileQueries, openFileQueries } from './query-files.ts';
import { archiveShelf, type Shelf, type ShelvedFile } from './shelf.ts';
import { sqlText } from './sql-text.ts';

/** A line that was found. */
export interface FoundLine {
  readonly sequence: number;
  /** ms since 1970: when it happened, where the line says it, else when it was received */
  readonly at: number;
  readonly receivedAt: number;
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
/** Files are exported to so many rows. */
const MOST_EXPORTED = 100_000;
/** So many are named one by one. */
const MOST_NAMED = 2_000;

/** Files of one kind in a query: more would make one of megabytes. */
const MOST_FILES = 5_000;

/** Files that are asked in the same way. */
interface Group {
  readonly files: string[];
  /** beside what is looked for */
  readonly besides: readonly string[];
}

interface Searched {
  readonly kind: LogKind;
  /** whose sequences they are */
  readonly collector: string;
  readonly files: readonly ShelvedFile[];
  readonly groups: readonly Group[];
  readonly condition: Condition;
  /** columns that hold nothing in any of the files */
  readonly empty: ReadonlySet<string>;
}

/** Searches one archive, or a common store, again and again; what it knows of the files stays. Any number of questions at a time. */
export interface LogSearch extends AsyncDisposable {
  /**
   * What waits in the spool is not searched: it is sealed within minutes.
   *
   * @param about.limit lines that are given, at most `MOST_EXPORTED`
   * @throws HouseError `logs-address-unknown`, `logs-search-too-long`
   */
  search(about: {
    readonly question: LogQuestion;
    readonly limit?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<LogAnswer>;
}

/**
 * @param place the folder of an archive, which need not be there yet, or a shelf of files
 * @param shared queries that are somebody else's to open and close
 */
export function openLogSearch(place: string | Shelf, shared?: () => Promise<FileQueries>): LogSearch {
  const shelf = typeof place === 'string' ? archiveShelf(place) : place;
  let opened: Promise<FileQueries> | undefined;

  const queriesOf = () => {
    if (shared) return shared();
    opened ??= realpath(shelf.folder).then(openFileQueries);
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };

  async function searchOnce({
    question,
    limit: asked = MOST_LINES,
    signal,
  }: Parameters<LogSearch['search']>[0]): Promise<LogAnswer> {
    const limit = Math.min(asked, MOST_EXPORTED);
    const start = performance.now();
    const held = await shelf.held(question);
    if (typeof held === 'string') return { ...NOTHING, ms: performance.now() - start, broken: held };
    const files = held.filter((file) => mayHold(file, question));
    const searched = searchedOf(files, { question, mostBytes: shelf.mostBytes });
    const scanned = sumOf(searched.flatMap((each) => each.files));
    if (searched.length === 0) return { ...NOTHING, scanned, ms: performance.now() - start };
    const queries = await queriesOf();
    const part = partOf(question, files);
    const counts = new Map<number, number>();
    const newest = new Map<string, { readonly sequence: number; readonly of: Searched }[]>();
    const looked: Searched[] = [];
    for (const asked of searched) {
      signal?.throwIfAborted();
      await using _ = await shelf.hold(asked.files);
      const each = await narrowed(queries, asked, question);
      if (!each) continue;
      looked.push(each);
      const own = newest.get(each.collector) ?? [];
      for (const { from, count, sequences } of await countsOf(queries, each, { part, limit })) {
        counts.set(from, (counts.get(from) ?? 0) + count);
        own.push(...sequences.map((sequence) => ({ sequence, of: each })));
      }
      own.sort((one, other) => other.sequence - one.sequence);
      newest.set(each.collector, own.slice(0, limit));
    }
    const found: FoundLine[][] = [];
    for (const [collector, own] of newest) {
      const lines: FoundLine[] = [];
      for (const each of looked.filter((one) => one.collector === collector)) {
        signal?.throwIfAborted();
        const wanted = own.filter(({ of }) => of === each).map(({ sequence }) => sequence);
        if (wanted.length === 0) continue;
        await using _ = await shelf.hold(each.files);
        lines.push(...(await linesOf(queries, each, { wanted, isMasked: question.isMasked === true })));
      }
      found.push(lines.sort((one, other) => other.sequence - one.sequence));
    }
    const histogram = [...counts]
      .map(([from, count]) => ({ from, count }))
      .sort((one, other) => one.from - other.from);
    return {
      lines: newestOf(found, limit),
      count: histogram.reduce((sum, { count }) => sum + count, 0),
      histogram,
      part,
      scanned,
      ms: performance.now() - start,
    };
  }

  return {
    // Compaction and deletion take files away while they are searched: the list of files is then another.
    search: (about) =>
      searchOnce(about).catch((error: unknown) => {
        if (!isGone(error)) throw error;
        return searchOnce(about);
      }),
    async [Symbol.asyncDispose]() {
      const queries = await opened?.catch(() => undefined);
      await queries?.[Symbol.asyncDispose]();
    },
  };
}

/** Searches the sealed logs of a folder, or of a shelf, once. @throws as `LogSearch.search` */
export async function searchLogs(about: {
  readonly folder: string | Shelf;
  readonly question: LogQuestion;
  readonly limit?: number;
  readonly signal: AbortSignal;
}): Promise<LogAnswer> {
  await using search = openLogSearch(about.folder);
  return await search.search(about);
}

const NOTHING = {
  lines: [],
  count: 0,
  histogram: [],
  part: 1_000,
  scanned: { events: 0, bytes: 0, segments: 0 },
} as const;

/** Files that are asked together: of one kind and history, and no more than may be held at a time. */
function searchedOf(
  files: readonly ShelvedFile[],
  { question, mostBytes }: { readonly question: LogQuestion; readonly mostBytes: number },
): Searched[] {
  return [...Map.groupBy(files, ({ collector }) => collector)].flatMap(([collector, all]) =>
    LOG_KINDS.flatMap((kind): Searched[] => {
      const condition = conditionOf(question, kind);
      const own = all.filter((file) => file.kind === kind);
      if (!condition || own.length === 0) return [];
      return inLots(own, { files: MOST_FILES, bytes: mostBytes }).map((lot) => ({
        ...{ kind, collector, condition, files: lot, empty: new Set() },
        groups: groupsOf(lot, { question, condition }),
      }));
    }),
  );
}

/**
 * Without the columns that hold nothing in these files.
 *
 * @param asked of files that are held
 * @returns undefined where nothing in them can fit
 */
async function narrowed(
  queries: FileQueries,
  asked: Searched,
  question: LogQuestion,
): Promise<Searched | undefined> {
  const known = await knownColumns(
    queries,
    asked.files.map(({ path }) => path),
  );
  const condition = conditionOf(question, asked.kind, known);
  return condition && { ...asked, empty: known.empty, condition };
}

/** Lines of several histories, each in its order, as they were received: the newest first. */
function newestOf(histories: readonly (readonly FoundLine[])[], limit: number): FoundLine[] {
  const [only = []] = histories;
  if (histories.length <= 1) return [...only];
  return histories
    .flat()
    .sort((one, other) => other.receivedAt - one.receivedAt || other.sequence - one.sequence)
    .slice(0, limit);
}

function sumOf(files: readonly Holding[]): LogAnswer['scanned'] {
  return {
    events: files.reduce((sum, { count }) => sum + count, 0),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    segments: new Set(files.map(({ entry }) => entry)).size,
  };
}

/** What a file says of itself need not be asked of its rows: all of them are of the time, or of the sources. */
function groupsOf(
  files: readonly ShelvedFile[],
  { question, condition }: { readonly question: LogQuestion; readonly condition: Condition },
): Group[] {
  const groups = new Map<string, Group>();
  for (const file of files) {
    const besides = [
      ...(isWithin(file, question) ? [] : [condition.time]),
      ...(isOfThem(file, question) ? [] : [condition.source]),
    ];
    const key = besides.join(' ');
    const group = groups.get(key) ?? { files: [], besides };
    groups.set(key, group);
    group.files.push(file.path);
  }
  return [...groups.values()];
}

function isWithin({ received, happened }: Holding, { from, to }: LogQuestion): boolean {
  const first = Math.min(received.from, happened?.from ?? received.from);
  const last = Math.max(received.to, happened?.to ?? received.to);
  return (from === undefined || from <= first) && (to === undefined || last < to);
}

function isOfThem({ sources }: Holding, question: LogQuestion): boolean {
  return !question.sources?.length || sources.every((source) => question.sources?.includes(source));
}

/** The rows that fit, each once, by their sequence and a time. @param besides what else must hold */
function fitting({ groups, condition }: Searched, time: 'happened' | 'received', besides = 'true'): string {
  const parts = groups.flatMap((group) =>
    condition.anyOf.map(
      (test) =>
        `select sequence, ${time} from read_parquet(${listOf(group.files)}) where ${[test, ...group.besides, besides].join(' and ')}`,
    ),
  );
  return parts.join(condition.anyOf.length > 1 ? ' union ' : ' union all ');
}

interface Counted {
  readonly from: number;
  readonly count: number;
  readonly sequences: readonly number[];
}

interface Counting {
  readonly part: number;
  readonly limit: number;
}

/** How many there were in each part of the time, with the newest of each part. */
async function countsOf(queries: FileQueries, searched: Searched, about: Counting): Promise<Counted[]> {
  const counted = await countsBy(
    queries,
    { ...about, time: 'happened', of: fitting(searched, 'happened') },
    searched,
  );
  const timed = counted.filter(({ from }) => !Number.isNaN(from));
  if (timed.length === counted.length) return timed;
  // Lines that say no time count by that of their receiving. It is read for them alone: a column of times costs as much as a status.
  const of = fitting(searched, 'received', 'happened is null');
  return [...timed, ...(await countsBy(queries, { ...about, time: 'received', of }, searched))];
}

/** Parts of half a day and more begin at midnight in Beijing. @returns NaN for the part of those without such a time */
async function countsBy(
  queries: FileQueries,
  { part, limit, time, of }: Counting & { readonly time: string; readonly of: string },
  { condition }: Searched,
): Promise<Counted[]> {
  const rows = await queries.ask(
    `select ((epoch_ms(${time}) + ${BEIJING_MS}) // ${part}) * ${part} - ${BEIJING_MS} as begin, count(*) as count
       ${limit > 0 ? `, max(sequence, ${limit}) as newest` : ''}
     from (${of}) group by 1`,
    condition.values,
  );
  return rows.map(({ begin, count, newest }) => ({
    from: begin === null ? Number.NaN : Number(begin),
    count: Number(count),
    sequences: Array.isArray(newest) ? newest.map(Number) : [],
  }));
}

/** @param about.wanted the highest sequences first */
async function linesOf(
  queries: FileQueries,
  searched: Searched,
  { wanted, isMasked }: { readonly wanted: readonly number[]; readonly isMasked: boolean },
): Promise<FoundLine[]> {
  const files = searched.files.map(({ path }) => path);
  const isNamed = wanted.length <= MOST_NAMED;
  const chosen = isNamed
    ? wanted.join(', ')
    : `select sequence from (${fitting(searched, 'happened')}) where sequence >= ${wanted.at(-1)}`;
  // What is one condition leaves whole row groups out a second time.
  const [test, ...others] = searched.condition.anyOf;
  const isOne = test !== undefined && others.length === 0;
  const rows = await queries.ask(
    `select ${filledColumns(searched)}
     from read_parquet(${listOf(files)}) where sequence in (${chosen}) and sequence >= ${wanted.at(-1)}
     ${isOne ? `and ${test}` : ''}`,
    isNamed && !isOne ? [] : searched.condition.values,
  );
  const rebuilder = openRebuilder();
  return rows.map((row): FoundLine => {
    const cell: Cell = (name) => row[name] as ReturnType<Cell>;
    const line = rebuilder.rawOf(cell)?.toString('utf8') ?? '';
    return {
      sequence: Number(row.sequence),
      at: Number(row.happened ?? row.received),
      receivedAt: Number(row.received),
      source: String(row.source),
      kind: searched.kind,
      format: String(row.format),
      line: isMasked ? maskedLine(line, personalIn(cell)) : line,
    };
  });
}

/** Times as ms. What is empty reads as what is not there. */
function filledColumns({ kind, empty }: Searched): string {
  return columnsOf(kind)
    .filter(({ name }) => !empty.has(name))
    .map(({ name, type }) => (type === 'time' ? `epoch_ms("${name}") as "${name}"` : `"${name}"`))
    .join(', ');
}

const listOf = (files: readonly string[]) => `[${files.map(sqlText).join(', ')}]`;

function inLots(
  files: readonly ShelvedFile[],
  most: { readonly files: number; readonly bytes: number },
): ShelvedFile[][] {
  const lots: ShelvedFile[][] = [];
  let lot: ShelvedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (lot.length > 0 && (lot.length >= most.files || bytes + file.bytes > most.bytes)) {
      lots.push(lot);
      lot = [];
      bytes = 0;
    }
    lot.push(file);
    bytes += file.bytes;
  }
  if (lot.length > 0) lots.push(lot);
  return lots;
}

/** DuckDB says in words alone that a file is not there. */
function isGone(error: unknown): boolean {
  return error instanceof Error && /^IO Error: .*(?:No such file|No files found)/s.test(error.message);
}
