import { getResolvedPDFJS } from 'unpdf';
import type { PdfPage } from './pdf-pictures.ts';

/**
 * Whether the letters of a page are known. `shapes`: of some font the file says how its signs look and not which letters they
 * are; `lost`: of some it says neither, so that hardly any program shows them.
 */
export type Letters = 'known' | 'shapes' | 'lost';

/** What PDF.js tells of a font that it has loaded. */
interface Font {
  readonly composite?: boolean;
  readonly missingFile?: boolean;
  readonly toUnicode?: { readonly _map?: unknown };
}

/** @param page of a document that was opened with `fontExtraProperties` */
export async function lettersOf(page: PdfPage): Promise<Letters> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const names = new Set(fnArray.flatMap((each, at) => (each === OPS.setFont ? [argsArray[at]?.[0]] : [])));
  const states = [...names].map((name) => lettersOfFont(page, String(name)));
  return states.find((each) => each === 'lost') ?? states.find((each) => each === 'shapes') ?? 'known';
}

function lettersOfFont(page: PdfPage, name: string): Letters {
  const font = page.commonObjs.get(name) as Font | string;
  // The complaint of a font that could not be loaded: its words are in no text and on no drawing.
  if (typeof font === 'string') return 'lost';
  // Numbers of signs are taken for letters where nothing says what they mean.
  if (!font.composite || font.toUnicode?._map !== undefined) return 'known';
  return font.missingFile ? 'lost' : 'shapes';
}
