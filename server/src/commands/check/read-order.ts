import { resolve } from 'node:path';
import type { Lang, LocalText } from '@zhengdun/contract';
import {
  type CheckOrder,
  DEFAULT_PAGES,
  type ListedSite,
  parseAddress,
  readList,
} from '../../inspection/index.ts';
import type { OptionResults } from '../../kernel/cli/index.ts';
import { HouseError } from '../../kernel/errors/index.ts';
import type { CHECK_OPTIONS } from './options.ts';
import { placeProblem } from './report-place.ts';
import { REPORT_OPTIONS, type ReportTargets } from './reports.ts';

export type CheckOptions = OptionResults<typeof CHECK_OPTIONS>;

/** What a command line asks for. */
export interface CommandOrder {
  /** each once, however often it was named */
  readonly sites: readonly ListedSite[];
  /** how many were named again, with nothing new about them */
  readonly repeated: number;
  /** several sites: lines instead of a report on the screen, reports in folders, and a run that can be resumed */
  readonly isList: boolean;
  readonly order: Omit<CheckOrder, 'address'>;
  /** folder of a saved page */
  readonly snapshot: string | undefined;
  readonly reports: ReportTargets;
}

/**
 * Reads operands and options together; what each alone allows is read already.
 *
 * @throws HouseError `check-order-faulty` with every mistake, or those of `readList`
 */
export async function readOrder(
  options: CheckOptions,
  operands: readonly string[],
  lang: Lang,
): Promise<CommandOrder> {
  const addresses = options.as === undefined ? operands : [options.as];
  const read = addresses.map((address) => ({ address, parsed: parseAddress(address) }));
  const problems = [
    ...sourceProblems(options, operands),
    ...read.flatMap(({ address, parsed }) => (parsed.ok ? [] : [naming(address, parsed.problem)])),
  ];
  const isList = options.list !== undefined || operands.length > 1;
  const reports = Object.fromEntries(
    REPORT_OPTIONS.flatMap((form) => (options[form] === undefined ? [] : [[form, resolve(options[form])]])),
  ) as ReportTargets;
  problems.push(
    ...REPORT_OPTIONS.flatMap((form) => {
      const path = reports[form];
      return (path !== undefined && placeProblem(form, path, isList)) || [];
    }),
  );
  if (problems.length > 0)
    throw new HouseError('check-order-faulty', { problems: problems.map((each) => each[lang]).join('\n') });
  const named =
    options.list === undefined
      ? read.flatMap(({ address, parsed }, index) =>
          parsed.ok ? [{ line: index + 1, address, url: parsed.url }] : [],
        )
      : await readList(options.list, lang);
  const sites = [...Map.groupBy(named, keyOf).values()].flatMap(([first]) => first ?? []);
  return {
    sites,
    repeated: named.length - sites.length,
    isList,
    reports,
    snapshot: options.snapshot,
    order: orderOf(options, lang),
  };
}

function keyOf({ url, unitName, unitKind, unitLevel }: ListedSite): string {
  return JSON.stringify([url.href, unitName, unitKind, unitLevel]);
}

function orderOf(options: CheckOptions, lang: Lang): CommandOrder['order'] {
  const unit = options['as-unit'];
  return {
    by: 'command',
    unitName: options['unit-name'],
    unitKind: unit?.kind,
    unitLevel: unit?.level,
    pages: options.pages ?? DEFAULT_PAGES,
    browser: !options['no-browser'],
    basis: options.order === undefined ? { kind: 'own-site' } : { kind: 'order', order: options.order },
    lang,
  };
}

function sourceProblems(options: CheckOptions, operands: readonly string[]): LocalText[] {
  const { list, snapshot, as } = options;
  const problems: LocalText[] = [];
  if (snapshot !== undefined && as === undefined)
    problems.push({
      zh: '--snapshot 要与 --as 同用，写明页面原来的网址。例：--snapshot 保存的页面 --as https://www.example.gov.cn/',
      en: '--snapshot needs --as with the address that the page had. Example: --snapshot saved-page --as https://www.example.gov.cn/',
    });
  if (as !== undefined && snapshot === undefined)
    problems.push({
      zh: '--as 只与 --snapshot 同用。检测网站时直接写网址。例：zhengdun check www.example.gov.cn',
      en: '--as goes with --snapshot only. To check a site just name it. Example: zhengdun check www.example.gov.cn',
    });
  const sources = [operands.length > 0, list !== undefined, snapshot !== undefined || as !== undefined];
  if (sources.filter(Boolean).length > 1)
    problems.push({
      zh: '网址、--list 和 --snapshot 每次只能给一种',
      en: 'Give addresses, --list or --snapshot, one of the three',
    });
  if (!sources.includes(true))
    problems.push({
      zh: '没有给出要检测的网址。例：zhengdun check www.example.gov.cn',
      en: 'No address was given. Example: zhengdun check www.example.gov.cn',
    });
  return problems;
}

function naming(address: string, problem: LocalText): LocalText {
  const shown = address.slice(0, 80);
  return problem.zh.includes(shown)
    ? problem
    : { zh: `${shown}：${problem.zh}`, en: `${shown}: ${problem.en}` };
}
