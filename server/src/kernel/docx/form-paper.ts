import { type Lang, printTime } from '@zhengdun/contract';
import { renderDocument } from './document.ts';
import { fontsFor, TEXT_WIDTH } from './form.ts';
import { body, emptyLine, heading, TO_FILL, table, title } from './paragraphs.ts';
import { signatureLines } from './signature.ts';

export interface FormPaper {
  readonly lang: Lang;
  /** a line each */
  readonly title: readonly string[];
  /** label and value; an empty value is left for a person to fill in */
  readonly parts: readonly {
    readonly heading: string;
    readonly rows: readonly (readonly [label: string, value: string])[];
  }[];
  readonly note: string;
  readonly signer: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

const LABEL_WIDTH = 2600;

/** A filled-in form as a .docx in the form of GB/T 9704-2012: parts of labels and values, a note, signer and date. */
export async function renderFormPaper(paper: FormPaper): Promise<Uint8Array> {
  const { lang, parts, note, signer, date } = paper;
  const fonts = fontsFor(lang, {});
  return renderDocument({
    subject: paper.title.join(' '),
    description: note,
    lang,
    fonts,
    sections: [
      [
        ...title(paper.title, fonts),
        ...parts.flatMap((part) => [
          emptyLine(fonts),
          heading(part.heading, 1, fonts),
          table(
            part.rows.map(([label, value]) => [label, value === '' ? TO_FILL[lang] : value]),
            { widths: [LABEL_WIDTH, TEXT_WIDTH - LABEL_WIDTH] },
            fonts,
          ),
        ]),
        emptyLine(fonts),
        body(note, fonts),
        ...signatureLines({ unit: signer, date: printTime(date, lang) }, fonts),
      ],
    ],
  });
}
