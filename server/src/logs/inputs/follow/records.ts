import { LONGEST_LINE } from '../../frame.ts';

const LINE_FEED = 10;
const QUOTE = 34;

/** How a file is cut into events. */
export type Cutting =
  /** a line each */
  | { readonly by: 'line' }
  /** a line feed between quotation marks belongs to the record: PostgreSQL's csvlog */
  | { readonly by: 'quotes' }
  /** a record goes on until the next line that begins like one: MySQL's general log, its audit log in XML, systemd's journal */
  | { readonly by: 'beginning'; readonly begins: RegExp };

const KNOWN: readonly { readonly looks: RegExp; readonly cutting: Cutting }[] = [
  { looks: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [^,\n]{1,6},/, cutting: { by: 'quotes' } },
  {
    // The heading stands there before anything was asked; MariaDB's times are shorter.
    looks:
      /^(?:(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[+-]\d\d:\d\d)|\d{6} [ \d]\d:\d\d:\d\d)\t|Time\s+Id Command\s+Argument)/m,
    cutting: {
      by: 'beginning',
      begins: /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}|\d{6} [ \d]\d:\d\d:\d\d\t|\t\t\s*\d+ [A-Z])/,
    },
  },
  {
    looks: /^<\?xml[^>]*>\s*<AUDIT>/,
    cutting: { by: 'beginning', begins: /^\s*<(?:AUDIT_RECORD|AUDIT|\/AUDIT)/ },
  },
  { looks: /^__CURSOR=/, cutting: { by: 'beginning', begins: /^__CURSOR=/ } },
];

/** @param head the first bytes of the file */
export function cuttingOf(head: Buffer): Cutting {
  const text = head.toString('latin1');
  return KNOWN.find(({ looks }) => looks.test(text))?.cutting ?? { by: 'line' };
}

/** Events of a part of a file, and how many of its bytes they take. What is left may go on. */
export interface Records {
  readonly events: Buffer[];
  readonly used: number;
}

/**
 * Cuts a part of a file that begins with an event.
 *
 * @param behind what comes behind it: more, nothing for a while – a whole line then ends its record –, or nothing ever again
 */
export function cutRecords(bytes: Buffer, cutting: Cutting, behind: 'more' | 'silence' | 'nothing'): Records {
  const events: Buffer[] = [];
  let used = 0;
  /** where the present record begins, and where its last whole line ends */
  let lineFrom = 0;
  let endOfRecord = -1;
  let quotes = 0;
  const close = (to: number, next: number) => {
    let at = used;
    do {
      events.push(bytes.subarray(at, Math.min(at + LONGEST_LINE, to)));
      at += LONGEST_LINE;
    } while (at < to);
    used = next;
    quotes = 0;
    endOfRecord = -1;
  };
  for (;;) {
    const found = bytes.indexOf(LINE_FEED, lineFrom);
    if (found < 0) break;
    if (cutting.by === 'beginning') {
      const isNext = cutting.begins.test(bytes.toString('latin1', lineFrom, Math.min(found, lineFrom + 80)));
      if (isNext && endOfRecord >= 0) close(endOfRecord, lineFrom);
      endOfRecord = found;
    } else if (cutting.by === 'quotes') {
      const line = bytes.subarray(lineFrom, found);
      for (let at = line.indexOf(QUOTE); at >= 0; at = line.indexOf(QUOTE, at + 1)) quotes += 1;
      if (quotes % 2 === 0 || found - used >= LONGEST_LINE) close(found, found + 1);
    } else close(found, found + 1);
    lineFrom = found + 1;
    if (cutting.by === 'beginning' && endOfRecord - used >= LONGEST_LINE) close(endOfRecord, lineFrom);
  }
  if (behind !== 'more' && endOfRecord >= 0) close(endOfRecord, endOfRecord + 1);
  if (behind === 'nothing' && used < bytes.length) close(bytes.length, bytes.length);
  // A line that does not end is kept in pieces, as everywhere.
  while (bytes.length - used > LONGEST_LINE && endOfRecord < 0 && bytes.indexOf(LINE_FEED, used) < 0) {
    events.push(bytes.subarray(used, used + LONGEST_LINE));
    used += LONGEST_LINE;
  }
  return { events, used };
}
