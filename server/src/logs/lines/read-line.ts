import { isUtf8 } from 'node:buffer';
import type { ReadLine, Received } from '../event.ts';
import { readCombined, readJson } from './access.ts';
import { readCsvlog } from './csvlog.ts';
import { readJournalExport } from './journal.ts';
import { readAuditJson, readAuditXml, readMysqlGeneral, readServerAudit } from './mysql.ts';
import { readOwnAudit } from './own-audit.ts';
import { readCef, readLeef, readPairs } from './pairs.ts';
import { readSyslog3164, readSyslog5424 } from './syslog.ts';

/** Formats that may stand alone or be the message of a syslog line. */
const INNER = [
  ...[readCef, readLeef, readAuditJson, readOwnAudit, readJson, readPairs, readCombined],
  ...[readMysqlGeneral, readServerAudit, readAuditXml],
];
/** Formats of files alone, before those. */
const IN_FILES = [readCsvlog, readJournalExport, ...INNER];

/**
 * Understands a line: its format by its looks, its time, its fields. Never throws, takes time in proportion to the
 * line, and gives `raw` for what it does not know. A declared kind goes before what the format suggests.
 *
 * @param text of the raw line, where it is known already
 */
export function readLine(
  { raw, receivedAt, kind }: Pick<Received, 'raw' | 'receivedAt' | 'kind'>,
  text = textOf(raw),
): ReadLine {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  const read = readOuter(line, receivedAt) ?? { format: 'raw', kind: 'device', fields: [] };
  return kind === undefined || kind === read.kind ? read : { ...read, kind };
}

/** Invalid UTF-8 is read with U+FFFD in its places; the bytes themselves are kept elsewhere. */
function textOf(raw: Buffer): string {
  return isUtf8(raw) ? raw.toString('utf8') : raw.toString('utf8').toWellFormed();
}

function readOuter(line: string, receivedAt: number): ReadLine | undefined {
  const outer = readSyslog5424(line) ?? readSyslog3164(line, receivedAt);
  if (!outer) return firstOf(IN_FILES, line);
  const { fields } = outer;
  const message = fields[fields.length - 1]?.[1] ?? '';
  // Firewalls write `Nov 28 09:12:05 fw CEF:0|…`: what looks like a program's name begins the message.
  const app = fields.find(([name]) => name === 'app')?.[1];
  const inner = firstOf(INNER, app === 'CEF' || app === 'LEEF' ? `${app}:${message}` : message);
  if (!inner) return outer;
  return {
    format: `${outer.format}+${inner.format}`,
    at: inner.at ?? outer.at,
    kind: inner.kind,
    fields: fields.slice(0, -1).concat(inner.fields),
  };
}

function firstOf(
  readers: readonly ((text: string) => ReadLine | undefined)[],
  text: string,
): ReadLine | undefined {
  for (const read of readers) {
    const found = read(text);
    if (found) return found;
  }
  return undefined;
}
