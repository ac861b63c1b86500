import { describe, expect, it } from 'vitest';
import { buildScreen } from '../screen.ts';
import { screenText } from '../screen-text.ts';
import { wordsOf } from './remark-words.ts';

const screen = buildScreen({ lists: [] });

function marks(text: string): readonly string[] {
  return screenText(text, screen, 'salt').hits.map(({ start, end }) => text.slice(start, end));
}

describe('a remark on a paper', () => {
  it('is read by what its words do', () => {
    const sentence = '此件仅供班子成员传阅,不得转发';
    expect(wordsOf(sentence).map(({ part, from, to }) => `${part} ${sentence.slice(from, to)}`)).toEqual([
      'P 此件',
      'o 仅供',
      'r 班子成员',
      'u 传阅',
      '- ,',
      'n 不得',
      's 转发',
    ]);
  });

  it.each([
    ['这份口径是给接线员看的，不能念给来电人听', '不能念'],
    ['此件仅呈市长、分管副市长', '仅呈'],
    ['本册为编号件，请妥善保管，不得转借', '不得转借'],
    ['图纸涉及管线走向，严禁拍照、复制、上传网络', '严禁拍照'],
    ['请各位代表会后将本套材料留在座位上，由工作人员收回', '收回'],
    ['第1页 共6页　内部资料', '内部资料'],
    ['是否公开发布：否', '是否公开发布：否'],
    ['阅读权限：处级以上', '阅读权限：处级以上'],
    ['领导小组内部研商材料，禁止摘录', '禁止摘录'],
    ['传播范围　本系统', '传播范围'],
    ['知晓范围：班子成员及办公室主任', '知晓范围'],
    ['资料性质：内部研究', '资料性质'],
    ['网上公开：否', '网上公开：否'],
    ['Restricted – internal use only', 'internal use only'],
  ])('is found in %j', (text, words) => {
    expect(marks(text).join()).toContain(words);
  });

  it.each([
    '居住证应随身携带，不得转借、涂改',
    '请家长不要将孩子照片发到网上',
    '武馆规矩：本门功夫不得外传。',
    '会后收回调查问卷86份，有效率98%',
    '第四条 未经批准，任何人不得对外提供上述资料。',
    '您申请的信息属于工作秘密，不予公开。',
    '是否公开发布：是',
    '网上公开：是',
    '照片资料，禁止转载',
    '别让孩子知道',
    '传播范围：全国各地',
    '使用范围：本系统适用于县区',
    '阅读权限：所有人',
  ])('is none in %j', (text) => {
    expect(marks(text)).toEqual([]);
  });
});
