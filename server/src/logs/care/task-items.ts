import { type DeskItem, type Lang, LOG_TASK_WORDS, LOG_TASK_WORKS } from '@zhengdun/contract';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { type Actor, mayDo } from '../../kernel/tenancy/index.ts';
import { lastTask } from './task.repo.ts';

const TITLES = {
  verify: {
    broken: { zh: '日志存档有误', en: 'The archive of logs is broken' },
    failed: { zh: '日志存档没有核验成', en: 'The archive of logs could not be verified' },
  },
} as const;
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
    const { outcome, ended_at } = last ?? {};
    if ((outcome !== 'broken' && outcome !== 'failed') || !ended_at) continue;
    items.push({
      kind: 'log',
      title: TITLES[work][outcome][lang],
      subject: `${LOG_TASK_WORDS[work][lang]} · ${beijingTime(ended_at).slice(0, 16)}`,
      link: '/logs/archive',
      act: ACTS[lang],
    });
  }
  return items;
}
