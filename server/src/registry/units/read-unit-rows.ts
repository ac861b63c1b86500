import {
  type LocalText,
  UNIT_KIND_WORDS,
  UNIT_KINDS,
  UNIT_LEVEL_WORDS,
  UNIT_LEVELS,
  UNIT_POSTS,
  type UnitInput,
} from '@zhengdun/contract';
import { creditCodeFits } from '../../kernel/check-digits.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { type CellFault, notAmong, type TableRow, wordOf } from '../../kernel/sheet/index.ts';
import { contradictsRegion, type RegionNames, regionCodeIn, type UnitColumn } from '../sheets/unit-sheet.ts';
import type { UnitRow } from '../tables.ts';

/** What is there already, by whatever a file may name it. */
export interface KnownUnits {
  readonly byId: ReadonlyMap<string, UnitRow>;
  readonly byCode: ReadonlyMap<string, UnitRow>;
  readonly byName: ReadonlyMap<string, readonly UnitRow[]>;
  readonly inputOf: (unit: UnitRow) => UnitInput;
  readonly regions: RegionNames;
}

/** A row of the file, read as far as it can be without the others. */
export interface UnitDraft {
  readonly row: TableRow<UnitColumn>;
  /** the unit that it changes; undefined where it is a new one */
  readonly existing: UnitRow | undefined;
  readonly input: UnitInput;
  readonly regionCode: string;
}

/** Reads a row. A column that the file does not have leaves the unit as it is. */
export function readUnitRow(
  row: TableRow<UnitColumn>,
  known: KnownUnits,
): {
  readonly draft: UnitDraft;
  readonly faults: readonly CellFault[];
  readonly warnings: readonly CellFault[];
} {
  const faults: CellFault[] = [];
  const warnings: CellFault[] = [];
  const id = row.cell('id');
  const creditCode = row.cell('creditCode').toUpperCase();
  const existing = id === '' ? known.byCode.get(creditCode) : known.byId.get(id);
  if (id !== '' && !existing) faults.push(row.fault('id', NO_SUCH_ID));
  const before = existing && known.inputOf(existing);

  const name = plainText(row.cell('name'), 120);
  if (row.cell('name').length > 120) faults.push(row.fault('name', TOO_LONG));
  const kind = wordOf(row.cell('kind'), UNIT_KINDS, UNIT_KIND_WORDS);
  if (kind === null)
    faults.push(row.fault('kind', notAmong(row.cell('kind'), Object.values(UNIT_KIND_WORDS))));
  const level = wordOf(row.cell('level'), UNIT_LEVELS, UNIT_LEVEL_WORDS);
  if (level === null)
    faults.push(row.fault('level', notAmong(row.cell('level'), Object.values(UNIT_LEVEL_WORDS))));
  if (creditCode !== '' && !/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(creditCode))
    faults.push(row.fault('creditCode', NO_CODE));
  else if (creditCode !== '' && !creditCodeFits(creditCode))
    warnings.push(row.fault('creditCode', DOUBTFUL_CODE));
  const regionCode = regionCodeIn(row.cell('region'), known.regions);
  if (row.cell('region') !== '' && regionCode === undefined) faults.push(row.fault('region', NO_REGION));
  else if (regionCode !== undefined && contradictsRegion(row.cell('region'), known.regions))
    warnings.push(row.fault('region', doubtfulRegion(known.regions.fullName(regionCode))));
  const contacts = contactsOf(row, before?.contacts ?? [], faults);
  return {
    faults,
    warnings,
    draft: {
      row,
      existing,
      regionCode: regionCode ?? existing?.region_code ?? '',
      input: {
        name,
        kind: kind ?? before?.kind ?? 'organ',
        level: level ?? before?.level ?? 'county',
        ...codeOf(row, creditCode, before?.creditCode),
        contacts,
      },
    },
  };
}

function codeOf(
  row: TableRow<UnitColumn>,
  code: string,
  before: string | undefined,
): Pick<UnitInput, 'creditCode'> {
  const creditCode = row.has('creditCode') ? code : (before ?? '');
  return creditCode === '' ? {} : { creditCode };
}

function contactsOf(
  row: TableRow<UnitColumn>,
  before: UnitInput['contacts'],
  faults: CellFault[],
): UnitInput['contacts'] {
  return UNIT_POSTS.flatMap((post) => {
    if (!row.has(`${post}.name`)) return before.filter((contact) => contact.post === post);
    const name = plainText(row.cell(`${post}.name`), 60);
    const title = plainText(row.cell(`${post}.title`), 60);
    const phone = plainText(row.cell(`${post}.phone`), 40);
    if (name === '' && (title !== '' || phone !== '')) faults.push(row.fault(`${post}.name`, NAME_MISSING));
    return name === '' ? [] : [{ post, name, title, phone }];
  });
}

const NO_SUCH_ID: LocalText = {
  zh: '系统中没有这个编号，或不在您负责的范围内。新登记的单位请留空',
  en: 'there is no such id, or it is outside of your scope; leave it empty for a new unit',
};
const TOO_LONG: LocalText = { zh: '超过120字，请缩短', en: 'longer than 120 characters; shorten it' };
const NO_CODE: LocalText = {
  zh: '应为18位数字和大写字母（不含I、O、S、V、Z），请核对证书',
  en: 'must be 18 digits and capitals without I, O, S, V, Z; look at the certificate',
};
const DOUBTFUL_CODE: LocalText = {
  zh: '末位校验码不符，请核对。确实发放了这样的代码，可以保留',
  en: 'the check character does not fit; look again. It may stay if the code was given out like this',
};
const NO_REGION: LocalText = {
  zh: '没有这个行政区划。请填写6位代码，或从省写起的全称',
  en: 'there is no such division; give the code of 6 digits or the full name from the province',
};
function doubtfulRegion(name: string): LocalText {
  return {
    zh: `代码是${name}的，与所写名称不符，将按代码登记。请核对`,
    en: `the code is that of ${name}, which is not the name beside it; the code counts. Look again`,
  };
}
const NAME_MISSING: LocalText = {
  zh: '填写了职务或电话，请补上姓名',
  en: 'there is a title or a phone; add the name',
};
