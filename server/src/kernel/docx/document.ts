import type { Lang } from '@zhengdun/contract';
import { Document, type FileChild, Packer } from 'docx';
import { documentStyles, type FontSet, LANDSCAPE_PAGE, PAGE, pageFooters } from './form.ts';

/** What a document is made of. */
export interface DocumentParts {
  /** as the properties of the file say it */
  readonly subject: string;
  readonly description: string;
  readonly lang: Lang;
  readonly fonts: FontSet;
  /** parts that begin on a page of their own */
  readonly sections: readonly (readonly FileChild[])[];
  /** pages across, for wide tables */
  readonly landscape?: boolean;
}

/**
 * A .docx in the form of GB/T 9704-2012 (console.md §4.2): the body of a paper; the unit adds its red head, number and
 * seal. Gives the bytes of the file.
 */
export async function renderDocument(parts: DocumentParts): Promise<Uint8Array> {
  const { subject, description, lang, fonts, sections, landscape = false } = parts;
  const maker = lang === 'zh' ? '政盾' : 'Zhengdun';
  const document = new Document({
    title: subject,
    creator: maker,
    lastModifiedBy: maker,
    description,
    evenAndOddHeaderAndFooters: true,
    styles: documentStyles(fonts),
    sections: sections.map((children) => ({
      properties: landscape ? LANDSCAPE_PAGE : PAGE,
      footers: pageFooters(fonts),
      children,
    })),
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
