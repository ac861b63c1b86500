import type { ImportReport, Lang } from '@zhengdun/contract';
import { type CellFault, cellName } from '../../kernel/sheet/index.ts';

/** Of a file that is wrong throughout the first faults are enough. */
const SHOWN = 200;

/** What an import found out and did; a single fault keeps it from doing anything. */
export interface ImportOutcome {
  readonly done: boolean;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly faults: readonly CellFault[];
  readonly warnings: readonly CellFault[];
}

/** The same in the words of a language, faults in the order of the file. */
export function reportOf(outcome: ImportOutcome, lang: Lang): ImportReport {
  const { done, rows, added, changed, faults, warnings } = outcome;
  return {
    done,
    rows,
    added,
    changed,
    unchanged: faults.length > 0 ? 0 : rows - added - changed,
    faults: inOrder(faults).map((fault) => remarkOf(fault, lang)),
    faultCount: faults.length,
    warnings: inOrder(warnings).map((fault) => remarkOf(fault, lang)),
  };
}

function inOrder(faults: readonly CellFault[]): CellFault[] {
  return [...faults].sort((a, b) => a.line - b.line || a.at - b.at).slice(0, SHOWN);
}

function remarkOf({ line, at, column, problem }: CellFault, lang: Lang) {
  return { line, cell: cellName(at, line), column: column[lang], problem: problem[lang] };
}
