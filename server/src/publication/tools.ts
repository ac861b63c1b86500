import type { LocalText, ScreenBox, ScreenPart } from '@zhengdun/contract';
import type { Vault } from '../assurance/index.ts';
import type { Database } from '../kernel/database/index.ts';
import type { EgressPolicy } from '../kernel/egress/index.ts';
import type { Jobs } from '../kernel/jobs/index.ts';
import type { WordList } from '../screening/index.ts';

/** What a screening found at a place of a text, in characters (UTF-16 units) of it. */
export interface ScreenedHit {
  readonly rule: string;
  readonly category: string;
  /** 1 is the gravest */
  readonly severity: 1 | 2 | 3 | 4;
  readonly start: number;
  readonly end: number;
  readonly why: LocalText;
  readonly suggestion?: string | undefined;
  /** what may be shown of it without the text, masked as its rule says */
  readonly excerpt?: string | undefined;
  /** of a unit's own list: the word as it stands there, and its category */
  readonly word?: string | undefined;
  readonly ownCategory?: string | undefined;
}

/** What a screening found in a document. */
export interface ScreenedDocumentHit extends Omit<ScreenedHit, 'start' | 'end'> {
  readonly place: HitPlace;
  /** what was hit: it goes into a salted digest and nowhere else */
  readonly found: string;
}

/** Where in a document: which of its parts, and where in that, from 1. */
export interface HitPlace {
  readonly part: ScreenPart;
  /** which sheet, slide or page, or the path inside an archive */
  readonly name?: string | undefined;
  readonly line: number;
  readonly column: number;
  /** of a picture */
  readonly box?: ScreenBox | undefined;
}

interface Screened<Hit> {
  /** of the rules */
  readonly edition: string;
  readonly hits: readonly Hit[];
}

interface ScreenedFile extends Screened<ScreenedDocumentHit> {
  /** where pictures were left for later: about how many; nothing is told of them in the hits then */
  readonly pictures?: number;
  /** all that was read of it */
  readonly words?: string;
}

/** How a document is read. */
interface ReadingManner {
  /** `later`: its pictures are not read */
  readonly pictures?: 'now' | 'later';
  /** is called after each picture that was read */
  readonly onPicture?: () => void;
  /** ends the reading: it throws the signal's reason then */
  readonly signal?: AbortSignal | undefined;
}

/** Screens texts, and documents; what of one cannot be read is a hit. */
export interface Screen {
  text(text: string): Promise<Screened<ScreenedHit>>;
  file(bytes: Uint8Array, manner?: ReadingManner): Promise<ScreenedFile>;
  /** what an item adds to those that its unit has published: facts that reveal more together (Art. 16) */
  together?(own: TitledText, published: readonly TitledText[]): Promise<readonly TogetherHit[]>;
  /** the same with these lists besides; `rules: false`: the lists alone */
  readonly withLists?: (lists: readonly WordList[], options?: { readonly rules: boolean }) => Screen;
}

/** A text with its title. */
export interface TitledText {
  readonly title: string;
  readonly text: string;
}

/** A hit in the title or the text of an item. */
export interface TogetherHit extends ScreenedHit {
  readonly part: 'title' | 'text';
}

/** What this module stands on. */
export interface PublicationTools {
  readonly db: Database;
  readonly vault: Vault;
  /** folder of the data, with the files of the ledger */
  readonly data: string;
  /** missing: nothing is screened, and every item says so */
  readonly screen?: Screen | undefined;
  /** what may be connected to when a published page is fetched */
  readonly policy: EgressPolicy;
  /** folder below which static pages are written; missing: nobody has set one aside */
  readonly sites?: string | undefined;
  /** hours between two comparisons of a page that is as approved, 24 without it; 0: by hand alone */
  readonly compareHours?: number | undefined;
  /** missing: a worker finds by itself what is to be read */
  readonly jobs?: Pick<Jobs, 'send'> | undefined;
  readonly now: () => Date;
}
