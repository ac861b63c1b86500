import type { LocalText } from '@zhengdun/contract';
import { WEB_WORDS, type WebCode } from '../kernel/web/index.ts';
import type { UnseenCause } from './observation.ts';

/** What an observation without facts tells, besides its time. */
interface Unseen {
  readonly outcome: 'blocked' | 'left-out';
  readonly detail: LocalText;
  readonly cause?: UnseenCause;
}

/** A saved page holds nothing of names, connections and other pages. */
export const SAVED_PAGE = {
  outcome: 'left-out',
  detail: { zh: '检测的是保存的页面', en: 'a saved page was checked' },
  cause: 'saved-page',
} as const satisfies Unseen;

/** The observation of a site of which no answer came, for this reason. */
export function noAnswer(code: WebCode): Unseen {
  const cause = CAUSES[code];
  return { outcome: 'blocked', detail: WEB_WORDS[code], ...(cause && { cause }) };
}

const CAUSES: Readonly<Partial<Record<WebCode, UnseenCause>>> = {
  'no-such-name': 'name-unresolved',
  'no-address': 'name-unresolved',
  'resolver-failed': 'own-network',
  unreachable: 'own-network',
  'address-refused': 'address-refused',
  'not-in-snapshot': 'saved-page',
};
