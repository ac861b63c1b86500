import { describe, expect, it } from 'vitest';
import { siteViewWith, viewOfPage } from '../../../test/site-view.ts';
import { isBankCard, isResidentId } from '../../kernel/check-digits.ts';
import { judgeRule } from '../judge.ts';
import { personalNumbers } from './21-personal-numbers.ts';

const PAGE = 'https://www.somecity.gov.cn/';

/** The standard's own example numbers, and made-up ones with a right check digit: nobody has them. */
const ID = '11010519491231002X';
const ID_2 = '440524188001010014';
const CARD = '6222020000000000000';

function answerTo(body: string) {
  return judgeRule(
    personalNumbers,
    viewOfPage(`<meta charset="utf-8"><title>公示</title>${body}`, PAGE),
    'zh',
  );
}

describe('numbers of persons', () => {
  it.each([
    ['a resident ID', `<p>身份证号：${ID}</p>`],
    ['with a small x', `<td>${ID.toLowerCase()}</td>`],
    ['in full-width digits', '<p>１１０１０５１９４９１２３１００２Ｘ</p>'],
    ['with blanks between its parts', '<p>110105 19491231 002X</p>'],
    ['with hyphens', '<p>110105-19491231-002X</p>'],
    ['split over elements', '<p><span>110105</span><span>19491231</span><b>002X</b></p>'],
    ['close to Chinese letters', `<p>本人某某，身份证号码${ID}手机另告</p>`],
    ['in a hidden cell', `<table><tr><td style="display:none">${ID}</td></tr></table>`],
    ['of a person born in the nineteenth century', `<p>${ID_2}</p>`],
    ['a bank card in its context', `<p>开户行：某银行 账号（银行卡号）：${CARD}</p>`],
    ['a bank card in groups', '<p>卡号 6222 0200 0000 0000 000</p>'],
    ['a passport', '<p>护照号码：E12345678</p>'],
  ])('are found: %s', (_, body) => {
    const verdict = answerTo(body);
    expect(verdict).toMatchObject({ code: 'found', verdict: 'unmet' });
    expect(JSON.stringify(verdict)).not.toMatch(/19491231|1880010100|00000000000|2345678/);
  });

  it.each([
    ['a wrong check digit', '<p>110105194912310021</p>'],
    ['a date that does not exist', '<p>110105194913310020</p>'],
    ['a province that does not exist', '<p>990105194912310026</p>'],
    ['a masked ID', '<p>110105********002X</p><p>1101051949****002X</p>'],
    ['a unified social credit code', '<p>统一社会信用代码：91350100M000100Y43</p><p>11110000000013338W</p>'],
    ['a code of an organisation that would do as an ID', `<p>统一社会信用代码：${ID}</p>`],
    ['a project number', '<p>项目编号：ZC110105194912310029</p>'],
    ['a longer number', `<p>${ID_2}55</p><p>订单号 2026${ID_2}</p>`],
    ['numbers for applications', '<p>考生编号 102693321102646</p>'],
    ['a time stamp', '<p>20260301123000123</p><p>202603011230001234</p>'],
    ['the code of an item', '<p>事项编码：113301000025174582433011105000</p>'],
    ['an ISBN', '<p>ISBN 978-7-04-057622-1</p>'],
    ['the hotline', '<p>12345、12348、96110、010-12345678</p>'],
    ['a bank card number without its context', `<p>流水号 ${CARD}</p>`],
    ['the account of an office', '<p>收款单位：某县财政局　开户行：某银行　账号：6222020000000000000</p>'],
    ['card numbers of a library', '<p>一卡通号 2026000000000001</p>'],
    ['an address with digits', `<a href="/a/${ID_2}.html">公示</a>`],
    ['an image path', `<img src="/${ID_2}.jpg">`],
    ['Luhn without a card', '<p>银行卡号 1234567812345678</p>'],
    ['a passport in general', '<p>护照：持普通护照者可免签入境 E通道</p>'],
  ])('are none: %s', (_, body) => {
    const { code, facts } = answerTo(body);
    expect({ code, masked: facts.masked }).toEqual({ code: 'none', masked: undefined });
  });

  it('are told once each, with their line, masked', () => {
    const { facts } = answerTo(`\n<p>${ID}</p>\n<p>${ID}</p><p>${ID_2}</p>`);
    expect(facts).toMatchObject({ count: 2, line: 2, masked: '110************02X' });
  });

  it('count mobile numbers without calling them a fault, and no part of a longer number', () => {
    const list =
      '<p>13800000001、13800000002，13800000001</p><p>等级保护备案13100049001-17001</p><p>113800000003</p>';
    expect(answerTo(list)).toMatchObject({ code: 'none', facts: { mobiles: 2 } });
  });

  it('have many on one page, and only so many are kept', () => {
    const { facts } = answerTo(`<p>${ID}</p>`.repeat(500));
    expect(facts.count).toBe(1);
    expect((facts.hits as unknown[]).length).toBeLessThanOrEqual(30);
  });

  it('leave the question open when no page was read', () => {
    expect(judgeRule(personalNumbers, siteViewWith({}, { url: PAGE }), 'zh')).toMatchObject({
      verdict: 'unknown',
      code: 'not-checked',
    });
  });
});

describe('check digits', () => {
  it('of GB 11643 are right for the examples of the standard and wrong for every other last sign', () => {
    for (const id of [ID, ID_2]) {
      const right = Array.from('0123456789X').filter((sign) => isResidentId(id.slice(0, 17) + sign));
      expect(right).toEqual([id[17]]);
    }
  });

  it('of Luhn catch every single wrong digit', () => {
    expect(isBankCard(CARD)).toBe(true);
    for (let at = 0; at < CARD.length; at++) {
      const other = CARD.slice(0, at) + ((Number(CARD[at]) + 1) % 10) + CARD.slice(at + 1);
      expect(isBankCard(other)).toBe(false);
    }
  });
});

describe('a number in pieces', () => {
  it.each([
    ['over two lines', `<p>身份证号：${ID.slice(0, 10)}<br>${ID.slice(10)}</p>`],
    [
      'over inline tags',
      `<p>身份证号：${ID.slice(0, 6)}<b>${ID.slice(6, 14)}</b><span>${ID.slice(14)}</span></p>`,
    ],
    ['over lines of the source', `<p>身份证号：${ID.slice(0, 14)}\n${ID.slice(14)}</p>`],
  ])('is read as one: %s', (_, body) => {
    expect(answerTo(body).code).toBe('found');
  });
});
