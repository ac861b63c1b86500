import { posix } from 'node:path';
import type { DocumentPart, Reading } from './reading.ts';
import { readBook, readRelations, readSharedStrings, readSheet } from './sheets.ts';
import { readPlainPart, readSlide, readWordPart } from './word.ts';
import type { Member } from './zip.ts';

type Obstacle = Reading['obstacles'][number];
/** Smaller pictures are ornaments: no sentence can be read in them. */
const LEAST_PICTURE = 2_000;

/** A document or a picture that is put into another. */
interface Embedded {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What stands in an office document, by the names of its parts, and the documents that are put into it. */
export function readOffice(members: readonly Member[]): Reading & { readonly embedded: readonly Embedded[] } {
  const embedded: Embedded[] = [];
  const parts: DocumentPart[] = [];
  const obstacles: Obstacle[] = [];
  const byName = new Map(members.map((member) => [member.name, member]));
  const open = (name: string): Buffer | undefined => {
    const content = byName.get(name)?.read();
    if (content === undefined) return undefined;
    if (typeof content !== 'string') return content;
    obstacles.push({ what: content === 'broken' ? 'broken' : 'too-much-inside', part: name });
    return undefined;
  };
  const strings = open('xl/sharedStrings.xml');
  const shared = strings ? readSharedStrings(strings) : [];
  const book = open('xl/workbook.xml');
  const relations = readRelations(open('xl/_rels/workbook.xml.rels') ?? Buffer.alloc(0));
  for (const sheet of book ? readBook(book) : []) {
    const target = relations.get(sheet.relation) ?? '';
    const bytes = open(target.startsWith('/') ? target.slice(1) : posix.join('xl', target));
    if (bytes) parts.push(readSheet(bytes, sheet, shared));
    else obstacles.push({ what: 'broken', part: sheet.name });
  }
  for (const { name, size } of members) {
    if (/^(?:word|xl|ppt)\/media\//.test(name)) {
      const picture = size < LEAST_PICTURE ? undefined : open(name);
      if (picture) embedded.push({ name, bytes: picture });
      continue;
    }
    const read = READERS.find(([pattern]) => pattern.test(name))?.[1];
    if (!read) continue;
    const bytes = open(name);
    if (!bytes) continue;
    if (read === 'within') embedded.push({ name, bytes });
    else parts.push(...read(bytes, posix.basename(name, '.xml')));
  }
  return { parts: parts.filter(({ text }) => text.trim() !== ''), obstacles, embedded };
}

type Read = (bytes: Buffer, name: string) => readonly DocumentPart[];

const READERS: readonly (readonly [RegExp, Read | 'within'])[] = [
  [/^word\/document\d*\.xml$/, (bytes) => readWordPart(bytes, 'body')],
  [/^word\/(?:header|footer)\d*\.xml$/, (bytes, name) => readWordPart(bytes, 'header-footer', name)],
  [/^word\/(?:footnotes|endnotes)\.xml$/, (bytes, name) => readWordPart(bytes, 'note', name)],
  [/^word\/comments\.xml$/, (bytes) => readWordPart(bytes, 'comment')],
  [/^ppt\/slides\/slide\d+\.xml$/, (bytes, name) => [readSlide(bytes, 'slide', name.replace('slide', ''))]],
  [
    /^ppt\/notesSlides\/notesSlide\d+\.xml$/,
    (bytes, name) => [readSlide(bytes, 'note', name.replace('notesSlide', ''))],
  ],
  [
    /^(?:xl\/(?:comments\d*|threadedComments\/.*)|ppt\/comments\/.*)\.xml$/,
    (bytes, name) => [readPlainPart(bytes, 'comment', name)],
  ],
  [
    /^(?:word|xl|ppt)\/(?:diagrams\/data|charts\/chart|drawings\/drawing)\d+\.xml$/,
    (bytes, name) => [readPlainPart(bytes, 'body', name)],
  ],
  [/^docProps\/(?:core|app|custom)\.xml$/, (bytes, name) => [readPlainPart(bytes, 'properties', name)]],
  [/^(?:word|xl|ppt)\/embeddings\/.+\.(?:docx|xlsx|pptx|docm|xlsm|pptm)$/, 'within'],
];
