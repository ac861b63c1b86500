import type { ReferenceTable } from './reference-table.ts';

export interface Province {
  /** the one-character name that stands in filing numbers and on plates */
  readonly character: string;
  /** a second one-character name: ICP numbers of Sichuan begin with 蜀, its police numbers with 川 */
  readonly also?: string;
  /** first two digits of GB/T 2260 */
  readonly code: string;
  readonly name: string;
}

/** 省级简称 and division codes of the mainland's 31 provinces. Hong Kong, Macau and Taiwan file elsewhere. */
export const PROVINCES: ReferenceTable<Province> = {
  id: 'provinces',
  source: '中华人民共和国行政区划代码 GB/T 2260，省级代码见于公开对照表，简称为通用写法',
  edition: '2007',
  confirmed: true,
  rows: [
    { character: '京', code: '11', name: '北京市' },
    { character: '津', code: '12', name: '天津市' },
    { character: '冀', code: '13', name: '河北省' },
    { character: '晋', code: '14', name: '山西省' },
    { character: '蒙', code: '15', name: '内蒙古自治区' },
    { character: '辽', code: '21', name: '辽宁省' },
    { character: '吉', code: '22', name: '吉林省' },
    { character: '黑', code: '23', name: '黑龙江省' },
    { character: '沪', code: '31', name: '上海市' },
    { character: '苏', code: '32', name: '江苏省' },
    { character: '浙', code: '33', name: '浙江省' },
    { character: '皖', code: '34', name: '安徽省' },
    { character: '闽', code: '35', name: '福建省' },
    { character: '赣', code: '36', name: '江西省' },
    { character: '鲁', code: '37', name: '山东省' },
    { character: '豫', code: '41', name: '河南省' },
    { character: '鄂', code: '42', name: '湖北省' },
    { character: '湘', code: '43', name: '湖南省' },
    { character: '粤', code: '44', name: '广东省' },
    { character: '桂', code: '45', name: '广西壮族自治区' },
    { character: '琼', code: '46', name: '海南省' },
    { character: '渝', code: '50', name: '重庆市' },
    { character: '川', also: '蜀', code: '51', name: '四川省' },
    { character: '贵', also: '黔', code: '52', name: '贵州省' },
    { character: '云', also: '滇', code: '53', name: '云南省' },
    { character: '藏', code: '54', name: '西藏自治区' },
    { character: '陕', also: '秦', code: '61', name: '陕西省' },
    { character: '甘', also: '陇', code: '62', name: '甘肃省' },
    { character: '青', code: '63', name: '青海省' },
    { character: '宁', code: '64', name: '宁夏回族自治区' },
    { character: '新', code: '65', name: '新疆维吾尔自治区' },
  ],
};

/** All province characters in one string, for a character class: 京津冀… */
export const PROVINCE_CHARACTERS = PROVINCES.rows
  .map(({ character, also = '' }) => character + also)
  .join('');

/** The province with this one-character name, or undefined. */
export function provinceOfCharacter(character: string): Province | undefined {
  return PROVINCES.rows.find((province) => province.character === character || province.also === character);
}

/**
 * The province of a division code, site code or police number: its first two digits decide. 66 stands for the
 * 新疆生产建设兵团 in codes of the police (not confirmed), whose sites carry 新.
 */
export function provinceOfCode(digits: string): Province | undefined {
  if (digits.startsWith('66')) return provinceOfCode('65');
  return PROVINCES.rows.find(({ code }) => digits.startsWith(code));
}
