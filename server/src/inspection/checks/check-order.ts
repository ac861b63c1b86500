import type { Basis, Lang, UnitKind, UnitLevel } from '@zhengdun/contract';
import type { InspectionRequest } from '../inspector.ts';

/** What a person asked for, as it is kept with the check. */
export interface CheckOrder {
  readonly by: 'page' | 'command' | 'schedule';
  readonly address: string;
  readonly unitName?: string | undefined;
  readonly unitKind?: UnitKind | undefined;
  readonly unitLevel?: UnitLevel | undefined;
  readonly pages: number;
  readonly browser: boolean;
  readonly basis: Basis;
  readonly lang: Lang;
  /** the register says that it is closed: only that is looked at (Art. 12) */
  readonly closed?: boolean;
}

export const DEFAULT_PAGES = 20;

/** What an order means for the inspector. */
export function requestOf(
  order: CheckOrder,
  about: Pick<InspectionRequest, 'id' | 'url' | 'snapshot'>,
): Omit<InspectionRequest, 'readings' | 'signal'> {
  const { unitName, unitKind, unitLevel, pages, browser, basis, lang, closed } = order;
  return {
    ...about,
    maxPages: pages,
    browser,
    unit: { name: unitName, kind: unitKind, level: unitLevel },
    basis,
    lang,
    closed: closed === true,
  };
}
