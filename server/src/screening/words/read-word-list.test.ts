import { describe, expect, it } from 'vitest';
import { faultText, readSentRows } from '../../kernel/sheet/index.ts';
import { readWordList } from './read-word-list.ts';

async function read(text: string) {
  const rows = await readSentRows(Buffer.from(text), '词库.csv', 'zh');
  return readWordList(rows, '词库');
}

describe('a list of words', () => {
  it('is read from a table, with what each word asks for', async () => {
    const { list, faults } = await read(
      '词语,类别,级别,变形,须邻近,除非,距离,整词,改为,说明\n样例词语,规范表述,严重,拼音、形近,会议,样例词语表,10,否,样例用语,按样例文件\n',
    );
    expect(faults).toEqual([]);
    expect(list.entries).toEqual([
      {
        word: '样例词语',
        isExpression: false,
        category: '规范表述',
        severity: 2,
        views: ['pinyin', 'shape'],
        near: ['会议'],
        unless: ['样例词语表'],
        distance: 10,
        bounds: false,
        instead: '样例用语',
        note: '按样例文件',
        line: 2,
      },
    ]);
  });

  it('is read from lines, and from a table in English', async () => {
    expect((await read('样例一\n样例二\n')).list.entries.map(({ word, line }) => [word, line])).toEqual([
      ['样例一', 1],
      ['样例二', 2],
    ]);
    expect((await read('word,severity\nsample,serious\n')).list.entries[0]).toMatchObject({
      word: 'sample',
      severity: 2,
    });
  });

  it('has a version that changes with its words and not with its empty lines', async () => {
    const one = (await read('样例一\n样例二\n')).list.version;
    expect((await read('样例一\n\n样例二\n')).list.version).toBe(one);
    expect((await read('样例一\n样例三\n')).list.version).not.toBe(one);
  });

  it.each([
    ['词语,级别\n样例,很重\n', '第2行级别：应为红线、严重、一般或轻微，现为“很重”'],
    ['词语,变形\n样例,谐\n', '第2行变形：应为拼音、谐音、形近或数字，现为“谐”'],
    ['词语,级别\n,严重\n', '第2行词语：不能为空。要查的词语，2至64个字'],
    ['词语,级别\n字,严重\n', '第2行词语：只有一个字，会误报太多。请写成词，或者填“须邻近”'],
    ['词语,级别\n***,严重\n', '第2行词语：只有标点或者符号，查不到。请写文字'],
    [`词语,级别\n${'长'.repeat(65)},严重\n`, '第2行词语：超过64个字，请缩短'],
    ['词语,级别\n样例,\n樣例,\n', '第3行词语：与第2行重复，请删除一行'],
    ['词语,除非\n样例,样例\n', '第2行除非：与词语相同，这一条永远查不到。请写更长的说法'],
    ['词语,距离\n样例,很近\n', '第2行距离：应为1至500的整数'],
    ['词语,颜色\n样例,红\n', '第1行颜色：没有这一列，请改用模板中的列名，或删除这一列'],
    ['类别,级别\n样例,严重\n', '第1行词语：缺少这一列，请补上'],
    ['词语,方式\na*,表达式\n', '第2行词语：表达式能匹配空文字，请至少写一个字符'],
  ])('is refused with its row and the cure: %j', async (text, words) => {
    const { list, faults } = await read(text);
    expect(faults.map((fault) => faultText(fault, 'zh'))).toEqual([words]);
    expect(list.entries).toEqual([]);
  });

  it('refuses expressions that no engine could run in linear time', async () => {
    const { faults } = await read('词语,方式\n(a)\\1,表达式\n(?=a)b,表达式\n');
    expect(faults.map((fault) => faultText(fault, 'zh'))).toEqual([
      expect.stringContaining('第2行词语：表达式有误'),
      expect.stringContaining('第3行词语：表达式有误'),
    ]);
  });
});
