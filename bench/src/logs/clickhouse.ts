import { join } from 'node:path';
import { type Measured, measure } from '../child.ts';
import type { AskedTime } from './ask.ts';
import type { PeerRun } from './rsyslog.ts';
import type { ClickHouseResult, ClickHouseTask } from './run-clickhouse.ts';

/** 540 MB, and so no dependency. */
const HOW = 'npm install --no-save --ignore-scripts chdb@3.4.0';

export interface ClickHouseRuns {
  readonly version: string;
  readonly runs: readonly PeerRun[];
  readonly asked: readonly AskedTime[];
  /** memory while it was asked */
  readonly askPeak: number;
}

/** ClickHouse's MergeTree over the same lines, each step in a process of its own; undefined where chdb is not installed. */
export async function runClickHouse(
  file: string,
  about: Pick<ClickHouseTask, 'about'> & { readonly folder: string; readonly events: number },
): Promise<ClickHouseRuns | undefined> {
  if (!isInstalled()) {
    process.stderr.write(`LEFT OUT: ClickHouse's MergeTree, for chdb is not installed (${HOW})\n`);
    return undefined;
  }
  const run = (step: ClickHouseTask['step']): Promise<Measured<ClickHouseResult>> =>
    measure<ClickHouseResult>(new URL('run-clickhouse.ts', import.meta.url), {
      ...{ step, file, about: about.about, folder: join(about.folder, 'clickhouse') },
    } satisfies ClickHouseTask);
  const inserted = await run('insert');
  const merged = await run('merge');
  const asked = await run('ask');
  const { rows, version } = asked.result;
  if (rows !== about.events) throw new Error(`ClickHouse holds ${rows} lines of ${about.events}`);
  const shown = (name: string, { ms, cpu, peak, result }: Measured<ClickHouseResult>): PeerRun => ({
    ...{ name, ms, cpu, peak, bytes: result.bytes },
  });
  return {
    version,
    runs: [
      shown('ClickHouse: MergeTree, from a file', inserted),
      shown('ClickHouse: merged into one part', merged),
    ],
    asked: asked.result.asked,
    askPeak: asked.peak,
  };
}

/** Without loading it: its library takes hundreds of megabytes. */
function isInstalled(): boolean {
  try {
    return import.meta.resolve('chdb') !== '';
  } catch {
    return false;
  }
}
