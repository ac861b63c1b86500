import type { Basis, Lang, UnitKind, UnitLevel } from '@zhengdun/contract';

/** What a person asked for, as it is kept with the check. */
export interface CheckOrder {
  readonly by: 'page' | 'command';
  readonly address: string;
  readonly unitName?: string | undefined;
  readonly unitKind?: UnitKind | undefined;
  readonly unitLevel?: UnitLevel | undefined;
  readonly pages: number;
  readonly browser: boolean;
  readonly basis: Basis;
  readonly lang: Lang;
}

export const DEFAULT_PAGES = 20;
