import { type DeskItem, type Lang, LOG_TASK_WORDS, LOG_TASK_WORKS } from '@zhengdun/contract';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { type Actor, mayDo } from '../../kernel/tenancy/index.ts';
import { LEAST_DAYS } from '../retention/least.ts';
import { lastTask } from './task.repo.ts';

const TITLES = {
  verify: {
    broken: { zh: '日志存档有误', en: 'The archive of logs is broken' },
    failed: { zh: '日志存档没有核验成', en: 'The archive of logs could not be verified' },
  },
  backup: {
    broken: {
      zh: '日志没有备份：存档或备份有误',
      en: 'The logs were not backed up: archive or backup is broken',
    },
    failed: { zh: '日志没有备份成', en: 'The logs could not be backed up' },
  },
  drill: {
    broken: { zh: '恢复演练发现日志备份有误', en: 'The drill found that the backup of the logs is broken' },
    failed: { zh: '日志恢复演练没有做成', en: 'The backup of the logs could not be restored for trial' },
  },
  stamp: {
    broken: { zh: '日志检查点的时间戳有误', en: 'The time-stamp of the signed head is wrong' },
    failed: { zh: '日志检查点没有加盖时间戳', en: 'The signed head of the logs could not be time-stamped' },
  },
} as const;
const GAP = {
  zh: '日志由较早的备份恢复，有一段丢失',
  en: 'Logs were restored from an older backup: some are lost',
};
/** Lost logs would have to be kept for a year (Art. 20): so long their gap stands on the desk. */
const GAP_MS = LEAST_DAYS * DAY_MS;
const isRecent = (at: number | undefined, now: Date) => at !== undefined && now.getTime() - at < GAP_MS;
const ACTS = { zh: '查看并处理', en: 'Look at it' } as const;

/** What went wrong with the archive of logs the last time, for 工作台. */
export async function archiveItems(
  db: Database,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  if (!mayDo(actor, 'log-archive.verify')) return [];
  const items: DeskItem[] = [];
  for (const work of LOG_TASK_WORKS) {
    const last = await lastTask(db, work);
    const { outcome, ended_at, numbers } = last ?? {};
    if (outcome === 'whole' && ended_at && isRecent(numbers?.restoredAt, ended_at))
      items.push({
        kind: 'log',
        title: GAP[lang],
        subject: `${LOG_TASK_WORDS[work][lang]} · ${beijingTime(ended_at).slice(0, 16)}`,
        link: '/logs/archive',
        act: ACTS[lang],
      });
    if ((outcome !== 'broken' && outcome !== 'failed') || !ended_at) continue;
    items.push({
      kind: 'log',
      title: TITLES[work][outcome][lang],
      subject: `${LOG_TASK_WORDS[work][lang]} · ${beijingTime(ended_at).slice(0, 16)}`,
      link: work === 'verify' || work === 'stamp' ? '/logs/archive' : '/logs/retention',
      act: ACTS[lang],
    });
  }
  return items;
}
