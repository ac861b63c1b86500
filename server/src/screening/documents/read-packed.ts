import type { ScreenObstacle } from '@zhengdun/contract';
import { formatOf } from './format.ts';
import { readHtml } from './html.ts';
import { readOffice } from './office.ts';
import { readPdf } from './pdf.ts';
import type { PictureReader } from './pictures/picture.ts';
import { readPictureFile } from './pictures/read-pictures.ts';
import { readText } from './read-text.ts';
import { type DocumentPart, type Reading, unreadable } from './reading.ts';
import { type Allowance, readZip } from './zip.ts';

const DEEPEST = 3;
const MOST_UNPACKED = 200_000_000;
const MOST_MEMBERS = 5_000;

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
      // An office document with a password is put into a file of the old kind.
      return unreadable(
        Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-format',
      );
    default:
      return unreadable('unknown-format');
  }
}

async function readArchive(bytes: Uint8Array, state: State): Promise<Reading> {
  const members = readZip(bytes, state.allowance);
  if (!members) return unreadable('broken');
  if (members.some(({ name }) => name === '[Content_Types].xml')) {
    const office = readOffice(members);
    const readings: Reading[] = [office];
    for (const { bytes: inner, name } of office.embedded)
      readings.push(named(asPicture(await deeper(inner, state), name), name));
    return together(readings);
  }
  const readings: Reading[] = [];
  for (const member of members) {
    if (member.name.endsWith('/')) continue;
    if (member.isEncrypted) {
      readings.push(unreadable('encrypted', member.name));
      continue;
    }
    const content = member.read();
    if (content === 'too-much') {
      readings.push(unreadable('too-much-inside', member.name));
      break;
    }
    if (content === 'broken') readings.push(unreadable('broken', member.name));
    else readings.push(named(await deeper(content, state), member.name));
  }
  return together(readings);
}

async function deeper(bytes: Uint8Array, state: State): Promise<Reading> {
  if (state.depth >= DEEPEST && formatOf(bytes) === 'zip') return unreadable('too-deep');
  return readAny(bytes, { ...state, depth: state.depth + 1 });
}

/** Drawings of a kind of their own, as EMF, are pictures all the same. */
function asPicture(reading: Reading, name: string): Reading {
  const isUnknown =
    name.includes('/media/') && reading.obstacles.some(({ what }) => what === 'unknown-format');
  return isUnknown ? unreadable('picture') : reading;
}

/** Parts of something that lies in an archive say where. */
function named({ parts, obstacles }: Reading, path: string): Reading {
  const join = (name: string | undefined): string => (name === undefined ? path : `${path} ${name}`);
  return {
    parts: parts.map((part): DocumentPart => ({ ...part, name: join(part.name) })),
    obstacles: obstacles.map(({ what, part }): { what: ScreenObstacle; part: string } => ({
      what,
      part: join(part),
    })),
  };
}

function together(readings: readonly Reading[]): Reading {
  return {
    parts: readings.flatMap(({ parts }) => parts),
    obstacles: readings.flatMap(({ obstacles }) => obstacles),
  };
}
