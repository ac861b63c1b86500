import type { Box, Evidence } from '@zhengdun/contract';
import type { LinkKind, PageFacts } from '../html/page-facts.ts';

/** What a real browser saw. Boxes are fractions of the page's width and height. */
export interface BrowserFacts {
  /** name and version */
  readonly browser: string;
  readonly home: RenderedPage;
  /** the home page with scripts switched off; null where it could not be opened so */
  readonly withoutScripts: { readonly textLength: number; readonly linkCount: number } | null;
  /** clicks on exits; null where the page could not be clicked on */
  readonly exits: ExitFacts | null;
}

export interface RenderedPage {
  readonly url: string;
  readonly title: string;
  /** until the page stood still, ms */
  readonly loadMs: number;
  /** CSS pixels of the whole page; `clipped` when the picture and the search for boxes stop above its end */
  readonly width: number;
  readonly height: number;
  readonly clipped: boolean;
  /** facts of the page as rendered, and of its frames of the same site */
  readonly facts: PageFacts;
  readonly frames: readonly PageFacts[];
  readonly marks: readonly RenderedMark[];
  /** where the name of the unit stands */
  readonly names: readonly RenderedName[];
  /** pictures at the head of the page that are large enough for a name */
  readonly headPictures: number;
  /** links to other sites that style sheets hide from a reader in the manner of 暗链 */
  readonly hiddenLinks: readonly { readonly url: string; readonly text: string; readonly manner: string }[];
  readonly requests: readonly RequestFact[];
  /** scripts that did not reach us: what they would have written is missing */
  readonly missingScripts: readonly MissingScript[];
  /** the script of the mark (dcs.conac.cn) was asked for and did not reach us */
  readonly markScriptMissing: boolean;
  readonly dialogs: readonly string[];
  /** things the page tried and was not let do */
  readonly incidents: readonly Incident[];
  readonly pictures: readonly Evidence[];
}

/** A script that visitors may get and that we did not. */
export interface MissingScript {
  readonly url: string;
  /** of the page's own site */
  readonly own: boolean;
}

export type Incident =
  | 'dialog-flood'
  /** the page goes on to other addresses by itself, again and again */
  | 'endless-moves'
  | 'popup'
  | 'download'
  | 'crashed'
  | 'stuck'
  /** the end of the page had not come when time was up */
  | 'cut-short'
  /** parts of the page were still to come when it was looked at */
  | 'unfinished'
  | 'very-long-page'
  | 'over-limit'
  | 'web-socket';

export interface RenderedMark {
  /** id of the record that its link opens */
  readonly record?: string;
  readonly form: 'link' | 'holder' | 'picture';
  readonly box: Box;
  readonly pixels: { readonly width: number; readonly height: number };
  /** false: transparent, clipped away, or without size */
  readonly visible: boolean;
  /** the picture arrived */
  readonly pictureShown: boolean;
  /** it did not, for a reason that need not hold for visitors: no answer, or not in a saved copy */
  readonly pictureWithheld: boolean;
  readonly colour?: 'red' | 'blue' | 'error';
}

export interface RenderedName {
  readonly text: string;
  readonly box: Box;
  readonly fontPixels: number;
}

export interface RequestFact {
  readonly host: string;
  readonly secure: boolean;
  readonly count: number;
  /** one address as an example */
  readonly example: string;
}

export interface ExitFacts {
  /** links on the rendered home page that leave for what is not an organ's site, by kind */
  readonly found: Readonly<Partial<Record<LinkKind, number>>>;
  readonly trials: readonly ExitTrial[];
  /** scripts of the page as it was clicked on that did not reach us: a prompt may stand in them */
  readonly missingScripts: readonly MissingScript[];
}

/** Native dialogs, a layer over the page (in the window or in a frame), or a page of its own in between. */
export type PromptForm = 'confirm' | 'alert' | 'layer' | 'frame-layer' | 'interstitial';

/** One exit, clicked. */
export interface ExitTrial {
  readonly kind: LinkKind;
  readonly url: string;
  readonly text: string;
  /** true for an address of our own put in place of a real one: it only contains `gov.cn` */
  readonly lure: boolean;
  /** it stands in a frame of the page */
  readonly inFrame: boolean;
  readonly outcome: 'prompted' | 'left' | 'nothing';
  readonly prompt?: {
    readonly form: PromptForm;
    readonly text: string;
    /** false: the page left before anybody answered */
    readonly waits: boolean;
    /** whether 取消 stays and 继续 leaves for the address that was clicked; null where no such button was found */
    readonly cancelStays: boolean | null;
    readonly continueLeaves: boolean | null;
  };
}
