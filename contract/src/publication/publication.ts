import { z } from 'zod';
import { DOCUMENT_KIND_NAMES } from '../assurance/words.ts';
import { textExitSchema } from '../links/links.ts';
import { PAGE_QUERY } from '../page-query.ts';
import { SCREEN_PARTS, screenBoxSchema } from '../screening/screening.ts';
import { repostSchema, SOURCE_OUTCOMES } from './repost.ts';
import {
  ITEM_ACTS,
  ITEM_ATTACHMENT_LIMIT,
  ITEM_EVENT_WORDS,
  ITEM_KINDS,
  ITEM_MARKS,
  ITEM_SHOWS,
  ITEM_STATES,
  ITEM_TITLE_LIMIT,
  type ItemEvent,
  PAGE_DIFFERENCE_KINDS,
  PAGE_OUTCOMES,
} from './words.ts';

/** 信息发布: what console and server say to each other. Paths are below `/api`. */

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const text = (limit: number) => z.string().trim().min(1).max(limit);
const ground = text(2_000);
const version = z.int().min(1);
const stage = z.int().min(1).max(3);
const named = z.object({ id: z.uuid(), name: z.string() });
/** missing names are of people whom the reader does not see */
const person = z.object({ id: z.uuid(), name: z.string().optional() });

/** What is written. The text is plain: its paragraphs are its lines, and nothing in it is markup. */
export const itemInputSchema = z.object({
  title: text(ITEM_TITLE_LIMIT),
  /** bounded by the server, which says how much it may be */
  text: z.string(),
  urgent: z.boolean(),
  /** not to be published before */
  publishAt: z.iso.datetime().optional(),
  /** of `POST /publications/:id/attachments`, or of an earlier version, in their order */
  attachments: z.array(z.uuid()).max(ITEM_ATTACHMENT_LIMIT),
  /** of a repost; missing: as in the version before */
  repost: repostSchema.optional(),
});
export type ItemInput = z.infer<typeof itemInputSchema>;
/** `POST /publications` */
export const newItemSchema = itemInputSchema
  .omit({ attachments: true })
  .extend({ applicationId: z.uuid(), kind: z.enum(ITEM_KINDS) });
export type NewItem = z.infer<typeof newItemSchema>;
/** `POST /publications/:id/versions`: `after` is the version that was open; another one in between is not lost. */
export const itemVersionInputSchema = itemInputSchema.extend({ after: version });
export type ItemVersionInput = z.infer<typeof itemVersionInputSchema>;

