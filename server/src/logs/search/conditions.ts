import type { LogKind } from '../event.ts';
import { fixedPart, mayContain } from '../parquet/capitals.ts';
import { type Column, columnsOf, FIELD_ALIASES, FIELD_COLUMNS } from '../rows/columns.ts';
import { addressTest } from './addresses.ts';
import { type KnownColumns, NOTHING_KNOWN } from './known-columns.ts';
import { sqlText } from './sql-text.ts';

/** What is looked for. Everything that is given must hold. */
export interface LogQuestion {
  /** ms since 1970, the end not included; of the event where its line says it, else of its receiving */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly kinds?: readonly LogKind[] | undefined;
  readonly sources?: readonly string[] | undefined;
  /** an address or a network, IPv4 or IPv6, in whatever column holds addresses */
  readonly address?: string | undefined;
  /** name and text of a field; `5xx` for a status */
  readonly fields?: readonly (readonly [name: string, text: string])[] | undefined;
  /** parts of the line, in any order; upper and lower case are the same */
  readonly words?: readonly string[] | undefined;
  /** words are not looked for in what says who somebody is */
  readonly isMasked?: boolean | undefined;
}

export interface Condition {
  /**
   * SQL with $1, $2 …: what fits one of these. Each looks for a word in one column alone: DuckDB then looks at every value of its
   * dictionary once, and reads the other columns only of rows that fit.
   */
  readonly anyOf: readonly string[];
  /** besides, where the time of a file lies only partly within what is asked for */
  readonly time: string;
  /** besides, where a file holds rows of other sources too */
  readonly source: string;
  readonly values: readonly (string | number | bigint)[];
}

/** Columns that say who somebody is. */
export const PERSONAL_COLUMNS: readonly string[] = ['client', 'user', 'src', 'dst'];
const ADDRESS_COLUMNS = ['client', 'src', 'dst'];

/**
 * The question as a condition on the rows of a kind; undefined where no row of the kind can fit.
 *
 * @param known of the columns of the files that are asked
 * @throws HouseError `logs-address-unknown`
 */
export function conditionOf(
  question: LogQuestion,
  kind: LogKind,
  { empty, capitals, characters }: KnownColumns = NOTHING_KNOWN,
): Condition | undefined {
  if (question.kinds && !question.kinds.includes(kind)) return undefined;
  const values: (string | number | bigint)[] = [];
  const bind = (value: string | number | bigint) => `$${values.push(value)}`;
  const columns = columnsOf(kind).filter(({ name }) => !empty.has(name));
  const parts: string[] = [];
  const { from, to, sources, address, fields = [], words = [], isMasked = false } = question;
  // The first half alone lets whole row groups be left out by their bounds.
  const moment = (sign: string, ms: number) => {
    const limit = `make_timestamptz(${Math.trunc(ms)}000::bigint)`;
    return `(happened ${sign} ${limit} or happened is null) and coalesce(happened, received) ${sign} ${limit}`;
  };
  const time = [
    ...(from === undefined ? [] : [moment('>=', from)]),
    ...(to === undefined ? [] : [moment('<', to)]),
  ];
  if (address !== undefined) {
    const held = columns.filter(({ name }) => ADDRESS_COLUMNS.includes(name));
    if (held.length === 0) return undefined;
    const found = addressTest(address, bind);
    parts.push(`(${held.map(({ name }) => found(quoted(name))).join(' or ')})`);
  }
  for (const [name, text] of fields) parts.push(fieldTest(kind, name, text, bind));
  // The longest is the rarest: it is looked for first, and the others in what it finds.
  const looks = words
    .toSorted((one, other) => other.length - one.length)
    .map((word) =>
      columns
        .filter((column) => isSearched(column, word) && !(isMasked && PERSONAL_COLUMNS.includes(column.name)))
        .flatMap(({ name }) =>
          wordTests(
            { column: quoted(name), capitals: capitals.get(name), characters: characters.get(name) },
            word,
            bind,
          ),
        ),
    );
  if (looks.some((tests) => tests.length === 0)) return undefined;
  const [first, ...others] = looks;
  for (const tests of others) parts.push(`(${tests.join(' or ')})`);
  const all = (test?: string) => [...(test === undefined ? [] : [test]), ...parts].join(' and ') || 'true';
  return {
    anyOf: first ? first.map(all) : [all()],
    time: time.join(' and ') || 'true',
    source: sources?.length ? `source in (${sources.map(sqlText).join(', ')})` : 'true',
    values,
  };
}

