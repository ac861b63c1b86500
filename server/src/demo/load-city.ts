import type { LocalText } from '@zhengdun/contract';
import type { EvidenceStore } from '../inspection/index.ts';
import { momentOf } from '../kernel/clock/index.ts';
import type { Database } from '../kernel/database/index.ts';
import type { Http } from '../kernel/http/index.ts';
import { EVERYTHING, withinScope } from '../kernel/tenancy/index.ts';
import { noteMonth } from '../supervision/index.ts';
import { act } from './acts.ts';
import { insertCity } from './city.repo.ts';
import { keepChecks } from './keep-checks.ts';
import { loadLogs } from './logs.ts';

export interface CityTools {
  readonly db: Database;
  readonly evidence: EvidenceStore;
  /** the data directory */
  readonly data: string;
  /** with the routes of the demonstration's entry */
  readonly http: Http;
  /** tells of all that was kept */
  readonly tell: () => Promise<void>;
}

/** Runs a part of the loading and prints how long it took. */
export type RunPart = (name: LocalText, work: () => Promise<void>) => Promise<void>;

/** What the parts of loading are called, in their order. */
export const CITY_PARTS = {
  register: {
    zh: '装载演示单位、应用和人员',
    en: 'load units, applications and people of the demonstration',
  },
  checks: { zh: '装载演示检测记录', en: 'load the checks of the demonstration' },
  logs: { zh: '装载演示日志', en: 'load the logs of the demonstration' },
  acts: { zh: '装载演示办理记录', en: 'load what people of the demonstration did' },
} as const satisfies Record<string, LocalText>;

/**
 * Loads the invented city into an empty database: 40 units, 70 applications, two years of checks that are really
 * judged, forty days of logs, and what people did. The same city every time, with dates that end now.
 */
export async function loadCity(tools: CityTools, runPart: RunPart, now: Date): Promise<void> {
  const { db, http, tell } = tools;
  await runPart(CITY_PARTS.register, () => withinScope(db, EVERYTHING, (trx) => insertCity(trx, now)));
  await runPart(CITY_PARTS.checks, async () => {
    await keepChecks(tools, now, async (month) => {
      await tell();
      // How it stood when the month was over: the trend of the pages.
      await noteMonth(db, momentOf(`${month}-15`, '12:00'));
    });
  });
  await runPart(CITY_PARTS.logs, () => loadLogs(tools, now));
  await runPart(CITY_PARTS.acts, async () => {
    await act(http, now);
    // What was signed and approved shows on the findings.
    await tell();
  });
}
