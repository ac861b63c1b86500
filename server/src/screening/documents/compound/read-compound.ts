import { type DocumentPart, type Reading, unreadable } from '../reading.ts';
import type { Allowance } from '../zip.ts';
import { picturesIn } from './blips.ts';
import { readCompound, type Stream } from './cfb.ts';
import { readDoc } from './doc.ts';
import { readPpt } from './ppt.ts';
import { readProperties } from './properties.ts';
import { readXls } from './xls.ts';

/** What is put into an old document: a picture, or another document. */
interface Embedded {
  readonly name: string;
  readonly bytes: Buffer;
}
type CompoundReading = Reading & { readonly embedded: readonly Embedded[] };
type Obstacle = Reading['obstacles'][number];

const MOST_DOCUMENTS = 200;
/** A presentation with a password says so in its "Current User". */
const PPT_ENCRYPTED = 0xf3d1c4df;

/**
 * The words of an old office document – DOC, XLS, PPT, and WPS, ET, DPS, which are the same –, and of the documents that are
 * put into it, each in a storage of its own.
 */
export function readCompoundDocument(bytes: Uint8Array, allowance: Allowance): CompoundReading {
  const nothing = { parts: [], embedded: [] };
  try {
    const streams = readCompound(bytes);
    if (!streams) return { ...unreadable('broken'), embedded: [] };
    // An office document with a password is put into a file of the old kind.
    if (streams.some(({ name }) => name === 'EncryptedPackage' || name === 'EncryptedSummary'))
      return { ...nothing, obstacles: [{ what: 'encrypted' }] };
    return readStorages(streams, allowance);
  } catch (error) {
    // Places that point beyond the file.
    if (error instanceof RangeError) return { ...nothing, obstacles: [{ what: 'broken' }] };
    throw error;
  }
}

function readStorages(streams: readonly Stream[], allowance: Allowance): CompoundReading {
  const parts: DocumentPart[] = [];
  const obstacles: Obstacle[] = [];
  const embedded: Embedded[] = [];
  const storages = Map.groupBy(streams, ({ storage }) => storage);
  let documents = 0;
  for (const [storage, own] of storages) {
    const open = (name: string): Buffer | undefined => {
      const stream = own.find((each) => each.name === name);
      if (!stream) return undefined;
      if (allowance.bytes <= 0) throw new TooMuch();
      const content = stream.read();
      allowance.bytes -= content.length;
      return content;
    };
    try {
      const found = readStorage(open);
      if (!found) continue;
      documents += 1;
      const place = storage === '' ? undefined : storage;
      parts.push(...found.parts.map((part) => ({ ...part, name: joined(place, part.name) })));
      obstacles.push(...found.obstacles.map(({ what }) => ({ what, ...(place && { part: place }) })));
      embedded.push(...found.embedded.map((each) => ({ ...each, name: joined(place, each.name) ?? '' })));
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      obstacles.push({ what: 'too-much-inside' });
      break;
    }
    if (documents > MOST_DOCUMENTS) {
      obstacles.push({ what: 'too-much-inside' });
      break;
    }
  }
  if (documents === 0) obstacles.push({ what: 'old-format' });
  return { parts: parts.filter(({ text }) => text.trim() !== ''), obstacles, embedded };
}

class TooMuch extends Error {}

function joined(place: string | undefined, name: string | undefined): string | undefined {
  return [place, name].filter(Boolean).join(' ') || undefined;
}

/** One document, or what is put in as it was. Undefined: the storage holds none. */
function readStorage(open: (name: string) => Buffer | undefined): CompoundReading | undefined {
  const found = documentIn(open);
  const whole = open('Package') ?? open('CONTENTS');
  const native = open('\x01Ole10Native');
  const embedded = [
    ...(whole ? [{ name: 'Package', bytes: whole }] : []),
    ...(native ? [nativeOf(native)] : []),
  ];
  if (!found && embedded.length === 0) return undefined;
  const properties = ['\x05SummaryInformation', '\x05DocumentSummaryInformation'].flatMap((name) =>
    readProperties(open(name) ?? Buffer.alloc(0)),
  );
  return {
    parts: [...(found?.parts ?? []), ...properties],
    obstacles: found?.obstacles ?? [],
    embedded: [...(found?.embedded ?? []), ...embedded],
  };
}

function documentIn(open: (name: string) => Buffer | undefined): CompoundReading | undefined {
  const pictures = (stream: Buffer | undefined): Embedded[] =>
    picturesIn(stream ?? Buffer.alloc(0)).map((bytes, at) => ({ name: `media/${at + 1}`, bytes }));
  const word = open('WordDocument');
  if (word) {
    const parts = readDoc(word, { first: open('0Table'), second: open('1Table') });
    if (typeof parts === 'string') return { ...unreadable(parts), embedded: [] };
    return { parts, obstacles: [], embedded: [...pictures(open('Data')), ...pictures(word)] };
  }
  const book = open('Workbook') ?? open('Book') ?? open('WORKBOOK') ?? open('BOOK');
  if (book) {
    const read = readXls(book);
    if (read === 'encrypted') return { ...unreadable(read), embedded: [] };
    return { parts: read.parts, obstacles: [], embedded: pictures(read.drawings) };
  }
  const slides = open('PowerPoint Document') ?? open('PP40');
  if (!slides) return undefined;
  const user = open('Current User');
  if (user && user.length >= 16 && user.readUInt32LE(12) === PPT_ENCRYPTED)
    return { ...unreadable('encrypted'), embedded: [] };
  return { parts: readPpt(slides), obstacles: [], embedded: pictures(open('Pictures')) };
}

/** A file that was put in by its icon: label, paths, then its bytes. */
function nativeOf(stream: Buffer): Embedded {
  let at = 6;
  const text = (): string => {
    const end = stream.indexOf(0, at);
    const words = stream.toString('latin1', at, end < 0 ? at : Math.min(end, at + 400));
    at = end < 0 ? stream.length : end + 1;
    return words;
  };
  const label = text();
  text();
  at += 8;
  text();
  const length = at + 4 <= stream.length ? stream.readUInt32LE(at) : 0;
  return { name: label || 'Ole10Native', bytes: stream.subarray(at + 4, at + 4 + length) };
}
