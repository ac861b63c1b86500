import { join, relative } from 'node:path';
import type { Lang } from '@zhengdun/contract';
import type { Database } from '../../kernel/database/index.ts';
import type { Certificate } from '../../kernel/x509/index.ts';
import { readHeadNote } from '../chain/head-note.ts';
import { ownVerifiers } from '../keys.ts';
import { placesOf } from '../manifest.ts';
import { findCollectorOf, listCollectors } from '../shared/collector.repo.ts';
import { verifyCommon } from '../shared/verify-common.ts';
import type { SharedReport } from '../shared/verify-shared.ts';
import { faultText, type LogFault } from '../verify/fault.ts';
import type { KeptHead } from '../verify/kept.ts';
import { readIfThere } from '../verify/read-if-there.ts';
import { type RestoredGap, restorationText } from '../verify/restored.ts';
import type { RowsElsewhere } from '../verify/rows-elsewhere.ts';
import { type LogReport, verifyArchive } from '../verify/verify-archive.ts';
import { keptHeads } from './kept-heads.ts';
import type { TaskResult } from './task.repo.ts';
import type { CareTools, TaskRun } from './tools.ts';

/**
 * Verifies the archive by the keys of this installation, and against the heads that the database has kept of it; where receivers
 * share a store, also all that lies there.
 */
export async function verifyTask(tools: CareTools, run: TaskRun): Promise<TaskResult> {
  const { db, data, common } = tools;
  const roots = await tools.stamps.roots();
  const folder = join(data, 'logs');
  const kept = await keptHeads(db);
  const own = await verifyOwn(tools, { run: common ? { signal: run.signal } : run, folder, kept, roots });
  const fault = own.report.fault ?? goneFault(own.report.entries, own.kept);
  const shared = fault || !common ? undefined : await verifyThere({ ...tools, common }, run);
  const told = fault
    ? wordsOf(fault, folder)
    : shared?.fault && wordsOf(shared.fault, '', `${common?.name ?? ''} `);
  const gaps = (shared?.collectors.map(({ report }) => report) ?? [own.report]).flatMap(
    ({ restored }) => restored,
  );
  const isEmpty = own.report.entries === 0 && !shared;
  return {
    outcome: told ? 'broken' : isEmpty ? 'empty' : 'whole',
    numbers: { ...numbersOf(own.report, shared), compared: kept.length, ...gapNumbers(gaps) },
    told: told ?? gapWords(gaps),
  };
}

function numbersOf(own: LogReport, shared: SharedReport | undefined) {
  const reports = shared ? shared.collectors.map(({ report }) => report) : [own];
  const sum = (of: (report: LogReport) => number) => reports.reduce((total, each) => total + of(each), 0);
  return {
    entries: sum(({ entries }) => entries),
    segments: sum(({ segments }) => segments),
    events: sum(({ events }) => events),
    removed: sum(({ removed }) => removed),
    waiting: own.waiting,
    clockTurnedBack: sum(({ clockTurnedBack }) => clockTurnedBack.length),
    ...(own.stamps.length > 0 && { stamps: own.stamps.length }),
    ...(shared && { collectors: reports.length, elsewhere: own.elsewhere }),
    // Of a store: rows that were verified on another day.
    ...(shared && { earlier: sum(({ elsewhere }) => elsewhere) }),
  };
}

/** A gap is told though all else is whole; the newest stands for the others. */
function gapNumbers(gaps: readonly RestoredGap[]) {
  return gaps.length === 0
    ? {}
    : { restored: gaps.length, restoredAt: Math.max(...gaps.map(({ at }) => at)) };
}

function gapWords(gaps: readonly RestoredGap[]) {
  if (gaps.length === 0) return undefined;
  const told = (lang: Lang, by: string) => gaps.map((gap) => restorationText(gap, lang)).join(by);
  return { zh: `${told('zh', '；')}。`, en: `${told('en', '; ')}.` };
}

/** What lies on this machine. Files that were taken off the disk are verified with the common store. */
async function verifyOwn(
  { db, data, common }: CareTools,
  about: {
    readonly run: Pick<TaskRun, 'signal'> & Partial<TaskRun>;
    readonly folder: string;
    readonly kept: readonly KeptHead[];
    readonly roots: readonly Certificate[];
  },
): Promise<{ readonly report: LogReport; readonly kept: readonly KeptHead[] }> {
  const { run, folder, roots } = about;
  const note = readHeadNote((await readIfThere(placesOf(folder).note)) ?? '');
  // Heads of other receivers say nothing of this one.
  const others = new Set(common ? (await listCollectors(db)).map(({ origin }) => origin) : []);
  const kept = about.kept.filter(({ origin }) => origin === note?.origin || !others.has(origin));
  const origin = note?.origin ?? kept[0]?.origin ?? '';
  const report = await verifyArchive({
    ...{ folder, kept, roots, keys: ownVerifiers(data, origin), signal: run.signal },
    ...(run.told && { done: run.told }),
    elsewhere: common && (await registeredRows(db, origin)),
  });
  return { report, kept };
}

/** What is registered lies in the common store; undefined where this is no archive of a receiver that shares one. */
export async function registeredRows(db: Database, origin: string): Promise<RowsElsewhere | undefined> {
  const collector = await findCollectorOf(db, origin);
  if (!collector) return undefined;
  return {
    names: [],
    take: async ({ entry }) => (entry <= collector.entries ? 'verified-there' : undefined),
  };
}

async function verifyThere(
  { db, data, common, now }: CareTools & { readonly common: NonNullable<CareTools['common']> },
  { signal, told, isDaily }: TaskRun,
): Promise<SharedReport | undefined> {
  await using store = await common.open();
  const keysOf = (origin: string) => ownVerifiers(data, origin);
  return await verifyCommon({
    ...{ db, store, keysOf, now, isDaily, signal, told },
    room: join(data, 'logs-verify'),
  });
}

/** Nothing is there, and something was. */
function goneFault(entries: number, kept: readonly KeptHead[]) {
  const [newest] = kept;
  if (entries > 0 || !newest) return undefined;
  return { code: 'cut-off', where: newest.name, last: newest.last, sequence: 0 } satisfies LogFault;
}

/**
 * Files by their names within the archive: who reads it need not know where it lies.
 *
 * @param before what tells where that is, if it is not here
 */
export function wordsOf(fault: LogFault, folder: string, before = '') {
  const where = folder !== '' && fault.where.startsWith(folder) ? relative(folder, fault.where) : fault.where;
  const told = { ...fault, where: `${before}${where}` };
  return { zh: faultText(told, 'zh'), en: faultText(told, 'en') };
}