/** `POST /publications/:id/attachments?name=`: the bytes as they are, `application/octet-stream`. */
export const attachmentUploadSchema = z.object({ name: z.string().min(1).max(400) });
/** A file among the encrypted documents. */
export const attachmentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(DOCUMENT_KIND_NAMES),
  bytes: z.int(),
  sha256: digest,
  sm3: digest,
  /** number of the order on which its content was destroyed */
  destroyed: z.string().optional(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** `GET /publications/archive?words=`: approved items by what stands in them; words are parted by blanks, and all of them are there. */
export const archiveQuerySchema = z.object({ words: z.string().trim().min(1).max(200) });
export type ArchiveQuery = z.infer<typeof archiveQuerySchema>;
const archiveHitSchema = z.object({
  /** an attachment's name; missing: its title or text */
  file: z.string().optional(),
  /** what stands around it, masked; all empty where something there may be a state secret */
  before: z.string(),
  found: z.string(),
  after: z.string(),
});
export type ArchiveHit = z.infer<typeof archiveHitSchema>;
export const archiveSearchSchema = z.object({
  rows: z.array(
    z.object({
      /** with the title of that version */
      item: z.object({ id: z.uuid(), title: z.string() }),
      version,
      state: z.enum(ITEM_STATES),
      unit: named,
      application: named,
      /** of the version that was published last */
      publishedAt: z.iso.datetime().optional(),
      hits: z.array(archiveHitSchema),
    }),
  ),
  /** there are more than are listed */
  isCut: z.boolean(),
  asOf: z.iso.datetime(),
});
export type ArchiveSearch = z.infer<typeof archiveSearchSchema>;

/**
 * `GET /publications/:id/readings`: files with pictures that are read after they were handed in. `unread`: something of it could
 * not be read; `stopped`: it bears the mark of a state secret and was destroyed; `given-up`: it ended whatever read it.
 */
export const itemReadingsSchema = z.object({
  rows: z.array(
    z.object({
      document: z.uuid(),
      name: z.string(),
      state: z.enum(['reading', 'read', 'unread', 'stopped', 'given-up']),
      /** pictures and pages that were read, and about how many there are */
      done: z.int(),
      pictures: z.int(),
      /** of `unread`: what was not read, and what helps */
      why: z.array(z.string()),
    }),
  ),
  /** whether the reader may have one read again */
  may: z.object({ read: z.boolean() }),
});
export type ItemReadings = z.infer<typeof itemReadingsSchema>;

/** `POST /publications/:id/submit` and `/recall`: as the version stood that was read. */
export const ofVersionSchema = z.object({ version });
/** `POST /publications/:id/correct`, `/withdraw` and `/drop` */
export const itemGroundSchema = z.object({ ground });
/** `POST /publications/:id/publish`: it was put on its page by the content system. */
export const publishSchema = z.object({
  version,
  url: z.url({ protocol: /^https?$/ }).max(1_000),
  /** missing: now */
  at: z.iso.datetime().optional(),
});
export type PublishInput = z.infer<typeof publishSchema>;

const decided = {
  version,
  /** digest of the manifest that was read */
  manifest: digest,
  decision: z.enum(['approve', 'return']),
  /** of a return; of an approval: a remark */
  ground: z.string().trim().max(2_000),
};
/** `POST /publications/:id/decide` */
export const itemDecisionInputSchema = z.object(decided);
export type ItemDecisionInput = z.infer<typeof itemDecisionInputSchema>;
/** `POST /publications/:id/paper-decision`: a signed 审签单, registered with its scan. */
export const paperDecisionInputSchema = z.object({
  ...decided,
  personId: z.uuid(),
  signedOn: z.iso.date(),
  number: text(60),
  /** of `POST /publications/:id/attachments` */
  scan: z.uuid(),
});
export type PaperDecisionInput = z.infer<typeof paperDecisionInputSchema>;

/** `POST /publications/:id/comments`: about the characters from `start` to before `end` of the text. */
export const commentInputSchema = z
  .object({ version, start: z.int().min(0), end: z.int().min(0), text: text(1_000) })
  .refine(({ start, end }) => end >= start, { path: ['end'] });
export type CommentInput = z.infer<typeof commentInputSchema>;
/** `POST /publications/:id/hits/:hit/release` and, for what may be a state secret, `…/secret-hits/:hit/release` */
export const releaseSchema = z.object({ ground: text(500) });

/** `GET /publications/secret-stops`: what was handed in, bears the mark of a state secret, and was not kept. */
export const secretStopListSchema = z.object({
  rows: z.array(
    z.object({
      id: z.uuid(),
      at: z.iso.datetime(),
      /** the end of the 24 hours */
      due: z.iso.datetime(),
      application: named,
      part: z.enum(['title', 'text', 'attachment']),
      line: z.int(),
      marks: z.int(),
      by: person,
    }),
  ),
  asOf: z.iso.datetime(),
});
export type SecretStopList = z.infer<typeof secretStopListSchema>;
/** `POST /publications/secret-stops/:id/finding`: none, so that it may be kept when it is handed in again; or a secret. */
export const secretFindingInputSchema = z.object({ finding: z.enum(['none', 'secret']), ground: text(500) });
export type SecretFindingInput = z.infer<typeof secretFindingInputSchema>;

/** `GET /publications` */
export const itemQuerySchema = z.object({
  show: z.enum(ITEM_SHOWS).default('mine'),
  state: z.enum(ITEM_STATES).optional(),
  unit: z.uuid().optional(),
  application: z.uuid().optional(),
  kind: z.enum(ITEM_KINDS).optional(),
  /** in which they were published last, in Beijing */
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  search: z.string().trim().max(100).optional(),
  ...PAGE_QUERY,
});
export type ItemQuery = z.infer<typeof itemQuerySchema>;

const rowFields = {
  id: z.uuid(),
  title: z.string(),
  unit: named,
  application: named,
  kind: z.enum(ITEM_KINDS),
  state: z.enum(ITEM_STATES),
  marks: z.array(z.enum(ITEM_MARKS)),
  author: person,
  version,
  /** of the review that comes next, while one is owed */
  stage: stage.optional(),
  stages: stage.optional(),
  since: z.iso.datetime(),
  /** its number in a content system */
  reference: z.string().optional(),
  publishAt: z.iso.datetime().optional(),
  laterDueOn: z.iso.date().optional(),
  /** something that may be a state secret was found then: the secrecy officer decides within 24 hours */
  secretSince: z.iso.datetime().optional(),
  published: z.object({ version, at: z.iso.datetime(), url: z.string(), live: z.boolean() }).optional(),
};
export const itemRowSchema = z.object(rowFields);
export type ItemRow = z.infer<typeof itemRowSchema>;
export const itemListSchema = z.object({
  rows: z.array(itemRowSchema),
  total: z.int(),
  counts: z.record(z.enum(ITEM_SHOWS), z.int()),
  asOf: z.iso.datetime(),
});
export type ItemList = z.infer<typeof itemListSchema>;

/** What screening found, by its place. What may be a state secret has no end and no words to it. */
export const hitSchema = z.object({
  id: z.uuid(),
  part: z.enum(['title', 'text', 'attachment']),
  /** of `attachment`: its name, and where in it */
  file: z.string().optional(),
  place: z
    .object({
      part: z.enum(SCREEN_PARTS),
      name: z.string().optional(),
      line: z.int(),
      column: z.int(),
      box: screenBoxSchema.optional(),
    })
    .optional(),
  start: z.int(),
  end: z.int(),
  rule: z.string(),
  category: z.string(),
  severity: z.int(),
  why: z.string(),
  /** of `attachment`: what may be shown of it, masked */
  excerpt: z.string().optional(),
  suggestion: z.string().optional(),
  blocks: z.boolean(),
  secret: z.boolean(),
  released: z.object({ by: person, at: z.iso.datetime(), ground: z.string() }).optional(),
});
export type Hit = z.infer<typeof hitSchema>;

export const decisionSchema = z.object({
  id: z.uuid(),
  version,
  round: z.int(),
  stage,
  stages: stage,
  decision: z.enum(['approve', 'return']),
  ground: z.string(),
  by: person,
  at: z.iso.datetime(),
  manifest: digest,
  manifestSm3: digest,
  /** edition of the rules; missing: it was not screened */
  edition: z.string().optional(),
  paper: z
    .object({ number: z.string(), signedOn: z.iso.date(), scan: attachmentSchema, registeredBy: person })
    .optional(),
});
export type ItemDecision = z.infer<typeof decisionSchema>;

export const commentSchema = z.object({
  id: z.uuid(),
  version,
  start: z.int(),
  end: z.int(),
  text: z.string(),
  by: person,
  at: z.iso.datetime(),
  resolved: z.object({ by: person, at: z.iso.datetime() }).optional(),
});
export type ItemComment = z.infer<typeof commentSchema>;

/** `GET /publications/:id/versions/:version` */
export const itemVersionSchema = z.object({
  version,
  title: z.string(),
  /** missing: its content was destroyed on an order */
  text: z.string().optional(),
  textFile: attachmentSchema,
  urgent: z.boolean(),
  publishAt: z.iso.datetime().optional(),
  /** of a repost, as far as it was entered */
  repost: repostSchema.optional(),
  attachments: z.array(attachmentSchema),
  /** canonical JSON; the digests are of its bytes */
  manifest: z.string(),
  manifestSha256: digest,
  manifestSm3: digest,
  writtenBy: person,
  writtenAt: z.iso.datetime(),
  /** who wrote it in a content system, as that says */
  editor: z.string().optional(),
  /** missing: it was not screened */
  screening: z
    .object({
      edition: z.string(),
      at: z.iso.datetime(),
      /** attachments that were screened: all of them once it is submitted */
      attachments: z.int(),
      hits: z.array(hitSchema),
    })
    .optional(),
  comments: z.array(commentSchema),
});
export type ItemVersion = z.infer<typeof itemVersionSchema>;

const piece = z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() });

