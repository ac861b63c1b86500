import { formatNote, type NoteSigner, parseNote, type SignedNote } from '../../kernel/ledger/index.ts';

/** A signed note is 64 KiB at most. */
export const MOST_COLLECTORS = 200;

/** How far the history of a collector goes. */
export interface CollectorHead {
  readonly name: string;
  readonly origin: string;
  readonly entries: number;
  /** sequence of its last row */
  readonly last: number;
  /** roots over its manifests (RFC 6962), in hex */
  readonly sha256: string;
  readonly sm3: string;
}

/** How far all collectors of a store have come: who holds it sees that none was taken away, cut off or written anew. */
export interface HeadsNote {
  readonly origin: string;
  /** rises with each that is signed */
  readonly number: number;
  /** ms since 1970, by the clock of whoever signed */
  readonly at: number;
  readonly collectors: readonly CollectorHead[];
  readonly note: SignedNote;
}

/** A signed note (C2SP signed-note): name of the store, number, time, and a line for each collector, by name. */
export function signHeads(heads: Omit<HeadsNote, 'note'>, signers: readonly NoteSigner[]): string {
  const lines = heads.collectors.map(
    ({ name, origin, entries, last, sha256, sm3 }) =>
      `${name} ${origin} ${entries} ${last} ${sha256} ${sm3}\n`,
  );
  const text = `${heads.origin}\n${heads.number}\ntime ${new Date(heads.at).toISOString()}\n${lines.join('')}`;
  return formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });
}

const HEAD =
  /^(?<origin>[^\s+]{1,200})\n(?<number>[1-9]\d{0,14})\ntime (?<time>[^\n]{24})\n(?<lines>[\s\S]+)$/;
const LINE =
  /^(?<name>[a-z0-9][a-z0-9-]{0,39}) (?<origin>[^\s+]{1,200}) (?<entries>[1-9]\d{0,14}) (?<last>\d{1,15}) (?<sha256>[0-9a-f]{64}) (?<sm3>[0-9a-f]{64})$/;

/** Reads the note of a store; undefined for anything else. No signature is verified. */
export function readHeads(text: string): HeadsNote | undefined {
  const note = parseNote(text);
  const { origin = '', number, time = '', lines = '' } = (note && HEAD.exec(note.text)?.groups) ?? {};
  const at = Date.parse(time);
  if (!note || number === undefined || !Number.isFinite(at)) return undefined;
  const collectors = lines
    .slice(0, -1)
    .split('\n')
    .map((line) => LINE.exec(line)?.groups);
  if (collectors.includes(undefined)) return undefined;
  return {
    ...{ origin, number: Number(number), at, note },
    collectors: collectors.map((each = {}) => ({
      name: each.name ?? '',
      origin: each.origin ?? '',
      entries: Number(each.entries),
      last: Number(each.last),
      sha256: each.sha256 ?? '',
      sm3: each.sm3 ?? '',
    })),
  };
}
