import { parseArgs } from 'node:util';
import { benchCheck } from './check/index.ts';
import { benchLedger } from './ledger/index.ts';
import { benchGrowth } from './logs/growth.ts';
import { benchLogs } from './logs/index.ts';
import { benchPlatform } from './platform/index.ts';
import { benchRegistry } from './registry/index.ts';
import { benchScreening } from './screening/index.ts';

const USAGE = `Usage: npm run bench -- check [--sites 50,500,5000] [--browser 100] [--links 2000] [--json]
  --sites    sizes of the fleet that is checked without a browser, 0 for none
  --browser  how many sites are checked with a browser, 0 for none
  --links    how many links are checked by Zhengdun and by linkinator, 0 for none

       npm run bench -- ledger [--entries 2000,20000,100000] [--json]
  --entries  sizes of the ledger at which sealing, proofs and verification are measured

       npm run bench -- logs [--events 1000000] [--days 30] [--json]
  --events  lines of nginx that are sent, sealed, searched and verified
  --days    over which they happened

       npm run bench -- logs --growth 1,5,20,100 [--json]
  --growth  an archive that grows to so many million lines, step by step: disk for 3 GB and for 25 bytes a line

       npm run bench -- registry [--applications 100000] [--rounds 40] [--together 1] [--json]
  --applications  how many are registered, over all divisions of GB/T 2260
  --rounds        how often each question is asked
  --together      how many ask at the same time

       npm run bench -- screening [--words 65000] [--characters 1000000] [--json]
  --words       of the list
  --characters  of the text

       npm run bench -- platform [--sizes 1000,100000] [--findings 16] [--verdicts 120] [--rounds 1] [--together 50]
                                 [--pause 3000] [--checks 10000] [--keep FOLDER] [--only TEXT] [--json]
  --sizes     applications of the register, one run after the other
  --findings  of each application that was checked
  --verdicts  for each application of the register
  --rounds    how often each user asks each question while all the others do, one after the other; 0: not at all
  --together  how many users ask at the same time
  --pause     how long readers, who ask everything in a mixed order, read between two calls, in milliseconds, on the
              average; 0: there are none
  --checks    finished checks that are taken in at the end; it changes a kept database
  --keep      folder in which filled databases stay for the next run
  --only      only calls that hold this text, with their scope before them: "province findings"`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sites: { type: 'string', default: '50,500,5000' },
    browser: { type: 'string', default: '100' },
    links: { type: 'string', default: '2000' },
    entries: { type: 'string', default: '2000,20000,100000' },
    events: { type: 'string', default: '1000000' },
    days: { type: 'string', default: '30' },
    growth: { type: 'string' },
    applications: { type: 'string', default: '100000' },
    rounds: { type: 'string' },
    together: { type: 'string' },
    sizes: { type: 'string', default: '1000,100000' },
    findings: { type: 'string', default: '16' },
    verdicts: { type: 'string', default: '120' },
    pause: { type: 'string', default: '3000' },
    keep: { type: 'string' },
    only: { type: 'string', default: '' },
    checks: { type: 'string', default: '10000' },
    words: { type: 'string', default: '65000' },
    characters: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const numbers = (text: string): number[] =>
  text
    .split(',')
    .map(Number)
    .filter((each) => each > 0);
const number = (text: string): number => numbers(text)[0] ?? 0;
const { json } = values;

/** Side-by-side measurements: `npm run bench -- check`. Every figure is printed with what it was measured on. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  check: () =>
    benchCheck({
      sites: numbers(values.sites),
      browser: number(values.browser),
      links: number(values.links),
      json,
    }),
  ledger: () => benchLedger({ entries: numbers(values.entries), json }),
  logs: () => {
    const sizes = numbers(values.growth ?? '').map((millions) => Math.round(millions * 1_000_000));
    if (sizes.length > 0) return benchGrowth(sizes, { json });
    return benchLogs({
      events: Math.max(1_000, number(values.events)),
      days: Math.max(1, number(values.days)),
      json,
    });
  },
  registry: () =>
    benchRegistry({
      applications: number(values.applications),
      rounds: Math.max(1, number(values.rounds ?? '40')),
      together: Math.max(1, number(values.together ?? '1')),
      json,
    }),
  screening: () =>
    benchScreening({ words: number(values.words), characters: number(values.characters), json }),
  platform: () =>
    benchPlatform({
      applications: numbers(values.sizes),
      findings: Math.max(1, number(values.findings)),
      rounds: number(values.rounds ?? '1'),
      together: Math.max(1, number(values.together ?? '50')),
      verdicts: Math.max(1, number(values.verdicts)),
      pause: number(values.pause),
      checks: number(values.checks),
      kept: values.keep,
      only: values.only,
      json,
    }),
};

const bench = BENCHES[positionals[0] ?? ''];
if (values.help) console.log(USAGE);
else if (bench) await bench();
else {
  console.error(USAGE);
  process.exitCode = 64;
}
