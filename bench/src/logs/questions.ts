import type { LogSearch } from '../../../server/src/logs/index.ts';

export type LogQuestion = Parameters<LogSearch['search']>[0]['question'];

/** What people ask: how many lines, spread over time, and the newest hundred of them. */
export interface Asked {
  readonly name: string;
  readonly question: LogQuestion;
  /** the same in the SQL of ClickHouse, over the columns of `run-clickhouse.ts` */
  readonly where: string;
}

/** What is counted over all lines, in the SQL that both understand. */
export interface Counted {
  readonly name: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Lines of each question that are shown. */
export const SHOWN = 100;

const DAY_MS = 86_400_000;
const TEXTS = ['user', 'method', 'path', 'protocol', 'referer', 'agent', 'host'];

export function askedOf(about: {
  readonly address: string;
  readonly from: number;
  readonly to: number;
}): Asked[] {
  const { address, from, to } = about;
  const day = { from: to - DAY_MS, to };
  const within = (span: { readonly from: number; readonly to: number }) =>
    `at >= toDateTime(${span.from / 1_000}) AND at < toDateTime(${span.to / 1_000})`;
  const client = `client = '${address}'`;
  return [
    { name: 'one address, a day', question: { address, ...day }, where: `${client} AND ${within(day)}` },
    {
      name: 'one address, all days',
      question: { address, from, to },
      where: `${client} AND ${within({ from, to })}`,
    },
    { name: 'a word', question: { words: ['phpmyadmin'] }, where: holds('phpmyadmin') },
    {
      name: 'a Chinese word',
      question: { words: ['公积金'] },
      where: `(${holds('公积金')} OR ${holds(encodeURIComponent('公积金').toLowerCase())})`,
    },
    {
      name: '5xx over time',
      question: { fields: [['status', '5xx']] },
      where: 'status >= 500 AND status <= 599',
    },
  ];
}

/** A part of any text of the line, upper and lower case alike, as the search of logs has it. */
function holds(word: string): string {
  return `(${TEXTS.map((column) => `position(lower(${column}), '${word}') > 0`).join(' OR ')})`;
}

export const COUNTED: readonly Counted[] = [
  {
    name: 'top 20 pages',
    ours: 'SELECT path, count(*) AS lines FROM access GROUP BY path ORDER BY lines DESC, path LIMIT 20',
    theirs: 'SELECT path, count() AS lines FROM access GROUP BY path ORDER BY lines DESC, path LIMIT 20',
  },
  {
    name: '5xx a minute',
    ours: `SELECT date_trunc('minute', happened) AS minute, count(*) FROM access WHERE status BETWEEN 500 AND 599 GROUP BY minute ORDER BY minute`,
    theirs: `SELECT toStartOfMinute(at) AS minute, count() FROM access WHERE status BETWEEN 500 AND 599 GROUP BY minute ORDER BY minute`,
  },
];
