import { parseArgs } from 'node:util';
import { benchCheck } from './check/index.ts';
import { benchLedger } from './ledger/index.ts';

/** Side-by-side measurements: `npm run bench -- check`. Every figure is printed with what it was measured on. */
const BENCHES = { check: benchCheck, ledger: benchLedger } as const;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    sites: { type: 'string', default: '50,500,5000' },
    browser: { type: 'string', default: '60' },
    links: { type: 'string', default: '2000' },
    entries: { type: 'string', default: '2000,20000,100000' },
    json: { type: 'boolean', default: false },
  },
});
const name = positionals[0] ?? '';
if (!Object.hasOwn(BENCHES, name)) {
  console.error(`Usage: npm run bench -- check [--sites 50,500,5000] [--browser 60] [--links 2000] [--json]
  --sites    sizes of the fleet that is checked without a browser, 0 for none
  --browser  how many sites are checked with a browser, 0 for none
  --links    how many links are checked by Zhengdun and by linkinator, 0 for none

       npm run bench -- ledger [--entries 2000,20000,100000] [--json]
  --entries  sizes of the ledger at which sealing, proofs and verification are measured`);
  process.exit(64);
}
const numbers = (text: string): number[] =>
  text
    .split(',')
    .map(Number)
    .filter((each) => each > 0);
await BENCHES[name as keyof typeof BENCHES]({
  sites: numbers(values.sites),
  browser: numbers(values.browser)[0] ?? 0,
  links: numbers(values.links)[0] ?? 0,
  entries: numbers(values.entries),
  json: values.json,
});
