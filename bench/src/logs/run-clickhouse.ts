import { work } from '../child.ts';
import { type AskedTime, timeQuestion } from './ask.ts';
import { askedOf, COUNTED, SHOWN } from './questions.ts';

export interface ClickHouseTask {
  readonly step: 'insert' | 'merge' | 'ask';
  readonly folder: string;
  readonly file: string;
  readonly about: Parameters<typeof askedOf>[0];
}

export interface ClickHouseResult {
  readonly version: string;
  readonly rows: number;
  readonly bytes: number;
  readonly asked: readonly AskedTime[];
}

interface Session {
  queryAsync(sql: string, how: { readonly format: string }): Promise<{ text(): string }>;
  cleanup(): void;
}

const NAME = 'chdb';
/** Of the lines as they are sent: header of syslog, format "combined". */
const LINE =
  '^<\\\\d+>\\\\S+ \\\\S+ \\\\S+ (\\\\S+) (\\\\S+): (\\\\S+) - (\\\\S+) \\\\[([^\\\\]]+)\\\\] "(\\\\S+) (\\\\S+) ([^"]+)" (\\\\d+) (\\\\d+) "([^"]*)" "([^"]*)"$';

/** A table as its manual advises for logs that are asked by address: sorted by it, texts packed by zstd, what repeats by number. */
const TABLE = `CREATE TABLE access (
    received DateTime64(3) CODEC(Delta, ZSTD(3)), at DateTime('Asia/Shanghai') CODEC(Delta, ZSTD(3)),
    source LowCardinality(String), host LowCardinality(String), app LowCardinality(String),
    client String CODEC(ZSTD(3)), user LowCardinality(String), method LowCardinality(String),
    path String CODEC(ZSTD(3)), protocol LowCardinality(String), status UInt16 CODEC(ZSTD(3)), bytes UInt64 CODEC(ZSTD(3)),
    referer String CODEC(ZSTD(3)), agent LowCardinality(String) CODEC(ZSTD(3))
  ) ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (client, at)
  SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, min_bytes_for_wide_part = 0`;

/** ClickHouse as a library: takes the lines in by its own means, merges them, is asked. */
work<ClickHouseTask, ClickHouseResult>(async ({ step, folder, file, about }, report) => {
  const found = await import(NAME);
  const session: Session = new (found.Session ?? found.default.Session)(folder);
  const ask = async (sql: string): Promise<string[]> => {
    const text = (await session.queryAsync(sql, { format: 'TabSeparated' })).text().trimEnd();
    return text === '' ? [] : text.split('\n');
  };
  const [version = ''] = await ask('SELECT version()');
  report.begin();
  if (step === 'insert') {
    await ask(TABLE);
    await ask(`INSERT INTO access SELECT now64(3), parseDateTimeInJodaSyntax(g[5], 'dd/MMM/yyyy:HH:mm:ss Z', 'Asia/Shanghai'),
      'web', g[1], g[2], g[3], g[4], g[6], g[7], g[8], toUInt16(g[9]), toUInt64(g[10]), g[11], g[12]
      FROM (SELECT extractGroups(line, '${LINE}') AS g FROM file('${file}', LineAsString, 'line String'))`);
  }
  if (step === 'merge') await ask('OPTIMIZE TABLE access FINAL');
  const asked: AskedTime[] = [];
  if (step === 'ask') {
    for (const { name, where } of askedOf(about))
      asked.push(
        await timeQuestion(name, async () => {
          const parts = await ask(
            `SELECT toStartOfInterval(at, INTERVAL 6 HOUR) AS part, count() FROM access WHERE ${where} GROUP BY part`,
          );
          await ask(`SELECT * FROM access WHERE ${where} ORDER BY at DESC LIMIT ${SHOWN}`);
          return parts.reduce((sum, part) => sum + Number(part.split('\t')[1]), 0);
        }),
      );
    for (const { name, theirs } of COUNTED)
      asked.push(await timeQuestion(name, async () => (await ask(theirs)).length));
  }
  const [size = ''] = await ask(
    `SELECT sum(rows), sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'access'`,
  );
  const [rows, bytes] = size.split('\t').map(Number);
  session.cleanup();
  return { version, rows: rows ?? 0, bytes: bytes ?? 0, asked };
});
