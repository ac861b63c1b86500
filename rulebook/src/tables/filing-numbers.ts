import { PROVINCE_CHARACTERS } from './provinces.ts';
import type { ReferenceTable } from './reference-table.ts';

/** A form in which a filing number is written. Patterns carry named groups and no flags but `u`. */
export interface NumberForm {
  readonly name: 'icp-filing' | 'icp-app-filing' | 'icp-licence' | 'icp-licence-old' | 'police-filing';
  /** is it the filing that Article 4 asks for, or something else that stands in the same place? */
  readonly filing: boolean;
  readonly pattern: RegExp;
  readonly examples: readonly string[];
  readonly confirmed: boolean;
}

const PROVINCE = `(?<province>[${PROVINCE_CHARACTERS}])`;

/**
 * ICP and public-security numbers as they are written on pages. Take the text of the footer before matching
 * (digits are often split over elements). The forms are ordered: an app's number also matches the site's form.
 */
export const FILING_NUMBER_FORMS: ReferenceTable<NumberForm> = {
  id: 'filing-numbers',
  source: '真实页面上的写法；移动应用程序编号的写法未核实',
  edition: '2026-11',
  confirmed: true,
  rows: [
    {
      name: 'icp-app-filing',
      filing: true,
      pattern: new RegExp(
        `${PROVINCE}\\s*ICP\\s*备\\s*(?<number>\\d{10}|\\d{8})\\s*号\\s*-\\s*(?<serial>\\d+)(?<kind>[A-Z])`,
        'u',
      ),
      examples: ['京ICP备12345678号-2A'],
      confirmed: false,
    },
    {
      name: 'icp-filing',
      filing: true,
      pattern: new RegExp(
        `${PROVINCE}\\s*ICP\\s*备\\s*(?<number>\\d{10}|\\d{8})\\s*号(?:\\s*-\\s*(?<serial>\\d+))?`,
        'u',
      ),
      examples: ['京ICP备05070602号', '浙ICP备13024743号-1', '渝ICP备2024030252号-1'],
      confirmed: true,
    },
    {
      name: 'icp-licence',
      filing: false,
      pattern: new RegExp(`${PROVINCE}\\s*ICP\\s*证\\s*(?<number>\\d{6,8})\\s*号`, 'u'),
      examples: ['京ICP证150476号'],
      confirmed: true,
    },
    {
      name: 'icp-licence-old',
      filing: false,
      pattern: new RegExp(`${PROVINCE}\\s*B[12]\\s*-\\s*(?<number>\\d{8})`, 'u'),
      examples: ['粤B2-20090059'],
      confirmed: true,
    },
    {
      name: 'police-filing',
      filing: true,
      pattern: new RegExp(`${PROVINCE}\\s*公网安备\\s*号?\\s*(?<number>\\d{14})\\s*号?`, 'u'),
      examples: ['京公网安备11010602060068号', '冀公网安备 13100302000636号'],
      confirmed: true,
    },
  ],
};

/** A site to which a filing number links, now or once. Hosts under it count too: provinces have their own. */
export interface FilingLink {
  readonly filing: 'icp' | 'police';
  readonly host: string;
  readonly current: boolean;
  /** query parameter that carries the police number */
  readonly parameter?: string;
}

export const FILING_LINKS: ReferenceTable<FilingLink> = {
  id: 'filing-links',
  source: '真实页面上的链接',
  edition: '2026-11',
  confirmed: true,
  rows: [
    { filing: 'icp', host: 'beian.miit.gov.cn', current: true },
    { filing: 'icp', host: 'miibeian.gov.cn', current: false },
    { filing: 'icp', host: 'miitbeian.gov.cn', current: false },
    { filing: 'police', host: 'beian.mps.gov.cn', current: true, parameter: 'code' },
    { filing: 'police', host: 'beian.gov.cn', current: false, parameter: 'recordcode' },
  ],
};

/** The filing system to which a link leads, with or without scheme: `//beian.miit.gov.cn/`. */
export function filingOfLink(link: string | undefined): FilingLink['filing'] | undefined {
  const host = link === undefined ? undefined : URL.parse(link, 'https://x.invalid/')?.hostname;
  return FILING_LINKS.rows.find((row) => host === row.host || host?.endsWith(`.${row.host}`))?.filing;
}
