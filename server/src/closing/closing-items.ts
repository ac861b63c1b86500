import {
  CLOSING_STEP_WORDS,
  closingQuerySchema,
  DESK_RECORD,
  type DeskItem,
  fillTemplate,
  type Lang,
} from '@zhengdun/contract';
import { type Actor, beyondScope, mayDo, scopeOf, withinScope } from '../kernel/tenancy/index.ts';
import { namesOfUnits } from '../registry/index.ts';
import { isReceived } from './case.ts';
import { listHandedOver } from './closing.repo.ts';
import { readClosings } from './read-closings.ts';
import type { ClosingTools } from './tools.ts';

const SIGN = { zh: '签字封存', en: 'Sign and seal' } as const;
const REGISTER = { zh: '登记入台账', en: 'Register it' } as const;
/** Whoever has more sees them in the list. */
const MOST = 50;

/** Cases that wait for the reader, for 工作台: steps for who records them, finished ones for who signs, what
 * others hand over for who registers it. */
export async function closingItems(
  tools: Pick<ClosingTools, 'db' | 'now'>,
  { actor, lang }: { readonly actor: Actor; readonly lang: Lang },
): Promise<DeskItem[]> {
  return [...(await caseItems(tools, { actor, lang })), ...(await receivedItems(tools, { actor, lang }))];
}

type Reading = { readonly actor: Actor; readonly lang: Lang };

async function caseItems(
  tools: Pick<ClosingTools, 'db' | 'now'>,
  { actor, lang }: Reading,
): Promise<DeskItem[]> {
  const records = mayDo(actor, 'closing.record');
  const seals = mayDo(actor, 'closing.seal');
  if (!records && !seals) return [];
  const query = closingQuerySchema.parse({ size: MOST });
  const waits = records && seals ? undefined : records ? 'step' : 'signature';
  const { rows } = await readClosings(tools, actor, { ...query, waits });
  return rows.map(({ id, name, unit, next }) => ({
    kind: 'closing',
    title: name,
    subject: unit.name,
    link: `/closings/${id}`,
    act: next ? fillTemplate(DESK_RECORD[lang], { step: CLOSING_STEP_WORDS[next] }, lang) : SIGN[lang],
  }));
}

/** What is handed over to a unit of the reader waits until it stands in its register: nobody else can enter it there. */
async function receivedItems(
  { db }: Pick<ClosingTools, 'db'>,
  { actor, lang }: Reading,
): Promise<DeskItem[]> {
  if (!mayDo(actor, 'application.manage') || !mayDo(actor, 'closing.read')) return [];
  const scope = scopeOf(actor, 'application.manage');
  return withinScope(db, scope, async (trx) => {
    const items: DeskItem[] = [];
    for (let offset = 0; items.length < MOST; offset += MOST) {
      const rows = await listHandedOver(trx, scope, { offset, limit: MOST });
      for (const row of rows) {
        // Whose it was is not of the reader's scope.
        const [unit, registered] = await beyondScope(trx, async () => [
          (await namesOfUnits(trx, [row.unit_id])).get(row.unit_id) ?? '',
          await isReceived(trx, row),
        ]);
        if (registered) continue;
        items.push({
          kind: 'closing',
          title: row.name,
          subject: lang === 'zh' ? `${unit}移交` : `handed over by ${unit}`,
          link: `/closings/${row.id}`,
          act: REGISTER[lang],
        });
      }
      if (rows.length < MOST) break;
    }
    return items;
  });
}
