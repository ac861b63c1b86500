import type { LocalText } from '../local-text.ts';
import type { Reason, Verdict } from '../vocabulary.ts';

/** What a 情况说明 says of its obligation. */
export const PAPER_CLAIM_WORDS = {
  met: { zh: '符合该项要求', en: 'The requirement is met' },
  unmet: { zh: '不符合该项要求', en: 'The requirement is not met' },
} as const satisfies Record<string, LocalText>;
export type PaperClaim = keyof typeof PAPER_CLAIM_WORDS;
export const PAPER_CLAIMS = Object.keys(PAPER_CLAIM_WORDS) as PaperClaim[];

/** How far one writing of a paper has come. */
export const PAPER_STATE_WORDS = {
  waiting: { zh: '待签署', en: 'to be signed' },
  signed: { zh: '已签署', en: 'signed' },
  expired: { zh: '已过期', en: 'expired' },
  replaced: { zh: '已更换', en: 'replaced' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, LocalText>;
export type PaperState = keyof typeof PAPER_STATE_WORDS;
export const PAPER_STATES = Object.keys(PAPER_STATE_WORDS) as PaperState[];

/** What can be handed in, told by the first bytes of a file and never by its name. */
export const DOCUMENT_KINDS = {
  pdf: { word: { zh: 'PDF', en: 'PDF' }, ending: 'pdf', mediaType: 'application/pdf' },
  png: { word: { zh: 'PNG图片', en: 'PNG picture' }, ending: 'png', mediaType: 'image/png' },
  jpeg: { word: { zh: 'JPEG图片', en: 'JPEG picture' }, ending: 'jpg', mediaType: 'image/jpeg' },
  docx: {
    word: { zh: 'DOCX文档', en: 'DOCX document' },
    ending: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  ofd: { word: { zh: 'OFD版式文件', en: 'OFD document' }, ending: 'ofd', mediaType: 'application/ofd' },
  xlsx: {
    word: { zh: 'XLSX表格', en: 'XLSX sheet' },
    ending: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  pptx: {
    word: { zh: 'PPTX演示文稿', en: 'PPTX slides' },
    ending: 'pptx',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  },
  /** of the time before 2007; WPS, ET and DPS are the same kinds under other endings */
  doc: {
    word: { zh: 'DOC、WPS文档', en: 'DOC or WPS document' },
    ending: 'doc',
    mediaType: 'application/msword',
  },
  xls: {
    word: { zh: 'XLS、ET表格', en: 'XLS or ET sheet' },
    ending: 'xls',
    mediaType: 'application/vnd.ms-excel',
  },
  ppt: {
    word: { zh: 'PPT、DPS演示文稿', en: 'PPT or DPS slides' },
    ending: 'ppt',
    mediaType: 'application/vnd.ms-powerpoint',
  },
  rtf: { word: { zh: 'RTF文档', en: 'RTF document' }, ending: 'rtf', mediaType: 'application/rtf' },
  /** what scanners and fax machines write */
  tiff: { word: { zh: 'TIFF图片', en: 'TIFF picture' }, ending: 'tif', mediaType: 'image/tiff' },
  bmp: { word: { zh: 'BMP图片', en: 'BMP picture' }, ending: 'bmp', mediaType: 'image/bmp' },
  zip: { word: { zh: 'ZIP压缩包', en: 'ZIP archive' }, ending: 'zip', mediaType: 'application/zip' },
  rar: { word: { zh: 'RAR压缩包', en: 'RAR archive' }, ending: 'rar', mediaType: 'application/vnd.rar' },
  '7z': {
    word: { zh: '7z压缩包', en: '7z archive' },
    ending: '7z',
    mediaType: 'application/x-7z-compressed',
  },
  txt: {
    word: { zh: 'TXT文本', en: 'plain text' },
    ending: 'txt',
    mediaType: 'text/plain; charset=utf-8',
  },
  /** a page as it came, never handed in: it is taken away as bytes, so that no browser runs it here */
  html: { word: { zh: '网页', en: 'web page' }, ending: 'html', mediaType: 'application/octet-stream' },
} as const satisfies Record<string, { word: LocalText; ending: string; mediaType: string }>;
export type DocumentKind = keyof typeof DOCUMENT_KINDS;
export const DOCUMENT_KIND_NAMES = Object.keys(DOCUMENT_KINDS) as DocumentKind[];
/** What is handed in for an item. */
export const ITEM_DOCUMENT_KINDS = DOCUMENT_KIND_NAMES.filter((kind) => kind !== 'html');
/** What is handed in for a paper; an item takes more kinds. */
export const PAPER_DOCUMENT_KINDS = [
  'pdf',
  'png',
  'jpeg',
  'docx',
  'ofd',
] as const satisfies readonly DocumentKind[];
/** Bytes of one file, at most. */
export const DOCUMENT_LIMIT = 20 * 1024 * 1024;

/** What a person does next about an obligation that papers decide. */
export const PAPER_ACT_WORDS = {
  write: { zh: '填写情况说明', en: 'Write a statement' },
  sign: { zh: '查看和签署', en: 'Read and sign' },
  renew: { zh: '更新情况说明', en: 'Renew the statement' },
  register: { zh: '补充登记信息', en: 'Complete the register' },
  items: { zh: '查看稿件', en: 'See the items' },
  workflow: { zh: '查看审核流程', en: 'See the workflow' },
} as const satisfies Record<string, LocalText>;
export type PaperAct = keyof typeof PAPER_ACT_WORDS;

interface PaperResult {
  readonly verdict: Verdict;
  /** where the verdict is `unknown` */
  readonly reason?: Reason;
  readonly words: LocalText;
  readonly act?: PaperAct;
}

/** The one table of what papers and filings come to: verdict, words, and what to do next. */
export const PAPER_RESULTS = {
  signed: {
    verdict: 'met',
    words: {
      zh: '情况说明已签署，有效期至：{until}。',
      en: 'A statement is signed; it holds until: {until}.',
    },
  },
  filed: {
    verdict: 'met',
    words: { zh: '已登记{filings}，有效期至：{until}。', en: 'Registered: {filings}; valid until: {until}.' },
  },
  'says-unmet': {
    verdict: 'unmet',
    act: 'renew',
    words: {
      zh: '已签署的情况说明写明不符合。改好后请更新情况说明。',
      en: 'The signed statement says that it is not met. Renew it when that has been mended.',
    },
  },
  'level-too-low': {
    verdict: 'unmet',
    act: 'register',
    words: {
      zh: '登记的等级保护级别为第{level}级，应当达到第三级。',
      en: 'The registered grade is level {level}; level 3 is required.',
    },
  },
  'not-adopted': {
    verdict: 'not-applicable',
    words: {
      zh: '鼓励性要求，情况说明写明未采用。',
      en: 'Encouraged only; the statement says that it was not adopted.',
    },
  },
  waiting: {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'sign',
    words: {
      zh: '情况说明已填写，尚未签署。请由填写人以外的负责人签署。',
      en: 'A statement is written but not signed. A leader other than its writer signs it.',
    },
  },
  missing: {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'write',
    words: { zh: '尚无情况说明。', en: 'There is no statement yet.' },
  },
  expired: {
    verdict: 'unknown',
    reason: 'proof-expired',
    act: 'renew',
    words: { zh: '情况说明已于{until}到期。', en: 'The statement expired on {until}.' },
  },
  'document-destroyed': {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'renew',
    words: {
      zh: '情况说明所附文件已按保密要求销毁，请另附文件。',
      en: 'The documents of the statement were destroyed on an order. Attach others.',
    },
  },
  'filing-missing': {
    verdict: 'unknown',
    reason: 'record-missing',
    act: 'register',
    words: { zh: '缺少登记：{filings}。', en: 'Missing in the register: {filings}.' },
  },
  'filing-expired': {
    verdict: 'unknown',
    reason: 'proof-expired',
    act: 'register',
    words: { zh: '{filings}已于{until}到期。', en: '{filings} expired on {until}.' },
  },
  'filing-open': {
    verdict: 'unknown',
    reason: 'record-missing',
    act: 'register',
    words: {
      zh: '{filings}未登记有效期，请补充下次办理日期。',
      en: '{filings} is registered without an end. Add the date when it is due again.',
    },
  },
  'level-missing': {
    verdict: 'unknown',
    reason: 'record-missing',
    act: 'register',
    words: { zh: '尚未登记等级保护级别。', en: 'The MLPS grade is not registered.' },
  },
  'platform-missing': {
    verdict: 'unknown',
    reason: 'record-missing',
    act: 'register',
    words: {
      zh: '由承载平台落实，尚未登记承载平台。',
      en: 'The hosting platform answers for it, and none is registered.',
    },
  },
  'not-bound': {
    verdict: 'not-applicable',
    words: {
      zh: '按登记的单位和应用情况不适用。',
      en: 'By the registered facts of unit and application it does not apply.',
    },
  },
  'no-event': {
    verdict: 'not-applicable',
    words: {
      zh: '发生相关情形时适用，目前没有相关的情况说明。',
      en: 'It applies when something happens; no statement tells of it.',
    },
  },
  // What 信息发布 knows of an application that publishes by it.
  'workflow-recorded': {
    verdict: 'met',
    words: {
      zh: '现行审核流程：{office}，审核{stages}级，自{since}起启用。',
      en: 'Workflow in force: {office}, {stages:stage|stages} of review, since {since}.',
    },
  },
  'workflow-missing': {
    verdict: 'unknown',
    reason: 'record-missing',
    act: 'workflow',
    words: {
      zh: '已在信息发布中写稿，尚未设定审核流程。请设定审核流程，或者填写情况说明。',
      en: 'Items are written here, and no workflow is set. Set one, or write a statement.',
    },
  },
  'reviewers-recorded': {
    verdict: 'met',
    words: {
      zh: '各级审核都有在编的审核人员，共{count}人。',
      en: 'Each stage of review has permanent staff who review: {count:person|people}.',
    },
  },
  'reviewers-missing': {
    verdict: 'unmet',
    act: 'workflow',
    words: {
      zh: '第{stage}级审核没有在编的审核人员。请在审核流程中指定，或者授予审核人角色。',
      en: 'Stage {stage} of the review has nobody of the permanent staff. Name somebody in the workflow, or grant the role of a reviewer.',
    },
  },
  'reviews-lacking': {
    verdict: 'unmet',
    act: 'items',
    words: {
      zh: '已公开的稿件{count}篇：没有审核记录的{unreviewed}篇，急件逾期未补审的{overdue}篇。请补做审核，不要倒填日期。',
      en: 'Public items: {count}; without a review on record: {unreviewed}; urgent ones whose later review is overdue: {overdue}. Review them now; never date a review back.',
    },
  },
  // Of what was published in other ways records say nothing: what is right here alone does not meet the obligation.
  'reviews-recorded': {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'write',
    words: {
      zh: '在本系统公开的{count}篇稿件都有审核记录。通过其他途径发布的信息，请填写情况说明。',
      en: 'All items made public here ({count}) have their review on record. Of what is published in other ways, write a statement.',
    },
  },
  'pages-as-approved': {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'write',
    words: {
      zh: '在本系统公开的{count}篇稿件都已比对，网页与批准的内容一致。内容是否真实准确，请填写情况说明。',
      en: 'All items made public here ({count}) were compared, and their pages say what was approved. Whether that is true and exact, write a statement.',
    },
  },
  'pages-differ': {
    verdict: 'unmet',
    act: 'items',
    words: {
      zh: '{count}篇稿件的网页与批准的内容不一致。请逐篇核对，恢复批准的内容，或者更正后重新审核。',
      en: 'Pages that differ from what was approved: {count}. Look at each: bring back what was approved, or correct it and have it reviewed.',
    },
  },
  'reposts-incomplete': {
    verdict: 'unmet',
    act: 'items',
    words: {
      zh: '已公开的转载{reposts}篇，其中{count}篇没有登记：{fields}。',
      en: 'Public reposts: {reposts}; without an entry: {count} ({fields}).',
    },
  },
  'reposts-recorded': {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'write',
    words: {
      zh: '在本系统公开的{count}篇转载都已登记。通过其他途径转载的，请填写情况说明。',
      en: 'All reposts made public here ({count}) have their entries. Of what is reposted in other ways, write a statement.',
    },
  },
  // What the page of a repost shows is compared with what was entered.
  'repost-marks-right': {
    verdict: 'unknown',
    reason: 'proof-needed',
    act: 'write',
    words: {
      zh: '在本系统公开的{count}篇转载都已比对，网页的标注与登记一致。通过其他途径转载的，请填写情况说明。',
      en: 'All reposts made public here ({count}) were compared, and their pages show what was entered. Of what is reposted in other ways, write a statement.',
    },
  },
  'repost-marks-wrong': {
    verdict: 'unmet',
    act: 'items',
    words: {
      zh: '已公开的转载{reposts}篇，其中{count}篇的网页没有准确标注：{fields}。',
      en: 'Public reposts: {reposts}; pages that do not show it as entered: {count} ({fields}).',
    },
  },
} as const satisfies Record<string, PaperResult>;
export type PaperCode = keyof typeof PAPER_RESULTS;
export const PAPER_CODES = Object.keys(PAPER_RESULTS) as PaperCode[];

/** Exceptions make a 原则上 obligation lawful for a time; deferrals are plans, and what they defer stays 不符合. */
export const EXCEPTION_KIND_WORDS = {
  exception: { zh: '例外备案', en: 'exception' },
  deferral: { zh: '暂缓整改', en: 'deferral' },
} as const satisfies Record<string, LocalText>;
export type ExceptionKind = keyof typeof EXCEPTION_KIND_WORDS;
export const EXCEPTION_KINDS = Object.keys(EXCEPTION_KIND_WORDS) as ExceptionKind[];

export const EXCEPTION_STATE_WORDS = {
  asked: { zh: '待批准', en: 'to be approved' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '未批准', en: 'refused' },
  ended: { zh: '已提前终止', en: 'ended early' },
  expired: { zh: '已到期', en: 'expired' },
} as const satisfies Record<string, LocalText>;
export type ExceptionState = keyof typeof EXCEPTION_STATE_WORDS;
export const EXCEPTION_STATES = Object.keys(EXCEPTION_STATE_WORDS) as ExceptionState[];

/** What ends on a day. */
export const EXPIRY_KIND_WORDS = {
  paper: { zh: '情况说明', en: 'statement' },
  exception: { zh: '例外备案', en: 'exception' },
  deferral: { zh: '暂缓整改', en: 'deferral' },
  filing: { zh: '备案和测评', en: 'filing or assessment' },
  certificate: { zh: '网站证书', en: 'website certificate' },
  grant: { zh: '授权', en: 'grant' },
} as const satisfies Record<string, LocalText>;
export type ExpiryKind = keyof typeof EXPIRY_KIND_WORDS;
export const EXPIRY_KINDS = Object.keys(EXPIRY_KIND_WORDS) as ExpiryKind[];

/** How near an end is: already past, or within so many days from today. */
export const EXPIRY_SPAN_WORDS = {
  overdue: { zh: '已过期', en: 'expired' },
  '7': { zh: '7日内', en: 'within 7 days' },
  '30': { zh: '30日内', en: 'within 30 days' },
  '90': { zh: '90日内', en: 'within 90 days' },
} as const satisfies Record<string, LocalText>;
export type ExpirySpan = 'overdue' | '7' | '30' | '90';
export const EXPIRY_SPANS = ['overdue', '7', '30', '90'] as const satisfies ExpirySpan[];
