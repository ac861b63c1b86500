import type { EncodingFacts } from '../../../kernel/decode.ts';

/**
 * Everything a page says of itself that some rule asks for. Facts only: nothing here is judged, and no running
 * text of the page is kept. Every string is harmless to print (see plainText) and cut; every list is bounded;
 * `line` is the line of the source, counted from 1.
 */
export interface PageFacts {
  readonly url: string;
  readonly status: number;
  /** bytes of the body as read; `cut` when our bounds stopped the reading */
  readonly bytes: number;
  readonly cut: boolean;
  readonly encoding: EncodingFacts;
  readonly title: string;
  readonly metas: readonly MetaFact[];
  /** characters of visible text, and whether the page shows a footer at all */
  readonly textLength: number;
  readonly footer: FooterFacts;
  readonly icpNumbers: readonly FilingFact[];
  readonly policeNumbers: readonly FilingFact[];
  readonly siteCodes: readonly SiteCodeFact[];
  readonly marks: readonly MarkFact[];
  readonly links: readonly LinkFact[];
  readonly forms: readonly FormFact[];
  readonly embedded: readonly EmbeddedFact[];
  readonly demands: readonly DemandFact[];
  readonly article: ArticleFacts | null;
  readonly secrecy: readonly SecrecyFact[];
  readonly personal: readonly PersonalFact[];
  readonly foreign: readonly ForeignFact[];
  /** its own policy has the browser fetch plain addresses encrypted (CSP `upgrade-insecure-requests`) */
  readonly upgradesInsecure?: boolean;
  /** newest date printed on the page, `YYYY-MM-DD` */
  readonly newestDate?: string;
  /**
   * True when the page carries what may be a state secret. Such a page keeps no title, no excerpt, no picture:
   * only its address, the places, and salted digests.
   */
  readonly sealed: boolean;
}

export interface MetaFact {
  readonly name: string;
  readonly content: string;
  readonly line: number;
}

export interface FooterFacts {
  readonly seen: boolean;
  /** 主办单位 as printed */
  readonly organiser?: string;
  /** 版权所有 as printed */
  readonly holder?: string;
  /** further names printed behind 主办, 承办 and 版权所有, and before the latter */
  readonly others?: readonly string[];
  /** scripts of the page's own site stand in it: they may write a footer that the source does not show */
  readonly mayBeWritten: boolean;
  /** a frame, a piece kept as a script or an empty holder stands in it: parts of a shown footer may be written */
  readonly partsMayBeWritten: boolean;
}

/** An ICP or public-security number as it is written. */
export interface FilingFact {
  /** as printed, blanks folded */
  readonly text: string;
  /** province character before it, if any */
  readonly province?: string;
  /** digits without blanks */
  readonly digits: string;
  /** normal form: 京ICP备12345678号-1, 京公网安备11010202000001号 */
  readonly number?: string;
  /**
   * `text` is what a visitor reads; what inline styles hide, a comment, a script or a description (alt, title) is
   * not. `picture`: a link to the filing system without the number, mostly around a picture in which it may be drawn.
   */
  readonly where: 'text' | 'hidden' | 'comment' | 'script' | 'attribute' | 'picture';
  /** address of the link around it */
  readonly link?: string;
  /** code in that link, for public-security numbers */
  readonly linkCode?: string;
  readonly line: number;
}

export interface SiteCodeFact {
  readonly code: string;
  readonly where: 'meta' | 'text' | 'jiucuo';
  readonly line: number;
}

/** A sign of the 网上标识 in the source. */
export interface MarkFact {
  /** script of dcs.conac.cn, link to bszs.conac.cn, picture without either, or the empty holder of the script */
  readonly form: 'script' | 'link' | 'picture' | 'holder';
  readonly where: 'page' | 'comment';
  readonly address?: string;
  /** the script's file name without ending: CA + region + area + county + unit + serial */
  readonly code?: string;
  /** id of the record that the link opens */
  readonly record?: string;
  /** address follows the published form */
  readonly wellFormed: boolean;
  readonly colour?: 'red' | 'blue' | 'error';
  readonly hidden?: string;
  readonly line: number;
}

