import { fillTemplate, type Lang } from '@zhengdun/contract';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Manifest, Restoration } from '../manifest.ts';
import type { KeptHead } from './kept.ts';

/** What was lost when an older backup was put back, and who answers for it. */
export interface RestoredGap {
  /** number of the entry that tells of it */
  readonly entry: number;
  /** when it was entered, ms since 1970 */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** among which entries of the history some are lost: they are others now, or none */
  readonly entries: { readonly from: number; readonly to: number };
  /** among which sequences events are lost; they were given again. Undefined where no event was lost */
  readonly events?: { readonly from: number; readonly to: number } | undefined;
}

export function gapOf({ number, at, by, reason, same, lost }: Restoration): RestoredGap {
  return {
    ...{ entry: number, at, by, reason },
    entries: { from: same.entries + 1, to: lost.entries },
    ...(lost.last > same.last && { events: { from: same.last + 1, to: lost.last } }),
  };
}

export function gapsIn(manifests: readonly Manifest[]): RestoredGap[] {
  return manifests.flatMap((manifest) => (manifest.type === 'restoration' ? [gapOf(manifest)] : []));
}

/** Whether a head that somebody has kept is of what is lost; heads that were signed behind the restoration are not. */
export function isOfGap(kept: KeptHead, gaps: readonly RestoredGap[]): boolean {
  return gaps.some(
    ({ at, entries }) =>
      kept.entries >= entries.from && kept.entries <= entries.to && (kept.at === undefined || kept.at <= at),
  );
}

const WORDS = {
  zh: '存档曾由较早的备份恢复（{time}登记，{by}：{reason}），{lost}。这一段的留存已经中断',
  en: 'The archive was restored from an older backup (entered at {time} by {by}: {reason}); {lost}. The logs of that time are lost',
} as const;
const LOST = {
  zh: '原第 {from} 至 {to} 条之间的日志丢失，其序号已重新使用',
  en: 'events that were {from} to {to} are lost, and their numbers were given again',
} as const;
const NONE_LOST = {
  zh: '第 {from} 至 {to} 份清单丢失，没有丢失日志',
  en: 'entries {from} to {to} of the history are lost, and no event is',
} as const;

export function restorationText({ at, by, reason, entries, events }: RestoredGap, lang: Lang): string {
  const lost = fillTemplate(events ? LOST[lang] : NONE_LOST[lang], { ...(events ?? entries) }, lang);
  return fillTemplate(WORDS[lang], { time: beijingTime(new Date(at)), by, reason, lost }, lang);
}
