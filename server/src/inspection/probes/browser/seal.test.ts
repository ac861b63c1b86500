import { describe, expect, it } from 'vitest';
import { viewOfPage } from '../../../../test/site-view.ts';
import type { BrowserFacts } from './browser-facts.ts';
import { sealRendered } from './seal.ts';

const SECRET = '青蒿峪';

function factsOf(markup: string) {
  const { html } = viewOfPage(markup, 'https://www.somecity.gov.cn/').observations;
  if (html.outcome !== 'seen') throw new Error('the page was not read');
  return html.facts;
}

/** A rendered home page full of one word. */
function rendered(page: string, frame: string): BrowserFacts {
  return {
    browser: 'Chromium 140',
    withoutScripts: null,
    home: {
      url: 'https://www.somecity.gov.cn/',
      title: SECRET,
      facts: factsOf(page),
      frames: [factsOf(frame)],
      names: [{ text: SECRET, fontPixels: 12, box: { left: 0, top: 0, width: 1, height: 1 } }],
      hiddenLinks: [{ url: `http://a.example/?t=${SECRET}`, text: SECRET, manner: 'colour' }],
      requests: [{ host: 'a.example', secure: true, count: 1, example: `http://a.example/x?t=${SECRET}` }],
      dialogs: [SECRET],
      pictures: [{ kind: 'picture', sha256: 'ab' }],
    },
    exits: {
      found: {},
      trials: [
        {
          kind: 'a',
          url: `http://a.example/?t=${SECRET}`,
          text: SECRET,
          prompt: { form: 'confirm', text: SECRET },
        },
      ],
    },
  } as unknown as BrowserFacts;
}

describe('what is passed on of a rendered page', () => {
  const PLAIN = '<p>通知公告</p>';
  const MARKED = '<p>机密★10年</p><p>通知</p>';

  it.each([
    ['itself', rendered(MARKED, PLAIN), false],
    ['a frame of it', rendered(PLAIN, MARKED), false],
    ['its source', rendered(PLAIN, PLAIN), true],
  ])('is no text and no picture when %s carries a mark', (_, facts, source) => {
    const sealed = sealRendered(facts, source);
    expect(JSON.stringify(sealed)).not.toContain(SECRET);
    expect(sealed.home.pictures).toEqual([]);
    expect(sealed.home.requests[0]?.example).toBe('http://a.example/x');
  });

  it('is everything when nothing does', () => {
    const facts = rendered(PLAIN, PLAIN);
    expect(sealRendered(facts, false)).toBe(facts);
  });
});
