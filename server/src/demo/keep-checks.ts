import { type EvidenceStore, judgeObservations, keepResult } from '../inspection/index.ts';
import type { Database } from '../kernel/database/index.ts';
import { APPLICATIONS, type DemoApplication } from './applications.ts';
import { chance, idOf } from './chance.ts';
import { faultsOver } from './faults.ts';
import { putTogether } from './put-together.ts';

/** Each site was looked at so often within the two years. */
export const LOOKS = 10;
const DAY_MS = 86_400_000;
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
 */
export async function keepChecks(
  { db, evidence }: { readonly db: Database; readonly evidence: EvidenceStore },
  now: Date,
): Promise<void> {
  const waiting = CHECKED.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const application of waiting) await keepLooks(application);
    }),
  );
  for (const application of ABANDONED)
    await keepLook({ application, look: 0, faults: new Set(), at: new Date(now.getTime() - DAY_MS) });

  /** One after the other: each is compared with the one before. */
  async function keepLooks(application: CheckedApplication): Promise<void> {
    const offset = chance(`${application.key} day`) * 14 * DAY_MS + 3_600_000;
    for (const [look, faults] of faultsOver(application, LOOKS).entries()) {
      const at = new Date(now.getTime() - offset - (LOOKS - 1 - look) * DAYS_BETWEEN * DAY_MS);
      await keepLook({ application, look, faults, at });
    }
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

const AGENT = 'Mozilla/5.0 (compatible; Zhengdun demo)';
