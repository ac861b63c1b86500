import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyArchive } from '../../../server/src/logs/index.ts';
import { measure } from '../child.ts';
import { machineText } from '../machine.ts';
import type { AskedTime } from './ask.ts';
import { runClickHouse } from './clickhouse.ts';
import { compareAnswers } from './compare.ts';
import { feed } from './feed.ts';
import { addressOf } from './nginx-lines.ts';
import { type PeerRun, runRsyslog, runZstd } from './rsyslog.ts';
import type { CollectorTask } from './run-collector.ts';
import type { CompactionTask } from './run-compaction.ts';
import type { QuestionsTask } from './run-questions.ts';
import { sizeOf, writeLines } from './write-lines.ts';

interface LogsBench {
  readonly events: number;
  readonly days: number;
  readonly json: boolean;
}

const SEED = 7;
const PORT = 28_514;
const MB = 1024 * 1024;

/** Taking in, sealing, searching and verifying invented lines of nginx, beside what is usually done with them. */
export async function benchLogs({ events, days, json }: LogsBench): Promise<void> {
  const machine = machineText();
  const folder = mkdtempSync(join(tmpdir(), 'zhengdun-bench-logs-'));
  try {
    const to = Date.parse('2026-11-29T00:00:00+08:00');
    const from = to - days * 86_400_000;
    const file = join(folder, 'lines.log');
    const bytes = writeLines(file, { seed: SEED, events, from, to });
    const archive = join(folder, 'archive');
    const task: CollectorTask = { folder: archive, port: PORT, events };
    const [ours] = await Promise.all([
      measure<unknown>(new URL('run-collector.ts', import.meta.url), task),
      feed(file, PORT),
    ]);
    const runs: PeerRun[] = [
      {
        name: 'Zhengdun: TCP, fsync, sealed Parquet',
        ...{ ms: ours.ms, cpu: ours.cpu, peak: ours.peak, bytes: sizeOf(join(archive, 'segments')) },
      },
    ];
    const rsyslog = await runRsyslog(file, { folder, port: PORT + 1, bytes });
    const zstd = await runZstd(file, folder);
    for (const run of [rsyslog, zstd]) if (run) runs.push(run);
    const about = { address: addressOf(0), from, to };
    const asked = await askArchive(archive, about);
    const verified = await verifiedEvents(archive, events);
    const compacting = await measure<{ rows: number }>(new URL('run-compaction.ts', import.meta.url), {
      folder: archive,
    } satisfies CompactionTask);
    if (compacting.result.rows !== events) throw new Error(`${compacting.result.rows} rows were compacted`);
    runs.push({
      name: 'Zhengdun: compacted, with proof',
      ...{ ms: compacting.ms, cpu: compacting.cpu, peak: compacting.peak },
      bytes: sizeOf(join(archive, 'segments')),
    });
    const askedAgain = await askArchive(archive, about);
    const verifiedAgain = await verifiedEvents(archive, events);
    const clickhouse = await runClickHouse(file, { about, folder, events });
    if (clickhouse) runs.push(...clickhouse.runs);
    if (json) {
      const figures = {
        machine,
        events,
        days,
        bytes,
        runs,
        asked,
        verified,
        askedAgain,
        verifiedAgain,
        clickhouse,
      };
      console.log(JSON.stringify(figures, null, 2));
      return;
    }
    console.log(`${machine}; ${events} lines of ${Math.round(bytes / events)} bytes over ${days} days\n`);
    console.table(
      runs.map(({ name, ms, cpu, bytes: kept, peak }) => ({
        '': name,
        'events/s': round(events / (ms / 1_000)),
        'µs of processor an event': round((cpu * 1_000) / events),
        'bytes an event': round(kept / events),
        'peak MB': Math.round(peak / MB),
      })),
    );
    console.log('As sealed:');
    console.table(asked.result.map(shown));
    console.log(
      `Memory: ${Math.round(asked.peak / MB)} MB. Verified: ${round(verified)} events/s\n\nCompacted:`,
    );
    console.table(askedAgain.result.map(shown));
    console.log(`Memory: ${Math.round(askedAgain.peak / MB)} MB. Verified: ${round(verifiedAgain)} events/s`);
    if (!clickhouse) return;
    console.log(`\nClickHouse ${clickhouse.version}, merged:`);
    console.table(clickhouse.asked.map(shown));
    console.log(`Memory: ${Math.round(clickhouse.askPeak / MB)} MB\n`);
    for (const line of compareAnswers(askedAgain.result, clickhouse.asked)) console.log(line);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function askArchive(folder: string, about: QuestionsTask['about']) {
  return measure<readonly AskedTime[]>(new URL('run-questions.ts', import.meta.url), {
    ...{ folder, about },
  } satisfies QuestionsTask);
}

/** @returns events verified a second */
async function verifiedEvents(folder: string, events: number): Promise<number> {
  const start = performance.now();
  const report = await verifyArchive({ folder, kept: [], signal: new AbortController().signal });
  if (report.fault) throw new Error(`the archive is broken: ${JSON.stringify(report.fault)}`);
  if (report.events !== events) throw new Error(`${events} were sent, ${report.events} are kept`);
  return report.events / ((performance.now() - start) / 1_000);
}

function shown({ question, found, firstMs, warmMs, warmCpuMs }: AskedTime) {
  return {
    question,
    found,
    'ms first': round(firstMs),
    'ms warm': round(warmMs),
    'ms of processor, warm': round(warmCpuMs),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
