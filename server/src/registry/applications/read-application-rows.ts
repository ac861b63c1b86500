import {
  APPLICATION_FLAGS,
  APPLICATION_KIND_WORDS,
  APPLICATION_KINDS,
  APPLICATION_STATE_WORDS,
  APPLICATION_STATES,
  type ApplicationFlag,
  type ApplicationInput,
  CONDITION_WORDS,
  FILING_KINDS,
  type Filing,
  type LocalText,
} from '@zhengdun/contract';
import { isDay } from '../../kernel/clock/index.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { type CellFault, notAmong, type TableRow, wordOf } from '../../kernel/sheet/index.ts';
import { type ApplicationColumn, YES } from '../sheets/application-sheet.ts';
import { hostsOf, mayBecome } from './application.ts';

type Row = TableRow<ApplicationColumn>;

const ADDRESSES = 20;

/**
 * Reads what a row says about an application, over what is registered of it: a column that the file does not have leaves
 * that as it is.
 */
export function readApplicationRow(
  row: Row,
  before: ApplicationInput | undefined,
): { readonly input: ApplicationInput; readonly faults: readonly CellFault[] } {
  const faults: CellFault[] = [];
  const refuse = (key: ApplicationColumn, problem: LocalText): void => {
    faults.push(row.fault(key, problem));
  };
  /** The value of a column, or what is registered where the file has no such column. */
  const over = <Value>(key: ApplicationColumn, read: () => Value, kept: Value): Value =>
    row.has(key) ? read() : kept;
  if (row.cell('name').length > 120) refuse('name', TOO_LONG);
  const kind = wordOf(row.cell('kind'), APPLICATION_KINDS, APPLICATION_KIND_WORDS);
  if (kind === null) refuse('kind', notAmong(row.cell('kind'), Object.values(APPLICATION_KIND_WORDS)));
  const state = wordOf(row.cell('state'), APPLICATION_STATES, APPLICATION_STATE_WORDS);
  if (state === null) refuse('state', notAmong(row.cell('state'), Object.values(APPLICATION_STATE_WORDS)));
  const nextState = state ?? before?.state ?? 'running';
  if (before && !mayBecome(before.state, nextState)) refuse('state', notFrom(before.state));
  const addresses = over('addresses', () => addressesIn(row), before?.addresses ?? []);
  if (addresses.length > ADDRESSES) refuse('addresses', TOO_MANY);
  const hosts = hostsOf(kind ?? 'account', addresses);
  if (!hosts.ok) refuse('addresses', hosts.problem);
  const level = over('mlpsLevel', () => row.cell('mlpsLevel'), String(before?.mlpsLevel ?? ''));
  if (!/^[1-5]?$/.test(level)) refuse('mlpsLevel', NO_LEVEL);
  const openedOn = over('openedOn', () => dayIn(row, 'openedOn', refuse), before?.openedOn);
  const hostId = over('hostId', () => row.cell('hostId'), before?.hostId ?? '');
  const isPlatform = over('isPlatform', () => yesIn(row, refuse), before?.isPlatform ?? false);
  return {
    faults,
    input: {
      name: plainText(row.cell('name'), 120),
      kind: kind ?? 'website',
      state: nextState,
      addresses,
      flags: over('flags', () => flagsIn(row, refuse), before?.flags ?? []),
      ...(level !== '' && { mlpsLevel: Number(level) }),
      ...(openedOn !== undefined && { openedOn }),
      ...(hostId !== '' && { hostId }),
      isPlatform,
      filings: filingsIn(row, before?.filings ?? [], refuse),
    },
  };
}

type Refuse = (key: ApplicationColumn, problem: LocalText) => void;

function addressesIn(row: Row): string[] {
  return row
    .cell('addresses')
    .split(/[\r\n]+/)
    .map((line) => plainText(line, 500))
    .filter(Boolean);
}

function flagsIn(row: Row, refuse: Refuse): ApplicationFlag[] {
  const words = row
    .cell('flags')
    .split(/[;；\r\n]+/)
    .map((word) => word.trim())
    .filter(Boolean);
  return words.flatMap((word) => {
    const flag = wordOf(word, APPLICATION_FLAGS, CONDITION_WORDS);
    if (!flag)
      refuse(
        'flags',
        notAmong(
          word,
          APPLICATION_FLAGS.map((each) => CONDITION_WORDS[each]),
        ),
      );
    return flag ? [flag] : [];
  });
}

function yesIn(row: Row, refuse: Refuse): boolean {
  const text = row.cell('isPlatform').toLowerCase();
  if (['', '否', 'no'].includes(text)) return false;
  if (text !== YES.zh && text !== YES.en) refuse('isPlatform', YES_OR_NO);
  return true;
}

function filingsIn(row: Row, before: readonly Filing[], refuse: Refuse): Filing[] {
  return FILING_KINDS.flatMap((kind) => {
    const kept = before.find((filing) => filing.kind === kind);
    const number = row.has(`${kind}.number`)
      ? plainText(row.cell(`${kind}.number`), 120)
      : (kept?.number ?? '');
    const filedOn = row.has(`${kind}.filedOn`) ? dayIn(row, `${kind}.filedOn`, refuse) : kept?.filedOn;
    const expiresOn = row.has(`${kind}.expiresOn`)
      ? dayIn(row, `${kind}.expiresOn`, refuse)
      : kept?.expiresOn;
    if (number === '' && filedOn === undefined && expiresOn === undefined) return [];
    return [
      {
        kind,
        number,
        ...(filedOn !== undefined && { filedOn }),
        ...(expiresOn !== undefined && { expiresOn }),
      },
    ];
  });
}

/** A day as people and sheets write it: 2026-1-31, 2026/1/31, 2026.1.31, 2026年1月31日. */
function dayIn(row: Row, key: ApplicationColumn, refuse: Refuse): string | undefined {
  const text = row.cell(key);
  if (text === '') return undefined;
  const [, year, month = '', date = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (isDay(day)) return day;
  refuse(key, notADay(text));
  return undefined;
}

const TOO_LONG: LocalText = { zh: '超过120字，请缩短', en: 'longer than 120 characters; shorten it' };
const TOO_MANY: LocalText = { zh: `不超过${ADDRESSES}个`, en: `at most ${ADDRESSES}` };
const NO_LEVEL: LocalText = { zh: '应为1至5的数字，未定级的留空', en: 'must be 1 to 5, or empty' };
const YES_OR_NO: LocalText = { zh: '应为是或否', en: 'must be yes or no' };

function notADay(text: string): LocalText {
  const found = plainText(text, 40);
  return {
    zh: `应为日期，写作2026-01-31，现为“${found}”`,
    en: `must be a day as 2026-01-31, not "${found}"`,
  };
}

function notFrom(state: keyof typeof APPLICATION_STATE_WORDS): LocalText {
  const { zh, en } = APPLICATION_STATE_WORDS[state];
  return {
    zh: `应用现为“${zh}”，不能直接改成这个状态`,
    en: `it is "${en}" and cannot become this from there`,
  };
}
