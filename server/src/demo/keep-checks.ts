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
export const CHECKED = APPLICATIONS.filter(
  (application): application is DemoApplication & { host: string } =>
    application.host !== undefined && !application.closed,
);

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

  /** One after the other: each is compared with the one before. */
  async function keepLooks(application: (typeof CHECKED)[number]): Promise<void> {
    const { key, host, unit } = application;
    const offset = chance(`${key} day`) * 14 * DAY_MS + 3_600_000;
    for (const [look, faults] of faultsOver(application, LOOKS).entries()) {
      const at = new Date(now.getTime() - offset - (LOOKS - 1 - look) * DAYS_BETWEEN * DAY_MS);
      const url = new URL(`https://${host}/`);
      const given = { name: unit.name, kind: unit.kind, level: unit.level };
      const order = {
        by: 'command',
        address: url.href,
        unitName: unit.name,
        unitKind: unit.kind,
        unitLevel: unit.level,
        pages: 20,
        browser: true,
        basis: { kind: 'own-site' },
        lang: 'zh',
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
}

const AGENT = 'Mozilla/5.0 (compatible; Zhengdun demo)';