/** One difference between a published page and what was approved, with as much around it as a reader needs. */
export const pageDifferenceSchema = z.object({
  kind: z.enum(PAGE_DIFFERENCE_KINDS),
  /** of the approved text, from 1 */
  line: z.int().min(1).optional(),
  /** of `hidden`: the declarations that do it */
  manner: z.string().optional(),
  /** removed: approved and not on the page; added: on the page and not approved */
  pieces: z.array(piece).readonly(),
});
export type PageDifference = z.infer<typeof pageDifferenceSchema>;
/** A published page compared with what was approved for it. */
export const pageComparisonSchema = z.object({
  version,
  /** when it was found so */
  at: z.iso.datetime(),
  /** when it was last found to be still so, and when it is looked at next */
  lastAt: z.iso.datetime().optional(),
  nextAt: z.iso.datetime().optional(),
  url: z.string(),
  outcome: z.enum(PAGE_OUTCOMES),
  /** of `unreachable`: why, in the language of the request */
  fault: z.string().optional(),
  /** per cent of the words that agree */
  similarity: z.number(),
  /** the first ones; of a page that may carry a state secret without words */
  differences: z.array(pageDifferenceSchema),
  count: z.int(),
  /** of the bytes that were seen */
  sha256: digest.optional(),
});
export type PageComparisonView = z.infer<typeof pageComparisonSchema>;

