import { domainToUnicode } from 'node:url';
import type { CheckResult, CheckStep } from '@zhengdun/contract';
import {
  createProgress,
  EMPTY_TALLY,
  interruptedText,
  type ListEntry,
  type ListedSite,
  renderListLine,
  renderListSummary,
  resultJson,
  runList,
  sitesAtOnce,
  tallyNotChecked,
  tallyResult,
} from '../../inspection/index.ts';
import { beijingTime } from '../../kernel/clock/index.ts';
import { openDatabase } from '../../kernel/database/index.ts';
import { EXIT } from '../../kernel/errors/index.ts';
import { newIncident } from '../../kernel/incident.ts';
import { exitCodeOf } from './exit-code.ts';
import { writeReports } from './reports.ts';
import { sealAfterCheck } from './seal.ts';
import type { CheckTask } from './task.ts';

/** Checks a list of sites: a line each, a summary at the end, and results in the database so that it can go on. */
export async function checkList(task: CheckTask): Promise<number> {
  const { command, config, options, terminal, lang, log, signal } = task;
  const total = command.sites.length;
  const database = await openDatabase({ config, program: 'zhengdun check', log, signal });
  const progress = createProgress(terminal.status, { lang });
  const startedAt = new Map<number, number>();
  let tally = EMPTY_TALLY;
  let ended = 0;
  let faults = 0;

  const tell = (site: ListedSite, ms: number, outcome: ListEntry['outcome']): void => {
    ended += 1;
    const entry = { position: ended, total, host: shownHost(site.url), ms, outcome };
    if (options.json) progress.targetEnded(renderListLine(entry, { lang, colour: false }));
    else terminal.out(renderListLine(entry, { lang, colour: terminal.color }));
  };

  if (command.repeated > 0)
    terminal.err(
      lang === 'zh'
        ? `重复的网址 ${command.repeated} 个，各只检测一次`
        : `${command.repeated} named again; each is checked once`,
    );
  try {
    await runList(
      {
        db: database.db,
        evidence: task.evidence,
        inspector: task.inspector,
        readings: config.readings,
        signal,
      },
      {
        sites: command.sites,
        order: command.order,
        conditions: [options.resolve, options.ca, options['allow-private']],
        concurrency: options.jobs ?? sitesAtOnce(command.order),
        anew: options.anew,
      },
      {
        resumed(done, since) {
          const at = beijingTime(since);
          terminal.err(
            lang === 'zh'
              ? `接着 ${at} 开始、没有做完的检测：已完成 ${done}/${total}。要全部重做，加 --anew`
              : `Going on with the run of ${at} (Beijing): ${done} of ${total} are done. --anew does all again`,
          );
        },
        steps(site: ListedSite, steps: readonly CheckStep[]) {
          if (!startedAt.has(site.line)) startedAt.set(site.line, performance.now());
          progress.target({ position: ended + 1, total, host: shownHost(site.url) });
          progress.steps(steps);
        },
        async checked(site: ListedSite, result: CheckResult) {
          await writeReports(result, { targets: command.reports, evidence: task.evidence, line: site.line });
          if (options.json) terminal.raw(`${resultJson(result)}\n`);
          const why = whyNotChecked(result);
          tally =
            why === undefined ? tallyResult(tally, result) : tallyNotChecked(tally, shownHost(site.url), why);
          const ms = Date.parse(result.finishedAt) - Date.parse(result.startedAt);
          tell(site, ms, why === undefined ? { summary: result.summary } : { notChecked: why });
        },
        failed(site: ListedSite, error: unknown) {
          const incident = newIncident();
          log.error({ incident, error, url: site.url.href }, 'a check of a list broke off');
          const why =
            lang === 'zh'
              ? `程序自身出错，事件编号 ${incident}`
              : `a fault of the program, incident ${incident}`;
          faults += 1;
          tally = tallyNotChecked(tally, shownHost(site.url), why);
          tell(site, performance.now() - (startedAt.get(site.line) ?? performance.now()), {
            notChecked: why,
          });
        },
      },
    );
  } catch (error) {
    if (signal.aborted) terminal.err(interruptedText(ended, total, lang));
    throw error;
  } finally {
    progress.close();
    await sealAfterCheck({ config, db: database.db, log });
    await database.close();
  }
  if (!options.json)
    terminal.out(`\n${renderListSummary(tally, { lang, colour: terminal.color, width: terminal.columns })}`);
  if (faults > 0) return EXIT.fault;
  return exitCodeOf({ ...tally.summary, unknown: tally.summary.unknown + tally.notChecked.length });
}

/** With its port where it has one; a Chinese name as people write it. */
function shownHost({ host, hostname }: URL): string {
  return host.replace(hostname, domainToUnicode(hostname) || hostname);
}

/** Why a site could not be looked at at all: neither its doors nor its home page answered. */
function whyNotChecked({ steps, conditions }: CheckResult): string | undefined {
  if (conditions.pagesOpened > 0) return undefined;
  return steps.find(({ state }) => state === 'blocked')?.detail;
}
