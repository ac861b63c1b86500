import { fileURLToPath } from 'node:url';
import { getDocumentProxy } from 'unpdf';
import { coveredWords } from './pdf-covers.ts';
import { type Letters, lettersOf } from './pdf-fonts.ts';
import { drawingWith, drawnPage, type PdfPage, picturesOf } from './pdf-pictures.ts';
import type { PictureReader } from './pictures/picture.ts';
import { readPicture } from './pictures/read-pictures.ts';
import { type DocumentPart, type Reading, unreadable } from './reading.ts';

/** Which sign a code of a Chinese font means where the font is not in the file: Adobe's tables, as PDF.js packs them. */
const CMAPS = fileURLToPath(new URL('./cmaps/', import.meta.url));
const MOST_PAGES = 2_000;
const MOST_TOLD = 20;
/** Points of a picture that is unpacked: an A3 page of 600 points an inch. */
const MOST_POINTS = 80_000_000;

interface Item {
  readonly str?: string;
  readonly hasEOL?: boolean;
}

/**
 * Text of a PDF page by page, and once more what of it lies under blocks. Pictures on pages with text, and pages without text, which
 * may be scans, are read as pictures; what is not is told.
 */
export async function readPdf(bytes: Uint8Array, reader: PictureReader | undefined): Promise<Reading> {
  try {
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      maxImageSize: MOST_POINTS,
      cMapUrl: CMAPS,
      cMapPacked: true,
      // Tells by what a font's signs became letters.
      fontExtraProperties: true,
      ...(reader && (drawingWith(reader.canvas) as object)),
    });
    const pages: Reading[] = [];
    const unread = new Set<number>();
    const lost = new Set<number>();
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
      const page = await pdf.getPage(number);
      const { parts, isRead, letters } = await readPage(page, number, reader);
      pages.push({ parts, obstacles: [] });
      if (!isRead) unread.add(number);
      if (letters === 'lost') lost.add(number);
      page.cleanup();
    }
    const what = reader ? ('picture' as const) : ('no-text' as const);
    return {
      parts: [...pages.flatMap(({ parts }) => parts), ...propertiesOf(await pdf.getMetadata())],
      obstacles: [
        ...(unread.size > 0 ? [{ what, part: numbers(unread), count: unread.size }] : []),
        ...(lost.size > 0 ? [{ what: 'no-letters' as const, part: numbers(lost) }] : []),
        ...(pdf.numPages > MOST_PAGES ? [{ what: 'too-much-inside' as const }] : []),
      ],
    };
  } catch (error) {
    return unreadable(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken');
  }
}

function numbers(pages: ReadonlySet<number>): string {
  return [...pages].slice(0, MOST_TOLD).join(', ');
}

interface Page {
  readonly parts: readonly DocumentPart[];
  /** its pictures were read too, or it has none */
  readonly isRead: boolean;
  readonly letters: Letters;
}

async function readPage(page: PdfPage, number: number, reader: PictureReader | undefined): Promise<Page> {
  const name = String(number);
  const { items } = await page.getTextContent();
  const text = (items as readonly Item[]).map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : '')).join('');
  const notes = await page.getAnnotations();
  const noted = notes
    .map(({ contentsObj }: { contentsObj?: { str?: string } }) => contentsObj?.str ?? '')
    .filter(Boolean);
  const hasText = text.trim() !== '';
  const parts: DocumentPart[] = [];
  if (hasText) parts.push({ part: 'page', name, text });
  const covered = hasText ? await coveredWords(page) : [];
  if (covered.length > 0) parts.push({ part: 'covered-text', name, text: covered.join('\n') });
  if (noted.length > 0) parts.push({ part: 'comment', name, text: noted.join('\n') });
  const letters = await lettersOf(page);
  // What cannot be read by its letters is read by its looks.
  const isByLetters = hasText && letters !== 'shapes';
  if (!reader) return { parts, isRead: isByLetters && (await picturesOf(page)).length === 0, letters };
  let isRead = true;
  const pictures = isByLetters ? await picturesOf(page) : [await drawnPage(page, reader.canvas)];
  for (const picture of pictures) {
    if (picture === 'nothing') continue;
    const reading = picture === 'unreadable' ? undefined : await readPicture(picture, reader, name);
    if (reading) parts.push(...reading.parts);
    if (!reading || reading.obstacles.length > 0) isRead = false;
  }
  return { parts, isRead, letters };
}

function propertiesOf({ info }: { readonly info?: object }): DocumentPart[] {
  const about = Object.entries(info ?? {}).filter(
    ([key, value]) => /Title|Author|Subject|Keywords/.test(key) && typeof value === 'string' && value !== '',
  );
  if (about.length === 0) return [];
  return [{ part: 'properties', text: about.map(([, value]) => String(value)).join('\n') }];
}
