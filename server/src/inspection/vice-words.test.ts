import { describe, expect, it } from 'vitest';
import { advertisedVice, hiddenVice } from './vice-words.ts';

describe('advertising of vice in what people read', () => {
  it.each([
    '亚博体育官网-亚博体育app下载',
    '必威APP手机版',
    '重庆时时彩平台',
    '新葡京网址大全',
    'bet365备用网址',
    '真人百家乐在线',
    '金沙娱乐城',
    '彩票投注平台注册',
    '成人视频在线',
    '传奇私服发布网',
  ])('%s', (text) => expect(advertisedVice(text)).toBeDefined());

  it.each([
    '金沙江水电站管理条例',
    '金沙街道办事处',
    '太阳城社区居委会',
    '皇冠假日酒店举行座谈会',
    '永利国际大厦消防检查',
    '江南体育馆开放公告',
    '乐鱼体育馆',
    '中国体育彩票投注站分布',
    '福利彩票销售网点',
    '快三开奖公告',
    '棋牌室专项整治',
    '关于代开发票的公告',
    '成人教育学院',
    '农产品无码不得上市',
    '澳门威尼斯人度假村',
    '打击亚博体育跨境赌博',
    '档案管理',
    'Better Business Bureau',
  ])('is none: %s', (text) => expect(advertisedVice(text)).toBeUndefined());
});

describe('words that nobody hides in good faith', () => {
  it.each(['百家乐', '澳门威尼斯人', '高仿手表', '六合彩', 'online casino', 'slot gacor', '博彩网'])(
    '%s',
    (text) => expect(hiddenVice(`友情链接 ${text}`)).toBeDefined(),
  );

  it.each([
    '中国福利彩票',
    '国家体育总局棋牌运动管理中心',
    '发票查验',
    'Essex',
    'time slots',
    '打击博彩犯罪',
    '代孕危害',
    '赌石文化',
  ])('is none: %s', (text) => expect(hiddenVice(`友情链接 ${text}`)).toBeUndefined());

  it('are found beside a text against them that stands far away', () => {
    expect(hiddenVice(`严厉打击各类犯罪${'。'.repeat(60)}真人百家乐`)).toBe('真人百家乐');
  });
});
