import { z } from 'zod';
import type { LocalText } from '../local-text.ts';

/** 转载 (Art. 14): what is entered of a repost, and what is found out about its source. */

/** Why the rights in what is taken over allow it. */
export const REPOST_RIGHT_WORDS = {
  granted: { zh: '已取得权利人授权', en: 'the owner of the rights has agreed' },
  open: { zh: '来源声明允许转载', en: 'the source says that it may be reposted' },
  official: {
    zh: '依法不受著作权保护（官方文件、单纯事实消息等）',
    en: 'not protected by law (official papers, bare facts)',
  },
  lawful: { zh: '法律允许不经许可使用', en: 'the law allows it without permission' },
} as const satisfies Record<string, LocalText>;
export type RepostRight = keyof typeof REPOST_RIGHT_WORDS;
export const REPOST_RIGHTS = Object.keys(REPOST_RIGHT_WORDS) as [RepostRight, ...RepostRight[]];
/** The same of pictures, of which there may be none. */
export const PICTURE_RIGHT_WORDS = {
  none: { zh: '没有转载图片、音频和视频', en: 'no picture, sound or film is taken over' },
  ...REPOST_RIGHT_WORDS,
} as const satisfies Record<string, LocalText>;
export type PictureRight = keyof typeof PICTURE_RIGHT_WORDS;
export const PICTURE_RIGHTS = Object.keys(PICTURE_RIGHT_WORDS) as [PictureRight, ...PictureRight[]];

/** Fields that a repost has before it is submitted, as people are told of them. */
export const REPOST_FIELD_WORDS = {
  source: { zh: '来源网站', en: 'site of the source' },
  url: { zh: '原文链接', en: 'link to the original' },
  on: { zh: '转载时间', en: 'day of reposting' },
  relevance: { zh: '与履职的关系', en: "relation to the unit's duties" },
  assessment: { zh: '真实性和客观性评估', en: 'assessment of truth and objectivity' },
  textRights: { zh: '文字的权利', en: 'rights in the text' },
  pictureRights: { zh: '图片等的权利', en: 'rights in pictures' },
  rightsNote: { zh: '授权情况或者依据', en: 'permission or ground' },
} as const satisfies Record<string, LocalText>;
export type RepostField = keyof typeof REPOST_FIELD_WORDS;
export const REPOST_FIELDS = Object.keys(REPOST_FIELD_WORDS) as [RepostField, ...RepostField[]];

export const REPOST_NOTE_LIMIT = 500;
/** As a page shows it. */
export const REPOST_SOURCE_LIMIT = 40;
const note = z.string().trim().max(REPOST_NOTE_LIMIT);
const open = z.literal('');

/** What is entered of a repost. An empty field is not filled in yet: a draft may be kept so, and is not submitted so. */
export const repostSchema = z.object({
  /** name of the site it comes from, as the page will show it */
  source: z.string().trim().max(REPOST_SOURCE_LIMIT),
  /** the source is a site of a party or government organ */
  organ: z.boolean(),
  url: z.union([
    open,
    z
      .string()
      .trim()
      .pipe(z.url({ protocol: /^https?$/ }).max(1_000)),
  ]),
  /** day on which it is reposted here, not of the original */
  on: z.union([open, z.iso.date()]),
  relevance: note,
  assessment: note,
  textRights: z.union([open, z.enum(REPOST_RIGHTS)]),
  pictureRights: z.union([open, z.enum(PICTURE_RIGHTS)]),
  /** who agreed, how and when; or on what ground nobody has to */
  rightsNote: note,
});
export type Repost = z.infer<typeof repostSchema>;

/** Fields that are still empty, in the order of the form. */
export function repostGaps(repost: Repost | undefined): RepostField[] {
  return REPOST_FIELDS.filter((field) => !repost?.[field]);
}

/** What the page of the source is, compared with the item. */
export const SOURCE_OUTCOME_WORDS = {
  same: { zh: '与原文一致', en: 'As in the original' },
  different: { zh: '与原文有出入', en: 'Differs from the original' },
  'not-found': { zh: '原文页面上没有找到这篇内容', en: 'The text is not on the page of the source' },
  gone: { zh: '原文已撤下', en: 'The original was taken down' },
  unreachable: { zh: '原文页面打不开', en: 'The page of the source cannot be opened' },
} as const satisfies Record<string, LocalText>;
export type SourceOutcome = keyof typeof SOURCE_OUTCOME_WORDS;
export const SOURCE_OUTCOMES = Object.keys(SOURCE_OUTCOME_WORDS) as [SourceOutcome, ...SourceOutcome[]];

/** One source that a unit may take from. */
export const allowedSourceSchema = z.object({ name: z.string(), host: z.string() });
export type AllowedSource = z.infer<typeof allowedSourceSchema>;
/** `GET /units/:id/repost-sources` */
export const allowedSourcesSchema = z.object({
  unit: z.object({ id: z.uuid(), name: z.string() }),
  /** in the order of their names; none: the unit has set no list */
  rows: z.array(allowedSourceSchema),
  set: z
    .object({ by: z.object({ id: z.uuid(), name: z.string().optional() }), at: z.iso.datetime() })
    .optional(),
  may: z.object({ manage: z.boolean() }),
  asOf: z.iso.datetime(),
});
export type AllowedSources = z.infer<typeof allowedSourcesSchema>;
