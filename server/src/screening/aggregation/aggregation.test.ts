import { describe, expect, it } from 'vitest';
import { COMBINATIONS, combinationsSchema, findAggregates } from './index.ts';

function found(...texts: readonly string[]): string[] {
  const items = texts.map((text, at) => ({ id: String(at), text }));
  return findAggregates(items, COMBINATIONS).map(
    ({ combination, subject, facts }) =>
      `${combination.id} ${subject}: ${facts.map(({ item, kind }) => `${item} ${kind}`).join(', ')}`,
  );
}

describe('facts that are scattered over several items', () => {
  it('come together about one person', () => {
    expect(
      found(
        '救助名单\n1 王小样 女，患有慢性病，低保户\n2 李大样 男',
        '志愿者通讯录\n姓名：王小样\n手机号码：13800001234',
        '公示：王小样，现住样例区幸福路12号3号楼201室。',
      ),
    ).toEqual(['person-profile 王小样: 0 health, 1 mobile, 2 home']);
  });

  it('come together about one system', () => {
    expect(
      found(
        '样例政务审批系统由样例科技公司承建，等保三级。',
        '故障通报：样例政务审批系统所用 nginx 1.14.0 存在 CVE-2021-23017，未修复。',
        '样例政务审批系统切换公告：新地址 10.20.30.40，端口 8443。',
      ),
    ).toEqual([
      'system-target 样例政务审批系统: 0 maker, 0 grade, 1 software, 1 weakness, 2 address, 2 port',
    ]);
  });

  it('come together about one place', () => {
    expect(
      found(
        '样例应急物资库储备帐篷300套、食品20吨。',
        '采购公告：样例应急物资库安装监控摄像头36个，监控盲区2处。',
        '先进事迹：样例应急物资库保安只有2人，每晚22:00交接班。',
      )[0],
    ).toMatch(/^place-guard 样例应急物资库: 0 stock, 1 cameras, 2 guards, 2 shift/);
  });

  it('come together where one number is masked in two ways', () => {
    expect(found('姓名：张小样 370199********2157', '姓名：张小样 37019919780304****')).toEqual([
      'masked-number 张小样: 0 masked-number, 1 masked-number',
    ]);
    expect(found('姓名：张小样 370199********2157', '姓名：张小样 370199********2157')).toEqual([]);
    expect(found('姓名：张小样 370199********2157', '姓名：李小样 37019919780304****')).toEqual([]);
  });

  it('are no finding where one item says all of it by itself, or too little comes together', () => {
    const whole = '姓名：王小样\n手机号码：13800001234\n现住样例路12号\n患有慢性病';
    expect(found(whole, '姓名：王小样\n手机号码：13800001234')).toEqual([]);
    expect(found('姓名：王小样\n手机号码：13800001234', '王小样，现住样例路12号。')).toEqual([]);
    expect(found('姓名：王小样 手机 13800001234', '姓名：李大样 现住样例路12号 患有慢性病')).toEqual([]);
  });

  it('count for the item that adds something, and not for one that repeats', () => {
    const items = [
      { id: 'a', text: '姓名：王小样\n手机号码：13800001234' },
      { id: 'b', text: '王小样，现住样例路12号。' },
      { id: 'c', text: '王小样，患有慢性病。' },
      { id: 'd', text: '姓名：王小样\n手机号码：13800001234' },
    ];
    expect(findAggregates(items, COMBINATIONS, 'c')).toHaveLength(1);
    expect(findAggregates(items, COMBINATIONS, 'd')).toEqual([]);
  });

  it('may be named by the unit: its own subjects, its own words', () => {
    const own = combinationsSchema.parse([
      {
        id: 'sample-project',
        title: '样例工程进度',
        subject: 'place',
        subjects: ['样例工程'],
        facts: ['depth', { name: '工期', words: ['开工', '竣工'] }],
        atLeast: 2,
      },
    ]);
    const items = [
      { id: 'a', text: '样例工程埋深35米。' },
      { id: 'b', text: '样例工程将于明年竣工。' },
    ];
    expect(findAggregates(items, own).map(({ facts }) => facts.map(({ kind }) => kind))).toEqual([
      ['depth', '工期'],
    ]);
    expect(combinationsSchema.safeParse([{ id: 'A', title: 'x' }]).success).toBe(false);
  });

  it('are looked for in linear time, whatever the texts hold', () => {
    const hostile = [
      '王小样，男，'.repeat(60_000),
      '姓名：'.repeat(130_000),
      '系统'.repeat(200_000),
      '*'.repeat(400_000),
      '1.'.repeat(200_000),
    ];
    for (const text of hostile)
      expect(
        findAggregates(
          [
            { id: 'a', text },
            { id: 'b', text },
          ],
          COMBINATIONS,
        ),
      ).toEqual([]);
  });
});