const ADDRESS_LIKE = /^[0-9a-f.:/]+$/i;

/** Text of lines; what we made ourselves is not searched. No address holds a word with other letters. */
function isSearched({ name, type }: Column, word: string): boolean {
  if (type !== 'text' || ['source', 'declared', 'format', 'shape'].includes(name)) return false;
  return !ADDRESS_COLUMNS.includes(name) || ADDRESS_LIKE.test(word);
}

/**
 * A word as it may stand in a line: itself, and in an address of the Web. Only what has two cases is put into one. None where no text
 * of the column has its characters.
 */
function wordTests(
  {
    column,
    capitals,
    characters,
  }: {
    readonly column: string;
    readonly capitals: string | undefined;
    readonly characters: string | undefined;
  },
  word: string,
  bind: (value: string) => string,
): string[] {
  const plain = word.toLowerCase();
  const may = (form: string) => characters === undefined || mayContain(characters, form);
  const hasCases = plain !== word.toUpperCase();
  const fixed = capitals !== undefined && ASCII.test(word) ? fixedPart(plain, capitals) : '';
  const own = may(plain)
    ? [wholeTest({ column, hasCases: hasCases && fixed !== plain, fixed }, plain, bind)]
    : [];
  if (!/[^\x00-\x7f]/.test(word)) return own;
  const encoded = encodeURIComponent(word.toWellFormed());
  if (!may(encoded.toLowerCase())) return own;
  const isEncodedAlone = /^[0-9a-z%]*$/i.test(encoded) && !/[a-z]/i.test(word);
  const forms = isEncodedAlone
    ? [encoded, encoded.toLowerCase()].map((form) => `contains(${column}, ${bind(form)})`)
    : [`contains(lower(${column}), ${bind(encoded.toLowerCase())})`];
  return [`(${[...own, ...forms].join(' or ')})`];
}

const ASCII = /^[\x20-\x7e]+$/;
/** Shorter parts of a word are in too many texts. */
const LEAST_FIXED = 3;

/**
 * To put a text into small letters costs as much as to unpack it: that is done where a part that no text has in another way is there,
 * or not at all where the whole word is such a part.
 */
function wholeTest(
  {
    column,
    hasCases,
    fixed,
  }: { readonly column: string; readonly hasCases: boolean; readonly fixed: string },
  plain: string,
  bind: (value: string) => string,
): string {
  if (!hasCases) return `contains(${column}, ${bind(plain)})`;
  const whole = `contains(lower(${column}), ${bind(plain)})`;
  return fixed.length < LEAST_FIXED ? whole : `(contains(${column}, ${bind(fixed)}) and ${whole})`;
}

function fieldTest(kind: LogKind, name: string, text: string, bind: (value: string) => string): string {
  const own = FIELD_ALIASES[name] ?? name;
  const column = FIELD_COLUMNS[kind].find((each) => each.name === own);
  // A pair stands in `more` exactly as it is written here.
  const inMore = () => `contains(more, ${bind(JSON.stringify([name, text]))})`;
  if (!column) return inMore();
  const [, hundreds] = /^([1-9])xx$/.exec(text) ?? [];
  if (column.type === 'int' && hundreds !== undefined)
    return `${quoted(own)} between ${Number(hundreds) * 100} and ${Number(hundreds) * 100 + 99}`;
  const cell = column.type === 'text' ? quoted(own) : `${quoted(own)}::varchar`;
  return `(${cell} = ${bind(text)} or ${inMore()})`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
