import type { Lang } from '@zhengdun/contract';
import { companion } from './companions.ts';
import { obligation } from './obligations/index.ts';
import { basisText } from './regulation.ts';

/** The sentence of an obligation, and the companion rule that fills it in. */
export function basisOf(id: string, companionId: string | undefined, lang: Lang): string {
  const found = obligation(id);
  if (!found) throw new RangeError(`no obligation ${id}`);
  const sentence = basisText(found.position, lang);
  if (companionId === undefined) return sentence;
  return `${sentence}${lang === 'zh' ? '另见' : ' See also '}${companionName(companionId, lang)}${lang === 'zh' ? '。' : '.'}`;
}

/** A companion rule with its edition. */
export function companionName(id: string, lang: Lang): string {
  const found = companion(id);
  if (!found) throw new RangeError(`no companion rule ${id}`);
  return lang === 'zh' ? `《${found.title}》（${found.edition}）` : `${found.title} (${found.edition})`;
}
