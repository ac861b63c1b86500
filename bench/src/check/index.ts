import { type Measured, measure, start } from '../child.ts';
import { machineText } from '../machine.ts';
import type { Fleet } from './fleet.ts';
import type { LinksResult, LinksTask } from './links.ts';
import type { ListResult, ListTask } from './run-list.ts';

export interface CheckBench {
  /** sizes of the fleet that is checked without a browser */
  readonly sites: readonly number[];
  readonly browser: number;
  readonly links: number;
  readonly json: boolean;
}

/** A list that was checked, with what the sites themselves cost beside the checker, ms of a processor. */
type MeasuredList = Measured<ListResult> & { readonly task: ListTask; readonly fleetCpu: number };

const MB = 1024 * 1024;
/** As `zhengdun check` has it. */
const PAGES = 20;

/** Sites a minute without and with a browser, and links a second beside linkinator. */
export async function benchCheck({ sites, browser, links, json }: CheckBench): Promise<void> {
  const machine = machineText();
  const lists: MeasuredList[] = [];
  const told: Partial<Record<LinksTask['tool'], Measured<LinksResult>>> = {};
  if (!json) console.log(`${machine}\nServers and checker share this machine.\n`);
  for (const count of sites) lists.push(await list({ sites: count, browser: false }));
  if (browser > 0) lists.push(await list({ sites: browser, browser: true }));
  if (links > 0) {
    using server = await start<number>(new URL('link-server.ts', import.meta.url), {});
    const urls = Array.from({ length: links }, (_, index) => linkOf(index, server.result));
    for (const tool of ['zhengdun', 'linkinator'] as const)
      told[tool] = await measure<LinksResult>(new URL('links.ts', import.meta.url), { tool, urls });
  }
  if (json) console.log(JSON.stringify({ machine, lists, links: told }, null, 2));
  else print(lists, told);
}

async function list(of: { sites: number; browser: boolean }): Promise<MeasuredList> {
  using fleet = await start<Fleet>(new URL('fleet.ts', import.meta.url), { sites: of.sites });
  const task: ListTask = {
    ...of,
    fleet: fleet.result,
    pages: PAGES,
  };
  const before = fleet.cpu();
  const measured = await measure<ListResult>(new URL('run-list.ts', import.meta.url), task);
  return { task, ...measured, fleetCpu: fleet.cpu() - before };
}

/** Ten links a host; the hosts are addresses of loopback, so that both tools need no name server. */
function linkOf(index: number, port: number): string {
  const host = Math.floor(index / 10);
  return `http://127.${1 + (host >> 16)}.${(host >> 8) & 255}.${(host & 255) + 1}:${port}/page/${index}`;
}

function print(
  lists: readonly MeasuredList[],
  links: Partial<Record<LinksTask['tool'], Measured<LinksResult>>>,
): void {
  const rows = lists.map(({ task, result, ms, cpu, fleetCpu, peak, early, late }) => ({
    sites: task.sites,
    browser: task.browser,
    'sites/min': round((result.checked / ms) * 60_000),
    seconds: round(ms / 1000),
    'CPU ms/site': round(cpu / task.sites),
    'fleet ms/site': round(fleetCpu / task.sites),
    'peak MB': round(peak / MB),
    'MB at 20 %': round(early / MB),
    'MB at the end': round(late / MB),
    'pages/site': round(result.pages / task.sites),
    'links/site': round(result.links / task.sites),
    failed: result.failed,
  }));
  if (rows.length > 0) console.table(rows);
  const linkRows = Object.entries(links).map(([tool, { result, ms, cpu, peak }]) => ({
    tool,
    links: result.checked,
    bad: result.bad,
    seconds: round(ms / 1000),
    'links/s': round((result.checked / ms) * 1000),
    'CPU ms/link': round(cpu / result.checked),
    'peak MB': round(peak / MB),
  }));
  if (linkRows.length > 0) console.table(linkRows);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
