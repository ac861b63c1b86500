import type { Config } from '../kernel/config/index.ts';
import type { Database } from '../kernel/database/index.ts';
import type { Log } from '../kernel/log.ts';
import { readPageValues } from './setting.repo.ts';
import { type PageValues, withPageValues } from './setting.ts';

/** How soon what was chosen by another server or worker is taken up. */
const EVERY_MS = 5_000;

/** The settings as they hold now: of the start, and of the page. */
export interface LiveSettings {
  readonly current: Config;
  /** looks again what was chosen on the page */
  refresh(): Promise<void>;
  close(): void;
}

/** @param config of the environment and the file: it goes before the page */
export async function openLiveSettings(db: Database, config: Config, log: Log): Promise<LiveSettings> {
  let current = config;
  async function refresh(): Promise<void> {
    const rows = await readPageValues(db);
    const values: PageValues = new Map(rows.map(({ name, value }) => [name, value]));
    current = withPageValues(config, values);
  }
  await refresh();
  const timer = setInterval(() => {
    refresh().catch((error) => log.warn({ error }, 'the settings of the page could not be read'));
  }, EVERY_MS).unref();
  return {
    get current() {
      return current;
    },
    refresh,
    close: () => clearInterval(timer),
  };
}
