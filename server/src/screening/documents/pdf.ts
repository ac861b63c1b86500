import { getDocumentProxy } from 'unpdf';
import { type DocumentPart, type Reading, unreadable } from './reading.ts';

const MOST_PAGES = 2_000;

interface Item {
  readonly str?: string;
  readonly hasEOL?: boolean;
}

/** Text of a PDF page by page, with what lies under black boxes; pages without text are told, they may be scans. */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
  try {
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 });
    const parts: DocumentPart[] = [];
    const empty: number[] = [];
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const text = (items as readonly Item[])
        .map(({ str = '', hasEOL }) => str + (hasEOL ? '\n' : ''))
        .join('');
      const notes = await page.getAnnotations();
      const noted = notes
        .map(({ contentsObj }: { contentsObj?: { str?: string } }) => contentsObj?.str ?? '')
        .filter(Boolean);
      if (text.trim() === '') empty.push(number);
      else parts.push({ part: 'page', name: String(number), text });
      if (noted.length > 0) parts.push({ part: 'comment', name: String(number), text: noted.join('\n') });
      page.cleanup();
    }
    const { info } = await pdf.getMetadata();
    const about = Object.entries(info ?? {}).filter(
      ([key, value]) =>
        /Title|Author|Subject|Keywords/.test(key) && typeof value === 'string' && value !== '',
    );
    if (about.length > 0)
      parts.push({ part: 'properties', text: about.map(([, value]) => String(value)).join('\n') });
    return {
      parts,
      obstacles: [
        ...(empty.length > 0 ? [{ what: 'no-text' as const, part: empty.slice(0, 20).join(', ') }] : []),
        ...(pdf.numPages > MOST_PAGES ? [{ what: 'too-much-inside' as const }] : []),
      ],
    };
  } catch (error) {
    return unreadable(error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'broken');
  }
}
