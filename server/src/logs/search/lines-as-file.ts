import { constants, zstdCompressSync } from 'node:zlib';
import type { Lang, LogExportForm } from '@zhengdun/contract';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beijingTime } from '../../kernel/clock/index.ts';
import { guarded } from '../../kernel/sheet/index.ts';
import type { FoundLine } from './search-logs.ts';

const CSV_HEAD = {
  zh: ['序号', '时间', '来源', '种类', '格式', '内容'],
  en: ['sequence', 'time', 'source', 'kind', 'format', 'line'],
} as const;

/** With a byte order mark, as sheet programs want it, and nothing in it that they take for a formula. */
export function csvOf(lines: readonly FoundLine[], lang: Lang): string {
  const cell = (text: string | number) => {
    const plain = guarded(String(text));
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const rows = lines.map(({ sequence, at, source, kind, format, line }) => [
    ...[sequence, beijingTime(new Date(at)), source, kind, format, line],
  ]);
  return `\ufeff${[CSV_HEAD[lang], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** The same lines as Parquet, times in UTC. */
function parquetOf(lines: readonly FoundLine[]): Uint8Array {
  const text = (name: 'source' | 'kind' | 'format' | 'line') => ({
    name,
    data: lines.map((line) => line[name]),
    type: 'STRING' as const,
  });
  const time = (name: string, key: 'at' | 'receivedAt') => ({
    name,
    data: lines.map((line) => new Date(line[key])),
    type: 'TIMESTAMP' as const,
  });
  const columnData = [
    { name: 'sequence', data: lines.map(({ sequence }) => BigInt(sequence)), type: 'INT64' as const },
    time('happened', 'at'),
    time('received', 'receivedAt'),
    ...(['source', 'kind', 'format', 'line'] as const).map(text),
  ];
  const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };
  const compressors = { ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes, level) };
  return new Uint8Array(parquetWriteBuffer({ columnData, codec: 'ZSTD', compressors }));
}

const NAMES = { zh: '日志检索', en: 'logs' } as const;

export function fileOf(
  lines: readonly FoundLine[],
  { form, lang }: { readonly form: LogExportForm; readonly lang: Lang },
): { readonly name: string; readonly mediaType: string; readonly bytes: string | Uint8Array } {
  const name = `${NAMES[lang]}.${form}`;
  return form === 'csv'
    ? { name, mediaType: 'text/csv; charset=utf-8', bytes: csvOf(lines, lang) }
    : { name, mediaType: 'application/vnd.apache.parquet', bytes: parquetOf(lines) };
}