/** The page of a repost's source, as it was found and compared with a version of the item. */
export const sourceLookSchema = z.object({
  id: z.uuid(),
  version,
  at: z.iso.datetime(),
  url: z.string(),
  /** where redirects have led, if elsewhere */
  finalUrl: z.string().optional(),
  outcome: z.enum(SOURCE_OUTCOMES),
  /** of `unreachable` and `gone`: why, in the language of the request */
  fault: z.string().optional(),
  similarity: z.number(),
  /** removed: in the item and not in the original; added: in the original and not in the item */
  differences: z.array(pageDifferenceSchema),
  count: z.int(),
  /** on the unit's list of sources; missing: it has none */
  listed: z.boolean().optional(),
  /** the copy that was kept; missing: nothing came, or nothing of it may be kept */
  copy: z
    .object({ id: z.uuid(), sha256: digest, sm3: digest, bytes: z.int(), destroyed: z.string().optional() })
    .optional(),
  /** the page bears the mark of a state secret: nothing of it was kept */
  sealed: z.boolean(),
});
export type SourceLook = z.infer<typeof sourceLookSchema>;

/** `GET /publications/:id` */
export const itemViewSchema = z.object({
  ...rowFields,
  versions: z.array(
    z.object({
      version,
      title: z.string(),
      writtenBy: person,
      writtenAt: z.iso.datetime(),
      manifest: digest,
    }),
  ),
  /** as it stands */
  current: itemVersionSchema,
  /** links of its text that leave for other sites, by their lines */
  exits: z.array(textExitSchema),
  decisions: z.array(decisionSchema),
  history: z.array(
    z.object({
      id: z.int(),
      event: z.enum(Object.keys(ITEM_EVENT_WORDS) as [ItemEvent, ...ItemEvent[]]),
      version,
      stage: stage.optional(),
      /** missing: the program itself */
      by: person.optional(),
      at: z.iso.datetime(),
      ground: z.string(),
    }),
  ),
  /** what the reader may do now */
  may: z.array(
    z.enum([...ITEM_ACTS, 'comment', 'resolve', 'paper-decision', 'release-secret', 'compare', 'see-source']),
  ),
  /** why the reader, who may write or review here, may not do the next thing now; in the language of the request */
  hindrance: z.string().optional(),
  /** the version before this one that was decided about last, or published: what a reviewer compares with */
  before: version.optional(),
  /** of the page of what is public, the newest; missing: it was not compared yet */
  comparison: pageComparisonSchema.optional(),
  /** of a repost: what the page of its source was, the newest first; the first copy is the last one that has one */
  source: z
    .object({
      looks: z.array(sourceLookSchema),
      /** on the unit's list of sources as it is now; missing: it has none, or no link was entered */
      listed: z.boolean().optional(),
      lastAt: z.iso.datetime().optional(),
      nextAt: z.iso.datetime().optional(),
    })
    .optional(),
  asOf: z.iso.datetime(),
});
export type ItemView = z.infer<typeof itemViewSchema>;

