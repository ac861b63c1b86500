import { type DeskItem, itemQuerySchema, type Lang, stageWords } from '@zhengdun/contract';
import { dayOf } from '../kernel/clock/index.ts';
import { type Actor, mayDo } from '../kernel/tenancy/index.ts';
import { readItems } from './read-items.ts';
import { readStops } from './secrecy/judge-stops.ts';
import { secrecyDue } from './secrecy/secrecy.ts';
import type { PublicationTools } from './tools.ts';

const ACTS = {
  draft: { zh: '写完并提交审核', en: 'Finish and submit it' },
  returned: { zh: '修改后重新提交', en: 'Change and submit it again' },
  approved: { zh: '登记发布', en: 'Mark it as published' },
  published: { zh: '更正或者撤下', en: 'Correct or withdraw it' },
} as const;

const SECRET = { zh: '处理疑似涉密的命中', en: 'Decide on what may be a secret' } as const;
const STOPPED = { zh: '疑似涉密材料（没有保存）', en: 'What may be a secret (not kept)' } as const;
const JUDGE = { zh: '核实并登记意见', en: 'Look at it and enter what it is' } as const;

/** Of what may be a secret the clock of 24 hours goes first. */
function dueOf(secretSince: string | undefined, laterDueOn: string | undefined): { dueOn?: string } {
  if (secretSince) return { dueOn: dayOf(secrecyDue(new Date(secretSince))) };
  return laterDueOn ? { dueOn: laterDueOn } : {};
}

/** Items that wait for the reader, for 工作台. */
export async function publicationItems(
  tools: Pick<PublicationTools, 'db' | 'now'>,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  if (!mayDo(actor, 'publication.read')) return [];
  const stops = mayDo(actor, 'secret.read') ? (await readStops(tools, actor)).rows : [];
  const { rows } = await readItems(tools, actor, itemQuerySchema.parse({ size: 50 }));
  const isSecrecy = mayDo(actor, 'secret.read');
  const stopped = stops.map(({ at, due, application }) => ({
    kind: 'publication' as const,
    title: STOPPED[lang],
    subject: `${application.name} ${at.slice(0, 10)}`,
    link: '/publications',
    dueOn: dayOf(new Date(due)),
    act: JUDGE[lang],
  }));
  const items = rows.map(({ id, title, application, state, stage, stages, laterDueOn, secretSince }) => ({
    kind: 'publication' as const,
    title,
    subject: application.name,
    link: `/publications/${id}`,
    ...dueOf(isSecrecy ? secretSince : undefined, state === 'published' ? laterDueOn : undefined),
    act:
      isSecrecy && secretSince
        ? SECRET[lang]
        : stage
          ? stageWords(stage, stages ?? stage)[lang]
          : (ACTS[state as keyof typeof ACTS]?.[lang] ?? ''),
  }));
  return [...stopped, ...items];
}
