import { z } from 'zod';
import { SCREEN_CATEGORIES, SCREEN_RULES, type ScreenRule } from './rules.ts';

/** Disguises that an entry of a list may ask for. */
export const SCREEN_VIEWS = ['pinyin', 'sound', 'shape', 'digits'] as const;
export type ScreenView = (typeof SCREEN_VIEWS)[number];

/** Why something could not be read. What cannot be read is no proof that nothing is in it: it blocks. */
export const SCREEN_OBSTACLES = [
  'missing',
  'too-large',
  'encrypted',
  'broken',
  'old-format',
  'unknown-format',
  'picture',
  'no-picture-reader',
  'too-deep',
  'too-much-inside',
  'took-too-long',
  'no-text',
  'no-letters',
  'too-many-places',
  'program',
] as const;
export type ScreenObstacle = (typeof SCREEN_OBSTACLES)[number];

/** Parts of a document that a reader does not see at once. */
export const SCREEN_PARTS = [
  'body',
  'hidden-text',
  'deleted-text',
  'covered-text',
  'comment',
  'header-footer',
  'note',
  'hidden-sheet',
  'sheet',
  'slide',
  'page',
  'picture',
  'properties',
  'attribute',
  'member',
] as const;
export type ScreenPart = (typeof SCREEN_PARTS)[number];

const percent = z.number().min(0).max(100);
/** A place in a picture or a scanned page, in percent of its width and height, from the upper left. */
export const screenBoxSchema = z.object({ left: percent, top: percent, width: percent, height: percent });
export type ScreenBox = z.infer<typeof screenBoxSchema>;

const place = z.object({
  part: z.enum(SCREEN_PARTS),
  name: z.string().max(200).optional().describe('which sheet, slide or page, or the path inside an archive'),
  line: z.int().min(1).describe('of the part, from 1'),
  column: z.int().min(1).describe('in UTF-16 code units, from 1'),
  offset: z.int().min(0).describe('in UTF-16 code units of the text of the part as it was read'),
  length: z.int().min(0).describe('in UTF-16 code units; 0 for what may be a state secret'),
  box: screenBoxSchema.optional().describe('of `picture`: where in it, in percent of its width and height'),
});
export type ScreenPlace = z.infer<typeof place>;

const hit = z.object({
  rule: z.enum(Object.keys(SCREEN_RULES) as [ScreenRule, ...ScreenRule[]]).or(z.literal('word')),
  category: z.enum(SCREEN_CATEGORIES),
  ownCategory: z.string().max(40).optional().describe("the unit's own category of a list's word"),
  list: z.string().max(200).optional(),
  severity: z.int().min(1).max(4).describe('1 gravest; our own weight'),
  place,
  excerpt: z.string().max(200).optional().describe('masked; never there for what may be a state secret'),
  digest: z
    .string()
    .optional()
    .describe('salted: tells that two hits are alike without giving the text back'),
  why: z.string(),
  cure: z.string(),
  instead: z.string().max(200).optional().describe('what to write'),
});
export type ScreenHit = z.infer<typeof hit>;

/** `zhengdun screen --json`: one line for each file. */
export const screenResultSchema = z.object({
  schema: z.literal('zhengdun/screen-result/1'),
  file: z.string(),
  at: z.iso.datetime(),
  lang: z.enum(['zh', 'en']),
  sha256: z
    .string()
    .optional()
    .describe('of the bytes that were read; not there where they may hold a state secret'),
  rules: z.string().describe('edition of the rules that ship with the program'),
  lists: z.array(z.object({ name: z.string(), version: z.string() })),
  characters: z.int().min(0),
  hits: z.array(hit),
  recognised: z
    .int()
    .min(0)
    .describe('pictures and scanned pages whose text was recognised: it may be faulty'),
  more: z.int().min(0).describe('further hits that were counted and not kept'),
  obstacles: z.array(
    z.object({ what: z.enum(SCREEN_OBSTACLES), part: z.string().optional(), words: z.string() }),
  ),
  notice: z.string().optional().describe('what to do at once about what may be a state secret'),
});
export type ScreenResult = z.infer<typeof screenResultSchema>;

/** `zhengdun screen --together --json`: the last line, what comes together over the files. */
export const screenTogetherSchema = z.object({
  schema: z.literal('zhengdun/screen-together/1'),
  at: z.iso.datetime(),
  lang: z.enum(['zh', 'en']),
  files: z
    .int()
    .min(0)
    .describe('whose texts were taken together; those that may hold a state secret are left out'),
  combinations: z.array(
    z.object({
      id: z.string().describe('of the combination of facts'),
      title: z.string(),
      subject: z.string().optional().describe('the person, place or system; not there with --excerpts none'),
      facts: z.array(
        z.object({
          file: z.string(),
          part: z.enum(SCREEN_PARTS),
          name: z.string().optional(),
          line: z.int().min(1),
          kind: z.string(),
          words: z.string(),
        }),
      ),
      why: z.string(),
      cure: z.string(),
    }),
  ),
});
export type ScreenTogether = z.infer<typeof screenTogetherSchema>;
