import { relative } from 'node:path';
import type { CheckResult } from '@zhengdun/contract';
import {
  type CheckOrder,
  createProgress,
  type Inspected,
  keepResult,
  renderTerminal,
  requestOf,
  resultJson,
} from '../../inspection/index.ts';
import { type OpenDatabase, openDatabase } from '../../kernel/database/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import { exitCodeOf } from './exit-code.ts';
import { writeReports } from './reports.ts';
import { sealAfterCheck } from './seal.ts';
import type { CheckTask } from './task.ts';

/** Checks one site and shows the whole result. */
export async function checkOne(task: CheckTask): Promise<number> {
  const { command, inspector, config, options, terminal, lang, signal } = task;
  const [site] = command.sites;
  if (!site) throw new Error('an order for one site holds none');
  // The database starts while the probes look; a check does not fail because its result cannot be kept.
  const opening = openResults(task);
  const order = { ...command.order, address: site.address };
  const request = requestOf(order, { url: site.url, snapshot: command.snapshot });
  const progress = createProgress(terminal.status, { lang });
  let inspected: Inspected;
  try {
    inspected = await inspector.inspect(
      { ...request, readings: config.readings, signal },
      {
        steps: (steps) => progress.steps(steps),
        pages: (opened, limit) => progress.pages(opened, limit),
      },
    );
  } catch (error) {
    if (signal.aborted)
      terminal.err(lang === 'zh' ? '已中断，本次检测没有结果' : 'Interrupted: this check has no result');
    throw error;
  } finally {
    progress.close();
  }
  const result = await keep(task, inspected, { order, database: await opening });
  const show = (reports: Awaited<ReturnType<typeof writeReports>>): void => {
    if (options.json) terminal.raw(`${resultJson(result)}\n`);
    else
      terminal.out(
        renderTerminal(result, {
          lang,
          width: terminal.columns,
          colour: terminal.color,
          all: options.all,
          reports: reports.map((report) => ({ ...report, file: asNamed(report.file) })),
        }),
      );
  };
  try {
    show(await writeReports(result, { targets: command.reports, evidence: task.evidence }));
  } catch (error) {
    // What was found is worth more than the file it did not get into.
    if (error instanceof HouseError) show([]);
    throw error;
  }
  return exitCodeOf(result.summary);
}

/** A path below the working directory as the person there would write it. */
function asNamed(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}

type Opened = { readonly database: OpenDatabase } | { readonly error: unknown };

async function openResults({ config, log, signal }: CheckTask): Promise<Opened> {
  try {
    return { database: await openDatabase({ config, program: 'zhengdun check', log, signal }) };
  } catch (error) {
    return { error };
  }
}

/** Writes the result into the database and compares it with the last one; without a database gives it as it is. */
async function keep(
  task: CheckTask,
  inspected: Inspected,
  into: { readonly order: CheckOrder; readonly database: Opened },
): Promise<CheckResult> {
  const { terminal, lang, log, evidence } = task;
  if ('error' in into.database) {
    const { error } = into.database;
    log.warn({ error }, 'the result is not kept: no database');
    const why = error instanceof HouseError ? error.words(lang) : String(error);
    terminal.err(
      lang === 'zh'
        ? `本次结果没有存入数据库，也不与上次比较：${why}`
        : `This result is not kept in the database nor compared with the last one: ${why}`,
    );
    return inspected.result;
  }
  const { database } = into.database;
  try {
    const result = await keepResult({ db: database.db, evidence }, inspected, { order: into.order });
    await sealAfterCheck({ config: task.config, db: database.db, log });
    return result;
  } finally {
    await database.close();
  }
}
