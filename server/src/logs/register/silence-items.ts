import type { DeskItem, Lang } from '@zhengdun/contract';
import { beijingTime } from '../../kernel/clock/index.ts';
import type { Database } from '../../kernel/database/index.ts';
import { DAY_MS } from '../../kernel/durations.ts';
import { type Actor, mayDo, scopeOf, withinScope } from '../../kernel/tenancy/index.ts';
import { listToShow } from './silence.repo.ts';

const MOST = 20;
const RECENT_MS = DAY_MS;

const WORDS = {
  silent: { zh: '日志中断，自{at}', en: 'no logs since {at}' },
  heard: { zh: '日志已恢复，中断自{at}', en: 'logs come again; there were none since {at}' },
} as const;
const ACTS = {
  silent: { zh: '查明原因并恢复', en: 'Find out why, and mend it' },
  heard: { zh: '核对缺失的时段', en: 'Look at what is missing' },
} as const;

/** Sources that are silent, and that were until lately, for 工作台. */
export async function silenceItems(
  { db, now }: { readonly db: Database; readonly now: () => Date },
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  const permission = (['log.manage', 'log.read'] as const).find((each) => mayDo(actor, each));
  if (!permission) return [];
  const endedSince = new Date(now().getTime() - RECENT_MS);
  const silences = await withinScope(db, scopeOf(actor, permission), (trx) =>
    listToShow(trx, { endedSince, limit: MOST }),
  );
  return silences.map(({ id, name, unit_name, began_at, ended_at }) => {
    const state = ended_at ? 'heard' : 'silent';
    return {
      kind: 'log' as const,
      title: name,
      subject: `${unit_name} · ${WORDS[state][lang].replace('{at}', beijingTime(began_at).slice(0, 16))}`,
      link: `/logs/sources/${id}`,
      act: ACTS[state][lang],
    };
  });
}
