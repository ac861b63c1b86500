import type { UnitKind } from '@zhengdun/contract';
import type { ReferenceTable } from './reference-table.ts';

/**
 * Address of a mark's script. The parts are region (2 digits), area (3), county (4), unit (8) and serial (4).
 * The unit digits do not tell an organ from an institution. Take %-escapes off before matching.
 */
export const MARK_SCRIPT =
  /^(?:https?:)?\/\/dcs\.conac\.cn\/js\/(?<region>\d{2})\/(?<area>\d{3})\/(?<county>\d{4})\/(?<unit>\d{8})\/CA\k<region>\k<area>\k<county>\k<unit>(?<serial>\d{4})\.js$/u;

/** Address of a mark's record. Recognise a mark by this link: its picture may be renamed and kept locally. */
export const MARK_LINK =
  /^(?:https?:)?\/\/bszs\.conac\.cn\/sitename\?method=show&(?:amp;)?id=(?<record>[0-9A-F]{32})$/u;

/** The element that the script fills, and the picture in it. */
export const MARK_ELEMENT = { span: '_ideConac', image: 'imgConac' } as const;

export interface MarkPicture {
  readonly file: string;
  readonly colour: 'red' | 'blue';
  readonly kind: UnitKind;
  /** served where the page's domain is not the registered one */
  readonly wrongHost: boolean;
  readonly confirmed: boolean;
}

export const MARK_PICTURES: ReferenceTable<MarkPicture> = {
  id: 'mark-pictures',
  source: '真实页面上的标识图片',
  edition: '2026-11',
  confirmed: true,
  rows: [
    { file: 'red.png', colour: 'red', kind: 'organ', wrongHost: false, confirmed: true },
    { file: 'blue.png', colour: 'blue', kind: 'institution', wrongHost: false, confirmed: true },
    { file: 'red_error.png', colour: 'red', kind: 'organ', wrongHost: true, confirmed: false },
    { file: 'blue_error.png', colour: 'blue', kind: 'institution', wrongHost: true, confirmed: false },
  ],
};

export interface MarkRegion {
  /** region digits of a mark's code; not those of GB/T 2260 */
  readonly digits: string;
  readonly name: string;
}

/** Region digits as observed on pages. The full table was not found: a missing row says nothing. */
export const MARK_REGIONS: ReferenceTable<MarkRegion> = {
  id: 'mark-regions',
  source: '真实页面上的标识代码，完整的编码表没有找到',
  edition: '2026-11',
  confirmed: false,
  rows: [
    { digits: '02', name: '上海市' },
    { digits: '05', name: '河北省' },
    { digits: '06', name: '山西省' },
    { digits: '07', name: '内蒙古自治区' },
    { digits: '10', name: '黑龙江省' },
    { digits: '12', name: '浙江省' },
    { digits: '14', name: '福建省' },
    { digits: '27', name: '陕西省' },
    { digits: '33', name: '中央' },
  ],
};
