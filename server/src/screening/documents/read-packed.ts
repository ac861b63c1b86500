import { gunzipSync } from 'node:zlib';
import { readCompoundDocument } from './compound/read-compound.ts';
import { formatOf } from './format.ts';
import { readHtml } from './html.ts';
import { readOffice } from './office.ts';
import { readOtherArchive } from './other-archives.ts';
import { readPdf } from './pdf.ts';
import type { PictureReader } from './pictures/picture.ts';
import { readPictureFile } from './pictures/read-pictures.ts';
import { isProgram } from './programs.ts';
import { readText } from './read-text.ts';
import { type DocumentPart, type Reading, unreadable } from './reading.ts';
import { readRtf } from './rtf.ts';
import { type Allowance, readZip } from './zip.ts';

const DEEPEST = 3;
const MOST_UNPACKED = 200_000_000;
const MOST_MEMBERS = 5_000;
const ARCHIVES: ReadonlySet<string> = new Set(['zip', 'rar', 'seven-zip', 'tar', 'gzip', 'compound']);

/**
 * Reads what a library has to take apart. Runs in a process of its own: see `read-apart.ts`.
 *
 * @param pictures undefined: pictures are not read, and told
 */
export async function readPacked(bytes: Uint8Array, pictures?: PictureReader): Promise<Reading> {
  return readAny(bytes, { depth: 0, allowance: { bytes: MOST_UNPACKED, members: MOST_MEMBERS }, pictures });
}

interface State {
  readonly depth: number;
  readonly allowance: Allowance;
  readonly pictures: PictureReader | undefined;
}

async function readAny(bytes: Uint8Array, state: State): Promise<Reading> {
  switch (formatOf(bytes)) {
    case 'text':
      return readText(bytes);
    case 'html':
      return readHtml(bytes);
    case 'pdf':
      return readPdf(bytes, state.pictures);
    case 'zip':
      return readArchive(bytes, state);
    case 'picture':
      return readPictureFile(bytes, state.pictures);
    case 'compound':
      return withEmbedded(readCompoundDocument(bytes, state.allowance), state);
    case 'rar':
    case 'seven-zip':
    case 'tar':
      return readOther(bytes, state);
    case 'gzip':
      return readGzip(bytes, state);
    case 'rtf':
      return withEmbedded(readRtf(bytes), state);
    default:
      return unreadable('unknown-format');
  }
}

async function readArchive(bytes: Uint8Array, state: State): Promise<Reading> {
  const members = readZip(bytes, state.allowance);
  if (!members) return unreadable('broken');
  if (members.some(({ name }) => name === '[Content_Types].xml'))
    return withEmbedded(readOffice(members), state);
  const readings: Reading[] = [];
  for (const member of members) {
    if (member.name.endsWith('/')) continue;
    const content = member.isEncrypted ? 'broken' : member.read();
    readings.push(await readMember(member, content, state));
    if (content === 'too-much') break;
  }
  return together(readings);
}

/** RAR, 7z, TAR. */
async function readOther(bytes: Uint8Array, state: State): Promise<Reading> {
  const members = await readOtherArchive(bytes, state.allowance);
  if (!members) return unreadable('broken');
  const readings: Reading[] = [];
  for (const member of members) readings.push(await readMember(member, member.content, state));
  return together(readings);
}

async function readMember(
  { name, isEncrypted }: { readonly name: string; readonly isEncrypted: boolean },
  content: Buffer | 'too-much' | 'broken',
  state: State,
): Promise<Reading> {
  if (isEncrypted) return unreadable('encrypted', name);
  if (content === 'too-much') return unreadable('too-much-inside', name);
  if (content === 'broken') return unreadable('broken', name);
  const reading = named(await deeper(content, state), name);
  return isProgram(name, content) ? together([reading, unreadable('program', name)]) : reading;
}

async function readGzip(bytes: Uint8Array, state: State): Promise<Reading> {
  if (state.allowance.bytes <= 0) return unreadable('too-much-inside');
  try {
    const content = gunzipSync(bytes, { maxOutputLength: state.allowance.bytes });
    state.allowance.bytes -= content.length;
    return deeper(content, state);
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return unreadable(isTooLarge ? 'too-much-inside' : 'broken');
  }
}

/** What a document holds itself, and what is put into it. */
async function withEmbedded(
  document: Reading & { readonly embedded: readonly { readonly name: string; readonly bytes: Buffer }[] },
  state: State,
): Promise<Reading> {
  const readings: Reading[] = [document];
  for (const { bytes, name } of document.embedded)
    readings.push(named(asPicture(await deeper(bytes, state), name), name));
  return together(readings);
}

async function deeper(bytes: Uint8Array, state: State): Promise<Reading> {
  if (state.depth >= DEEPEST && ARCHIVES.has(formatOf(bytes))) return unreadable('too-deep');
  return readAny(bytes, { ...state, depth: state.depth + 1 });
}

/** Drawings of a kind of their own, as EMF, are pictures all the same. */
function asPicture(reading: Reading, name: string): Reading {
  const isUnknown =
    /(?:^|[/ ])media\//.test(name) && reading.obstacles.some(({ what }) => what === 'unknown-format');
  return isUnknown ? unreadable('picture') : reading;
}

/** Parts of something that lies in an archive say where. */
function named({ parts, obstacles }: Reading, path: string): Reading {
  const join = (name: string | undefined): string => (name === undefined ? path : `${path} ${name}`);
  return {
    parts: parts.map((part): DocumentPart => ({ ...part, name: join(part.name) })),
    obstacles: obstacles.map(({ part, ...obstacle }) => ({ ...obstacle, part: join(part) })),
  };
}

function together(readings: readonly Reading[]): Reading {
  return {
    parts: readings.flatMap(({ parts }) => parts),
    obstacles: readings.flatMap(({ obstacles }) => obstacles),
  };
}
