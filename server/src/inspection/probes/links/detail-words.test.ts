import { instancesOf, instanceText } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { saw, siteViewWith } from '../../../../test/site-view.ts';
import { judgeRule } from '../../judge.ts';
import { exitLinks } from '../../rules/15-exits.ts';
import { linkDetail } from './detail-words.ts';

const CHINESE = /\p{sc=Han}/u;

describe('What became of a link', () => {
  it('is told in both languages by its code', () => {
    expect(linkDetail('no-such-name')).toEqual({ zh: '域名不存在', en: 'the name does not exist' });
    expect(linkDetail('too-many').zh).toBe('跳转次数过多，没有终点');
  });

  it('is told in both languages also where the Chinese words were kept', () => {
    expect(linkDetail('服务器拒绝连接').en).toBe('the server refused the connection');
  });

  it('stays as it is where it is a status, a host or words of the page', () => {
    for (const detail of ['HTTP 404', 'c.test', '页面不存在', ''])
      expect(linkDetail(detail)).toEqual({ zh: detail, en: detail });
  });

  it('has no Chinese in an English report, in its fact and in its list', () => {
    const on = [{ page: 'https://www.a.gov.cn/', line: 7, text: 'association' }];
    const links = ['no-such-name', 'connect-refused'].map((detail) => {
      return { url: `http://${detail}.test/`, host: `${detail}.test`, on, state: 'dead', detail } as const;
    });
    const facts = { links: links.map((link) => ({ ...link, status: null })), found: 2 };
    const view = siteViewWith({ links: saw(facts) }, { url: 'https://www.a.gov.cn/' });
    const english = judgeRule(exitLinks, view, 'en');
    const places = instancesOf(english).map((place) => instanceText(place, 'en'));
    expect(english.text.fact).toContain('the name does not exist');
    expect(places[1]).toContain('the server refused the connection');
    expect([english.text.fact, ...places].filter((text) => CHINESE.test(text))).toEqual([]);
    const chinese = judgeRule(exitLinks, view, 'zh');
    expect(chinese.text.fact).toContain('域名不存在');
    expect(instancesOf(chinese).map((place) => instanceText(place, 'zh'))[1]).toContain('服务器拒绝连接');
  });
});
