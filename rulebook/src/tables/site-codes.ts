import type { ReferenceTable } from './reference-table.ts';

/** A form of the 网站标识码 (国办发〔2017〕47号): ten characters. */
export interface SiteCodeForm {
  readonly name: 'local' | 'ministry';
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}

export const SITE_CODE_FORMS: ReferenceTable<SiteCodeForm> = {
  id: 'site-codes',
  source: '政府网站发展指引；写法见于真实页面',
  edition: '国办发〔2017〕47号',
  confirmed: true,
  rows: [
    {
      name: 'local',
      // six digits of GB/T 2260, four of a serial
      pattern: /^(?<division>\d{6})(?<serial>\d{4})$/u,
      examples: ['4403000002', '3100000044', '1304000009'],
    },
    {
      name: 'ministry',
      pattern: /^bm(?<number>\d{8})$/u,
      examples: ['bm14000002', 'bm29040001'],
    },
  ],
};

/** Which form a site identification code has, or undefined where it is none. */
export function siteCodeForm(code: string): SiteCodeForm['name'] | undefined {
  return SITE_CODE_FORMS.rows.find(({ pattern }) => pattern.test(code))?.name;
}

/** Scripts and pages of the 找错 entry; each carries the site code. */
export const ERROR_REPORT_ENTRY = {
  scriptId: '_jiucuo_',
  scriptAttribute: 'sitecode',
  linkParameter: 'site_code',
  hosts: ['zfwzgl.www.gov.cn', 'pucha.kaipuyun.cn'],
  source: '真实页面上的写法',
  confirmed: true,
} as const;
