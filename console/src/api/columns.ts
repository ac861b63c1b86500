import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type ColumnChoice,
  type ColumnList,
  columnChoiceSchema,
  doneSchema,
  type SessionView,
} from '@zhengdun/contract';
import { useState } from 'react';
import { recall, remember } from '../browser-memory.ts';
import { useLanguage } from '../locales/language.tsx';
import { callApi } from './client.ts';
import { SESSION_KEY, useSession } from './session.ts';

export interface ColumnChoiceState {
  readonly hidden: readonly string[];
  readonly choose: (hidden: readonly string[]) => void;
}

/**
 * Which columns of a list are put away: kept with the account, and without one in this browser. What is chosen is seen at
 * once; it came with the session, so no table changes its columns after it is drawn.
 */
export function useColumnChoice(list: ColumnList): ColumnChoiceState {
  const { data: session } = useSession();
  const queries = useQueryClient();
  const { lang } = useLanguage();
  const [inBrowser, setInBrowser] = useState(() => recalled(list));
  const { mutate } = useMutation({
    mutationFn: (body: ColumnChoice) => callApi(doneSchema, { path: '/me/columns', lang, body }),
    // What the server did not take is not shown as if it had.
    onError: () => queries.invalidateQueries({ queryKey: SESSION_KEY }),
  });
  if (session?.stage !== 'full') {
    return {
      hidden: inBrowser,
      choose: (hidden) => {
        remember(nameOf(list), JSON.stringify(hidden));
        setInBrowser(hidden);
      },
    };
  }
  return {
    hidden: session.columns?.[list] ?? [],
    choose: (hidden) => {
      queries.setQueryData<SessionView>(
        SESSION_KEY,
        (now) => now && { ...now, columns: { ...now.columns, [list]: [...hidden] } },
      );
      mutate({ list, hidden: [...hidden] });
    },
  };
}

const nameOf = (list: ColumnList): string => `zhengdun.columns.${list}`;

/** What was left by another version, or by somebody's hand, counts for nothing. */
function recalled(list: ColumnList): readonly string[] {
  try {
    const kept = columnChoiceSchema.safeParse({ list, hidden: JSON.parse(recall(nameOf(list)) ?? '[]') });
    return kept.success ? kept.data.hidden : [];
  } catch {
    return [];
  }
}
