import { type EvidenceStore, judgeObservations, keepResult } from '../inspection/index.ts';
import { dayOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { DAY_MS, HOUR_MS } from '../kernel/durations.ts';
import { APPLICATIONS, type DemoApplication } from './applications.ts';
import { chance, idOf } from './chance.ts';
import { faultsOver } from './faults.ts';
import { putTogether } from './put-together.ts';

/** Each site was looked at so often within the two years. */
export const LOOKS = 10;
const DAYS_BETWEEN = 79;
/** Sites whose checks are written side by side. */
const AT_ONCE = 8;

/** Applications that a check has something to look at, and that run. */
type CheckedApplication = DemoApplication & { readonly host: string };
const hasHost = (application: DemoApplication): application is CheckedApplication =>
  application.host !== undefined;
export const CHECKED = APPLICATIONS.filter(hasHost).filter(({ closed }) => !closed);
/** 已登记关停，仍可访问: a site that was closed and still answers. */
export const ABANDONED = APPLICATIONS.filter(hasHost).filter(
  ({ key, closed }) => closed && key === 'zhen-website',
);

interface Look {
  readonly application: CheckedApplication;
  readonly look: number;
  readonly faults: ReturnType<typeof faultsOver>[number];
  readonly at: Date;
}

/**
 * Two years of checks: what the probes would have seen is put together, and really judged and kept. Nobody is told yet.
 *
 * @param now the last look at each site lies some hours or days before it
 * @param afterMonth is called after the checks of each month, in their order: `2026-11`
 */
export async function keepChecks(
  { db, evidence }: { readonly db: Database; readonly evidence: EvidenceStore },
  now: Date,
  afterMonth: (month: string) => Promise<void>,
): Promise<void> {
  const looks = Map.groupBy(allLooks(now), ({ at }) => dayOf(at).slice(0, 7));
  // Each site is looked at once a month at most: each check is compared with the one before.
  for (const month of monthsFrom([...looks.keys()].toSorted()[0] ?? '', now)) {
    const waiting = (looks.get(month) ?? []).values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const look of waiting) await keepLook(look);
      }),
    );
    await afterMonth(month);
  }

  async function keepLook({ application, look, faults, at }: Look): Promise<void> {
    const { key, host, unit, closed = false } = application;
    const url = new URL(`https://${host}/`);
    const given = { name: unit.name, kind: unit.kind, level: unit.level };
    const order = {
      by: 'command',
      address: url.href,
      unitName: unit.name,
      unitKind: unit.kind,
      unitLevel: unit.level,
      pages: closed ? 1 : 20,
      browser: !closed,
      basis: { kind: 'own-site' },
      lang: 'zh',
      ...(closed && { closed }),
    } as const;
    const inspected = judgeObservations(
      {
        id: idOf(`check ${key} ${look}`),
        target: {
          url,
          snapshot: false,
          maxPages: order.pages,
          maxLinks: 100,
          userAgents: { plain: AGENT, browser: AGENT, robot: 'Zhengdun' },
        },
        unit: given,
        basis: order.basis,
        lang: order.lang,
        closed,
        readings: {},
        startedAt: at.toISOString(),
        finishedAt: new Date(at.getTime() + 38_000).toISOString(),
        steps: [],
        resolvers: ['192.0.2.53'],
      },
      putTogether(application, faults, at),
    );
    await keepResult({ db, evidence }, inspected, { order });
  }
}

function allLooks(now: Date): Look[] {
  const before = (time: number): Date => new Date(now.getTime() - time);
  const closed = ABANDONED.map((application) => ({
    application,
    look: 0,
    faults: new Set<never>(),
    at: before(DAY_MS),
  }));
  return CHECKED.flatMap((application): Look[] => {
    const offset = chance(`${application.key} day`) * 14 * DAY_MS + HOUR_MS;
    return faultsOver(application, LOOKS).map((faults, look) => {
      const at = before(offset + (LOOKS - 1 - look) * DAYS_BETWEEN * DAY_MS);
      return { application, look, faults, at };
    });
  }).concat(closed);
}

/** Months of Beijing time from one to the present one. */
function* monthsFrom(first: string, now: Date): Generator<string> {
  const last = dayOf(now).slice(0, 7);
  const [year = 0, month = 0] = first.split('-').map(Number);
  for (let index = 0; ; index += 1) {
    const each = new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7);
    if (each > last) return;
    yield each;
  }
}

const AGENT = 'Mozilla/5.0 (compatible; Zhengdun demo)';