/** `GET /publications/:id/differences?from=&to=`; missing: what stands there, and what a reviewer compares it with. */
export const differenceQuerySchema = z.object({
  from: z.coerce.number().int().min(1).optional(),
  to: z.coerce.number().int().min(1).optional(),
});
/** Lines that stayed, went and came; a changed line with its pieces. */
export const differenceSchema = z.object({
  from: version,
  to: version,
  title: z.array(piece).optional(),
  lines: z.array(
    z.object({
      change: z.enum(['same', 'added', 'removed', 'changed', 'left-out']),
      /** of the older and the newer text, from 1 */
      before: z.int().optional(),
      after: z.int().optional(),
      /** of `left-out`: lines that are the same and not shown */
      count: z.int().optional(),
      pieces: z.array(piece),
    }),
  ),
  /** the texts differ too much to be compared line by line: shown as gone and come */
  rough: z.boolean(),
  attachments: z.array(
    z.object({ change: z.enum(['same', 'added', 'removed']), name: z.string(), sha256: digest }),
  ),
});
export type ItemDifference = z.infer<typeof differenceSchema>;

/** `POST /units/:id/review-workflow` */
export const workflowInputSchema = z
  .object({
    /** 负责审核的机构 */
    office: text(60),
    stages: stage,
    authorMayReview: z.boolean(),
    /** missing: there is no urgent path */
    urgentDays: z.int().min(1).max(30).optional(),
    /** missing: at once */
    startsOn: z.iso.date().optional(),
    /** who decides at a stage; a stage without anybody is for whoever may review in the unit */
    reviewers: z.array(z.object({ stage, personId: z.uuid() })).max(60),
  })
  .refine(({ urgentDays, stages }) => urgentDays === undefined || stages > 1, { path: ['urgentDays'] })
  .refine(({ reviewers, stages }) => reviewers.every((each) => each.stage <= stages), {
    path: ['reviewers'],
  });
export type WorkflowInput = z.infer<typeof workflowInputSchema>;
export const workflowSchema = z.object({
  version,
  office: z.string(),
  stages: stage,
  authorMayReview: z.boolean(),
  urgentDays: z.int().optional(),
  startsAt: z.iso.datetime(),
  setBy: person,
  reviewers: z.array(z.object({ stage, person })),
});
export type Workflow = z.infer<typeof workflowSchema>;
/** `GET /units/:id/review-workflow` */
export const workflowViewSchema = z.object({
  unit: named,
  /** missing: there is none yet, and nothing can be submitted */
  inForce: workflowSchema.optional(),
  /** later versions that have not begun, and those before, the newest first */
  others: z.array(workflowSchema),
  /** people of the unit who may review now */
  reviewers: z.array(named),
  may: z.object({ manage: z.boolean() }),
  asOf: z.iso.datetime(),
});
export type WorkflowView = z.infer<typeof workflowViewSchema>;
