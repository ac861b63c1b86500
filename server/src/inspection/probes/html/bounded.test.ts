import { describe, expect, it } from 'vitest';
import { parsePage } from './dom.ts';
import { readPage } from './read-page.ts';

/**
 * Work is counted, not timed: a pattern that backtracks or a walk that starts again for each element would not come to
 * an end here within the time limit of any test, whatever the machine.
 */
const LONG = 300_000;

function read(markup: string) {
  return readPage(
    {
      url: 'https://www.somecity.gov.cn/',
      status: 200,
      body: Buffer.from(markup),
      contentType: 'text/html; charset=utf-8',
    },
    { salt: 'salt', today: '2026-11-23' },
  );
}

describe('a hostile page', () => {
  it.each([
    ['blanks', ' '],
    ['full-width blanks', '\u3000'],
    ['digits', '1'],
    ['groups of digits', '6222 '],
    ['levels of secrecy', '机密'],
    ['levels and blanks', '机密 '],
    ['stars', '★'],
    ['a level with stars', '秘密★'],
    ['internal papers', '内部资料 '],
    ['brands', '皇冠'],
    ['games', '快3 '],
    ['browsers', 'IE Chrome 360 '],
    ['requests', '请先请您务必'],
    ['conditions', '公众号方'],
    ['passports', '护照 '],
    ['letters', 'a'],
    ['at signs and dots', 'a@.'],
    ['open brackets', '（'],
    ['quotes', '“'],
    ['sources', '来源：'],
  ])('full of %s is read to its end', (_, piece) => {
    const facts = read(`<title>某市</title><p>${piece.repeat(Math.ceil(LONG / piece.length))}</p><p>尾</p>`);
    expect(facts.cut).toBe(false);
    for (const list of [facts.secrecy, facts.personal, facts.demands, facts.foreign])
      expect(list.length).toBeLessThanOrEqual(80);
  });

  it.each([
    ['referrers', 'referrer '],
    ['user agents', 'userAgent '],
    ['user agents and spiders', 'userAgent baiduspider '],
    ['writes without an end', 'document.write("<div '],
    ['packers without an end', "eval(function(p,a,c,k,e,d){}('"],
    ['escapes', '\\x61'],
    ['codes', 'String.fromCharCode(1,'],
    ['quotes and pluses', "'+'"],
    ['percent signs', '%3C'],
    ['selectors', 'getElementById("a").style.'],
    ['locations', 'location.href="http://'],
    ['new objects', 'new A.Anonymous('],
    ['script tags', '<scrip'],
    ['backslashes', '\\'],
  ])('with a script full of %s is read to its end', (_, piece) => {
    const script = piece.repeat(Math.ceil(LONG / piece.length));
    const facts = read(`<script>${script}</script><p>尾</p>`);
    expect(facts.foreign.length).toBeLessThanOrEqual(35);
    expect(facts.links.length).toBeLessThanOrEqual(4_000);
  });

  it.each([
    ['braces', '{'],
    ['pairs of braces', '{}'],
    ['selectors', '.a,'],
    ['comments', '/*'],
    ['rules', '.a{display:none}'],
    ['media', '@media{'],
  ])('with a sheet full of %s is read to its end', (_, piece) => {
    const facts = read(
      `<style>${piece.repeat(Math.ceil(LONG / piece.length))}</style><a href="http://b.example/">尾</a>`,
    );
    expect(facts.links).toHaveLength(1);
  });

  it('of ten thousand nested blocks is read as one of bounded depth', () => {
    const page = parsePage(`${'<div>'.repeat(4_900)}<a href="http://b.example/">时时彩平台</a>`);
    let deepest = 0;
    for (const element of page.elements) {
      let depth = 0;
      for (let at = element.parent; at; at = at.parent) depth++;
      deepest = Math.max(deepest, depth);
    }
    expect(deepest).toBeLessThanOrEqual(501);
    expect(
      read(`${'<div style="display:none">'.repeat(4_900)}<a href="http://b.example/">时时彩平台</a>`).links[0]
        ?.hidden,
    ).toBe('display:none');
  });

  it('of a hundred thousand hidden blocks is read, and told in few signs', () => {
    const facts = read(`<div style="display:none">时时彩平台</div>`.repeat(20_000));
    expect(facts.foreign.length).toBeLessThanOrEqual(35);
  });

  it('of nested hidden blocks names the outermost once, without reading each of them to its end', () => {
    const facts = read(`${'<div style="display:none">'.repeat(400)}时时彩平台`);
    expect(facts.foreign.filter(({ kind }) => kind === 'hidden-block')).toHaveLength(1);
  });

  it('of forms within forms and thousands of fields keeps few', () => {
    const facts = read(
      `<form>姓名<input name="realname">手机<input name="mobile">${'<input placeholder="身份证号">'.repeat(20_000)}`,
    );
    expect(facts.forms).toHaveLength(1);
    expect(facts.forms[0]?.personal.length).toBeLessThanOrEqual(7);
    expect(read('<form><input name="mobile"></form>'.repeat(5_000)).forms.length).toBeLessThanOrEqual(41);
  });

  it('of fields without a form in deep blocks is read', () => {
    const facts = read(`${'<div>'.repeat(400)}${'<input placeholder="姓名">'.repeat(20_000)}`);
    expect(facts.forms).toEqual([]);
  });

  it('of objects and players keeps few', () => {
    expect(
      read('<object classid="clsid:1"><param name="movie" value="a.swf">'.repeat(3_000)).embedded.length,
    ).toBeLessThanOrEqual(600);
  });
});
