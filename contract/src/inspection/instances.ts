import { z } from 'zod';
import { type Lang, type LocalText, localTextSchema } from '../local-text.ts';
import type { CheckVerdict } from './check-result.ts';

/** One place at which a finding was seen: the first one is told in the fact, the rest are listed. */
export interface Instance {
  /** the page that holds it, and the line of its source, counted from 1 */
  readonly page?: string;
  readonly line?: number;
  /** the address that it is about */
  readonly url?: string;
  /** words of the page; printed in quotation marks only */
  readonly words?: string;
  /** what was found out about it, in the words of the probe; results of before 2 December 2026 hold one language */
  readonly note?: string | LocalText;
}

/** Facts that are lists of places. What a rule calls its list is its own business; what stands in it is alike. */
const LISTS = [
  'links',
  'places',
  'objects',
  'reposts',
  'entrances',
  'forms',
  'files',
  'hits',
  'found',
  'trials',
];

const text = z.string().catch('');
const entrySchema = z.looseObject({
  page: text,
  url: text,
  line: z.int().positive().optional().catch(undefined),
  text,
  label: text,
  masked: text,
  source: text,
  link: text,
  detail: z.union([z.string(), localTextSchema]).catch(''),
  state: text,
  on: z.array(z.looseObject({ page: text, line: z.int().positive().catch(1), text })).catch([]),
});
type Entry = z.infer<typeof entrySchema>;

const DEAD = ['dead', 'soft-404', 'parked'];
const UNCLEAR = ['bot-wall', 'no-answer', 'moved'];

/** Lists of which only some verdicts are about single entries. */
const PARTLY: ReadonlySet<string> = new Set(['found', 'trials']);

/** Lists that hold more than what the verdict is about: which entries count. */
const COUNTS: Readonly<Record<string, (entry: Entry) => boolean>> = {
  'exit-links/hijacked': ({ state }) => state === 'hijacked',
  'exit-links/dead': ({ state }) => DEAD.includes(state),
  'exit-links/unclear': ({ state }) => UNCLEAR.includes(state),
  'exit-prompt/no-prompt': ({ lure, outcome }) => lure !== true && outcome === 'left',
  'exit-prompt/bypassed': ({ lure, outcome }) => lure === true && outcome === 'left',
  'repost-source/not-shown': ({ shown }) => shown !== true,
  'repost-time/not-shown': ({ date }) => date === undefined,
  'repost-link/not-shown': ({ link }) => link === '',
  'icp-number/several-numbers': ({ where }) => where === 'text',
  'icp-number/malformed': ({ where }) => where === 'text',
  'police-number/malformed': ({ where }) => where === 'text',
  'police-number/other-form': ({ where }) => where === 'text',
};

/** The places of a finding, as its facts hold them; empty where the finding is about the site as a whole. */
export function instancesOf(verdict: CheckVerdict): readonly Instance[] {
  if (verdict.verdict !== 'unmet' && verdict.verdict !== 'unknown') return [];
  const counts = COUNTS[`${verdict.rule}/${verdict.code}`];
  for (const name of LISTS) {
    if (PARTLY.has(name) && !counts) continue;
    const list = verdict.facts[name];
    if (!Array.isArray(list)) continue;
    const entries = list
      .map((entry) => entrySchema.safeParse(entry))
      .flatMap(({ data }) => (data && (data.page || data.url || data.line) ? [data] : []));
    if (entries.length > 0) return entries.filter(counts ?? (() => true)).map(asInstance);
  }
  return [];
}

function asInstance(entry: Entry): Instance {
  const [first] = entry.on;
  const page = entry.page || first?.page || '';
  const line = entry.line ?? first?.line;
  const words = entry.text || first?.text || entry.label || entry.masked || entry.source;
  return {
    ...(page && { page }),
    ...(line !== undefined && { line }),
    ...((entry.url || entry.link) && { url: entry.url || entry.link }),
    ...(words && { words }),
    ...(entry.detail && { note: entry.detail }),
  };
}

/** One place in one line. Words of the page stand in quotation marks: pasted into a sheet they are no formula. */
export function instanceText({ page, line, url, words, note }: Instance, lang: Lang): string {
  const at = line === undefined ? '' : lang === 'zh' ? `第${line}行` : `line ${line}`;
  const where = [page, at].filter(Boolean).join(' ');
  const told = typeof note === 'object' ? note[lang] : note;
  const parts = [where, words && `“${words}”`, url !== page && url, told];
  return parts.filter(Boolean).join(lang === 'zh' ? '，' : ', ');
}