export type LinkKind =
  | 'a'
  | 'area'
  | 'option'
  | 'form'
  | 'open'
  | 'location'
  | 'refresh'
  | 'frame'
  | 'onclick';

export interface LinkFact {
  readonly kind: LinkKind;
  /** absolute address */
  readonly url: string;
  readonly text: string;
  /**
   * The style or attribute that hides it from a reader: `display:none`. With a selector before it where a sheet or
   * script of the page may do so: `#wrap display:none`.
   */
  readonly hidden?: string;
  /** it stands bare in a hidden block without id and class, which no script can call by name */
  readonly nameless?: boolean;
  readonly line: number;
}

export interface FormFact {
  /** absolute address, or null for a form without one */
  readonly action: string | null;
  readonly method: 'get' | 'post';
  readonly hasPassword: boolean;
  /** categories of personal data that its fields ask for */
  readonly personal: readonly string[];
  readonly fieldCount: number;
  /** the form, or the page, shows or links a notice on personal data */
  readonly notice: boolean;
  /** label of its button or heading, e.g. 登录 */
  readonly label: string;
  readonly line: number;
}

export interface EmbeddedFact {
  readonly kind: 'script' | 'style' | 'image' | 'frame' | 'media' | 'object' | 'applet' | 'font';
  /** absolute address; absent for inline scripts and objects without one */
  readonly url?: string;
  /** class id, MIME type or file type of an object */
  readonly type?: string;
  readonly line: number;
}

export type DemandStrength = 'demanded' | 'suggested';

/** A sentence that asks the visitor for a certain program, device or platform. */
export interface DemandFact {
  readonly kind: 'browser' | 'plug-in' | 'office' | 'app' | 'platform';
  readonly strength: DemandStrength;
  readonly text: string;
  readonly line: number;
}

export interface ArticleFacts {
  readonly title: string;
  /** what follows 来源 on the page or in ContentSource */
  readonly source?: string;
  readonly sourceWhere?: 'text' | 'meta';
  /** what the source of the page does not show, but a script of it may write */
  readonly writtenByScript?: readonly ('source' | 'date')[];
  /** a second source, named in a line of its own within the text */
  readonly sourceInText?: string;
  /** address that the source's name links to, or that 原文链接 names */
  readonly sourceLink?: string;
  /** date of publication on this site, as shown */
  readonly shownDate?: string;
  readonly metaDate?: string;
  readonly line: number;
}

/** A possible classification or work-secret mark. Of a state-secret hit nothing but this is kept. */
export interface SecrecyFact {
  readonly kind: 'state' | 'work';
  /** `strong`: level, star and term, or a mark that stands alone at the head; `weak`: words in running text */
  readonly strength: 'strong' | 'weak';
  /** HMAC-SHA-256 of the hit under the installation's salt, hex */
  readonly digest: string;
  /** only for work secrets: masked */
  readonly masked?: string;
  readonly line: number;
}

export interface PersonalFact {
  readonly kind: 'resident-id' | 'bank-card' | 'mobile' | 'passport' | 'travel-permit' | 'residence-permit';
  /** first and last characters only: 110101********002X → 110***********02X */
  readonly masked: string;
  /** salted digest: tells equal numbers without keeping them */
  readonly digest: string;
  readonly line: number;
}

/** Something that does not belong on a government page. */
export interface ForeignFact {
  readonly kind:
    | 'vice-words'
    | 'hidden-block'
    | 'miner'
    | 'referrer-switch'
    | 'spider-switch'
    | 'disguised-text'
    | 'disguised-script'
    | 'hidden-frame'
    | 'promotion';
  readonly detail: string;
  readonly line: number;
}
