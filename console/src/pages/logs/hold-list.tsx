import { LOG_KIND_WORDS, type LogHold, type LogRetention } from '@zhengdun/contract';
import type { ReactNode } from 'react';
import { FactList } from '../../components/fact-list.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLanguage } from '../../locales/language.tsx';
import { beijingClock } from './log-time.tsx';

const DAY_MS = 86_400_000;

/** 留存令: what must be kept beyond its time. What they say is for those who reach all units. */
export function HoldList({ retention }: { readonly retention: LogRetention }): ReactNode {
  const { tell } = useLanguage();
  const { total, rows } = retention.holds;
  const tellHold = useHoldText();
  return (
    <Panel title={tell('logs.holds')}>
      <p>{tell(total === 0 ? 'logs.holds.none' : 'logs.holds.count', { total })}</p>
      {rows && rows.length > 0 && (
        <FactList
          facts={rows.map((hold) => ({
            key: hold.id,
            label: hold.number ?? hold.reason,
            value: tellHold(hold),
          }))}
        />
      )}
      {!rows && total > 0 && <p>{tell('logs.holds.hidden')}</p>}
    </Panel>
  );
}

function useHoldText(): (hold: LogHold) => string {
  const { lang, tell } = useLanguage();
  const day = (iso: string, back = 0) => beijingClock(Date.parse(iso) - back).slice(0, 10);
  const spanText = (from: string | undefined, to: string | undefined) => {
    if (from === undefined)
      return to === undefined ? tell('logs.holds.allTimes') : tell('logs.holds.before', { to });
    return to === undefined ? tell('logs.holds.after', { from }) : tell('logs.holds.within', { from, to });
  };
  return ({ number, reason, approver, since, from, to, kinds, sources }) => {
    const comma = tell('grammar.comma');
    return [
      ...(number === undefined ? [] : [reason]),
      // The end of an order is the first moment that is not of it.
      spanText(from && day(from), to && day(to, DAY_MS)),
      kinds.length > 0 ? kinds.map((kind) => LOG_KIND_WORDS[kind][lang]).join(comma) : tell('logs.allKinds'),
      sources.length > 0 ? sources.join(comma) : tell('logs.allSources'),
      ...(approver === undefined ? [] : [tell('logs.holds.by', { approver })]),
      tell('logs.holds.since', { since }),
    ].join(comma);
  };
}
