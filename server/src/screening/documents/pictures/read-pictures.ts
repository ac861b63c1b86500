import { readPosition } from '../exif.ts';
import type { DocumentPart, Reading } from '../reading.ts';
import type { Picture, PictureReader, ReadPicture } from './picture.ts';

/** Pages of one file: a TIFF of a scanner, or the frames of what moves. */
const MOST_PAGES = 50;

/** What stands in a picture file, and where a photo was taken. What could not be read of it is told. */
export async function readPictureFile(
  bytes: Uint8Array,
  reader: PictureReader | undefined,
): Promise<Reading> {
  const position = readPosition(bytes);
  const before = position ? [position] : [];
  const first = await reader?.read({ bytes });
  if (!reader || !first) return { parts: before, obstacles: [{ what: 'picture' }] };
  const { pages } = first;
  const readings = [partsOf(first, pages > 1 ? '1' : undefined)];
  for (let page = 1; page < Math.min(pages, MOST_PAGES); page++)
    readings.push(await readPicture({ bytes, page }, reader, String(page + 1)));
  return {
    parts: [...before, ...readings.flatMap(({ parts }) => parts)],
    obstacles: [
      ...readings.flatMap(({ obstacles }) => obstacles),
      ...(pages > MOST_PAGES ? [{ what: 'picture' as const, part: `${MOST_PAGES + 1}-${pages}` }] : []),
    ],
  };
}

/** What stands in one picture. @param name where it is found */
export async function readPicture(
  picture: Picture,
  reader: PictureReader,
  name: string | undefined,
): Promise<Reading> {
  const read = await reader.read(picture);
  return read
    ? partsOf(read, name)
    : { parts: [], obstacles: [{ what: 'picture', ...(name !== undefined && { part: name }) }] };
}

function partsOf({ lines }: ReadPicture, name: string | undefined): Reading {
  if (lines.length === 0) return { parts: [], obstacles: [] };
  const part: DocumentPart = {
    part: 'picture',
    ...(name !== undefined && { name }),
    text: lines.map(({ text }) => text).join('\n'),
    boxes: lines.map(({ box }) => box),
  };
  return { parts: [part], obstacles: [] };
}
