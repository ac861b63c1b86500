import {
  type Lang,
  SCREEN_OBSTACLE_WORDS,
  SCREEN_RULE_WORDS,
  SCREEN_RULES,
  type ScreenHit,
  type ScreenResult,
  SECRET_NOTICE,
} from '@zhengdun/contract';
import { plainText } from '../kernel/plain-text.ts';
import type { DocumentPart, Reading } from './documents/reading.ts';
import { excerptOf } from './excerpt.ts';
import type { Screen } from './passes.ts';
import { boxAt, lineIndex } from './places.ts';
import { RULES_EDITION } from './rules/index.ts';
import { screenPart } from './screen-part.ts';
import type { TextHit } from './screen-text.ts';

export interface Presenting {
  readonly lang: Lang;
  /** `none`: no excerpt of anything leaves the house */
  readonly excerpts: 'ends' | 'none';
  /** key of the digests */
  readonly salt: string;
  readonly at: Date;
}

/**
 * Screens everything that was read of a document and says it in words. Where one part may hold a state secret, no
 * excerpt of any hit is kept: what stands beside a secret may be one too.
 */
export function screenReading(
  {
    file,
    sha256,
    reading,
  }: { readonly file: string; readonly sha256?: string | undefined; readonly reading: Reading },
  screen: Screen,
  options: Presenting,
): ScreenResult {
  const { lang, at } = options;
  let more = 0;
  const obstacles = [...reading.obstacles];
  const found = reading.parts.map((part) => {
    const { hits, more: others, isIncomplete } = screenPart(part, screen, options.salt);
    more += others;
    if (isIncomplete) obstacles.push({ what: 'too-many-places', part: part.name });
    return { part, hits };
  });
  const isSecret = found.some(({ hits }) => hits.some(mayBeSecret));
  const hits = found.flatMap(({ part, hits: own }) => {
    const placeOf = lineIndex(part.text);
    return own.map((hit) => present(hit, { part, placeOf, isSecret }, options));
  });
  return {
    schema: 'zhengdun/screen-result/1',
    file: plainText(file, 400),
    at: at.toISOString(),
    lang,
    // An unsalted digest would tell whoever has a copy which paper it was.
    ...(sha256 !== undefined && !isSecret && { sha256 }),
    rules: screen.withRules ? RULES_EDITION : 'none',
    lists: screen.lists.map(({ name, version }) => ({ name: plainText(name, 200), version })),
    characters: reading.parts.reduce((sum, { text }) => sum + text.length, 0),
    hits,
    recognised: reading.parts.filter(({ part }) => part === 'picture').length,
    more,
    obstacles: obstacles.map(({ what, part }) => ({
      what,
      ...(part !== undefined && { part: plainText(part, 200) }),
      words: SCREEN_OBSTACLE_WORDS[what][lang],
    })),
    ...(isSecret && { notice: SECRET_NOTICE[lang] }),
  };
}

function mayBeSecret({ source }: TextHit): boolean {
  return 'rule' in source && SCREEN_RULES[source.rule] === 'state-secret';
}

interface Where {
  readonly part: DocumentPart;
  readonly placeOf: ReturnType<typeof lineIndex>;
  readonly isSecret: boolean;
}

function present(hit: TextHit, { part, placeOf, isSecret }: Where, options: Presenting): ScreenHit {
  const { source, start, end, severity } = hit;
  const { lang } = options;
  const secret = mayBeSecret(hit);
  const place = {
    part: part.part,
    ...(part.name !== undefined && { name: plainText(part.name, 200) }),
    ...placeOf(start),
    ...boxAt(part, { start, end: secret ? start : end, ...placeOf(start) }),
    offset: start,
    length: secret ? 0 : end - start,
  };
  const withText = !isSecret && options.excerpts !== 'none';
  const excerpt = withText && !secret ? excerptOf(source, part.text.slice(start, end)) : undefined;
  if ('rule' in source) {
    const words = SCREEN_RULE_WORDS[source.rule];
    return {
      rule: source.rule,
      category: SCREEN_RULES[source.rule],
      severity,
      place,
      ...(excerpt !== undefined && { excerpt }),
      ...(hit.digest !== undefined && { digest: hit.digest }),
      why: words.why[lang],
      cure: words.cure[lang],
      ...(withText && hit.instead !== undefined && { instead: hit.instead }),
    };
  }
  const { entry, list } = source.word;
  return {
    rule: 'word',
    category: 'list',
    ownCategory: plainText(entry.category, 40),
    list: plainText(list.name, 200),
    severity,
    place,
    ...(excerpt !== undefined && { excerpt }),
    why:
      plainText(entry.note ?? '', 200) ||
      (lang === 'zh'
        ? `词库“${plainText(list.name, 60)}”第${entry.line}行`
        : `line ${entry.line} of the list "${plainText(list.name, 60)}"`),
    cure: entry.instead === undefined ? LOOK[lang] : CHANGE[lang],
    ...(withText && entry.instead !== undefined && { instead: plainText(entry.instead, 200) }),
  };
}

const LOOK = { zh: '请核对后修改或者保留。', en: 'Look, and change it or keep it.' } as const;
const CHANGE = { zh: '请按右侧写法更正。', en: 'Write it as shown.' } as const;
