import {
  type Desk,
  type DeskItem,
  type Lang,
  type PermissionName,
  rolesWith,
  SETUP_STEPS,
  type SetupStep,
} from '@zhengdun/contract';
import { calendarWith, workingDaysUntil } from '../kernel/clock/index.ts';
import { type Actor, mayDo, scopeOf } from '../kernel/tenancy/index.ts';

/** Who looks at the desk, in which language, and when. */
export interface DeskReading {
  readonly actor: Actor;
  readonly lang: Lang;
  readonly now: Date;
}

/**
 * What the modules give to the desk, which imports none of them. Each gives only what the reader may do and see, and
 * nothing to who may nothing.
 */
export interface DeskTools {
  readonly now: () => Date;
  /** what waits for the reader */
  readonly items: readonly ((reading: DeskReading) => Promise<readonly DeskItem[]>)[];
  /** what ends soon */
  readonly ending: (reading: DeskReading) => Promise<{ items: readonly DeskItem[]; total: number }>;
  readonly numbers: (
    reading: DeskReading,
  ) => Promise<Pick<Desk, 'fresh' | 'standing' | 'before' | 'trend' | 'checkedAt'>>;
  /** how far a unit is with setting up */
  readonly setup: readonly ((unitId: string, now: Date) => Promise<Partial<Record<SetupStep, boolean>>>)[];
}

const SHOWN = 50;

/** 工作台: what waits for the reader, overdue first, then by the time that is left; what has no date comes last. */
export async function readDesk(tools: DeskTools, reading: DeskReading): Promise<Desk> {
  // None waits for another: the desk takes as long as the slowest of them.
  const [items, ending, numbers, setup] = await Promise.all([
    Promise.all(tools.items.map((source) => source(reading))),
    tools.ending(reading),
    tools.numbers(reading),
    readSetup(tools, reading),
  ]);
  const timed = items
    .flat()
    .map((item) => withTime(item, reading.now))
    .toSorted(byTime);
  return {
    items: timed.slice(0, SHOWN),
    total: timed.length,
    ending: ending.items.map((item) => withTime(item, reading.now)),
    endingTotal: ending.total,
    ...numbers,
    ...(setup && { setup }),
    asOf: reading.now.toISOString(),
  };
}

/** Where whoever gave it has not counted by the calendar of its place: by the national one. */
function withTime(item: DeskItem, now: Date): DeskItem {
  if (item.workingDaysLeft !== undefined) return item;
  const left = item.dueOn === undefined ? undefined : workingDaysUntil(item.dueOn, now, calendarWith());
  return left === undefined ? item : { ...item, workingDaysLeft: left };
}

function byTime({ dueOn: one = '9999' }: DeskItem, { dueOn: other = '9999' }: DeskItem): number {
  return one < other ? -1 : Number(one > other);
}

/** Where a step is done, and by whom. */
const SETUP_PLACES: Readonly<
  Record<
    SetupStep,
    {
      readonly permission: PermissionName;
      /** held over everything: what is set holds for all units */
      readonly whole?: true;
      readonly link: (unitId: string) => string;
    }
  >
> = {
  unit: { permission: 'unit.manage', link: (unitId) => `/units/${unitId}/edit` },
  application: { permission: 'application.manage', link: () => '/applications/new' },
  check: { permission: 'check.start', link: () => '/' },
  'in-charge': { permission: 'unit.manage', link: (unitId) => `/units/${unitId}/edit` },
  messages: { permission: 'setting.manage', whole: true, link: () => '/settings/messages' },
  'second-admin': { permission: 'grant.give', link: () => '/grants/new' },
};
const SETTING_UP = ['unit.manage', 'application.manage', 'grant.give'] as const;

async function readSetup(tools: DeskTools, { actor, now }: DeskReading): Promise<Desk['setup']> {
  const { unitId } = actor;
  if (unitId === undefined || !SETTING_UP.some((permission) => mayDo(actor, permission))) return undefined;
  const parts = await Promise.all(tools.setup.map((source) => source(unitId, now)));
  const done: Partial<Record<SetupStep, boolean>> = Object.assign({}, ...parts);
  if (SETUP_STEPS.every((step) => done[step])) return undefined;
  return SETUP_STEPS.map((step) => {
    const { permission, whole, link } = SETUP_PLACES[step];
    if (done[step]) return { step, done: true };
    const isReaders = mayDo(actor, permission) && (!whole || scopeOf(actor, permission).regions.includes(''));
    return {
      step,
      done: false,
      ...(isReaders ? { link: link(unitId) } : { roles: rolesWith(permission) }),
    };
  });
}
