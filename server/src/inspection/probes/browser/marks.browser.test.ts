/// <reference lib="dom" />

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserFolder } from '../../../../test/browser-folder.ts';
import { type ProbedWorld, startProbedWorld } from '../../../../test/browser-look.ts';
import { viewOfPage } from '../../../../test/site-view.ts';
import type { Handler, Site } from '../../../../test/world/index.ts';
import { startChromium } from '../../../kernel/chromium/index.ts';
import { judgeRule } from '../../judge.ts';
import type { Observation } from '../../observation.ts';
import { RULES } from '../../rules/index.ts';
import type { RuleId } from '../../rules/rule.ts';
import type { BrowserFacts } from './index.ts';

/** Invented after the published forms. */
const RECORD = '0123456789ABCDEF0123456789ABCDEF';
const CODE = 'CA330000000123456780001';
const LINK = `https://bszs.conac.cn/sitename?method=show&amp;id=${RECORD}`;

function svg(colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><circle cx="30" cy="30" r="29" fill="${colour}"/></svg>`;
}
const picture = (colour: string) => ({ headers: { 'content-type': 'image/svg+xml' }, body: svg(colour) });

function mark(css = '', source = '/images/red.png'): string {
  return `<a href="${LINK}" target="_blank" style="${css}"><img src="${source}" width="60" height="60" alt=""></a>`;
}

function page(footer: string, css = ''): string {
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>示例市人民政府</title>
    <style>body{margin:0}main{height:1940px}footer{height:60px;position:relative}${css}</style>
    <main><h1>示例市人民政府</h1>${'<p>示例市今天发布了一条没有内容的消息。</p>'.repeat(12)}</main>
    <footer>${footer}</footer></html>`;
}

/** The form that units are given: a script of dcs.conac.cn that fills an empty span. */
const scripted = (scheme: string) =>
  `<script>document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='${scheme}://dcs.conac.cn/js/33/000/0000/12345678/${CODE}.js' type='text/javascript'%3E%3C/script%3E"));</script>`;

const PAGES = {
  middle: page(mark(), 'footer{text-align:center}'),
  left: page(mark()),
  right: page(mark(), 'footer{text-align:right}'),
  top: page('').replace('<h1>', `${mark()}<h1>`),
  institution: page(mark('', '/images/blue.png'), 'footer{text-align:center}'),
  foreign: page(mark('', '/images/red_error.png'), 'footer{text-align:center}'),
  script: page(scripted('https'), 'footer{text-align:center}'),
  'script-over-http': page(scripted('http')),
  'zero-sized': page(mark().replace('width="60" height="60"', 'width="0" height="0"')),
  transparent: page(mark('opacity:0')),
  'off-screen': page(mark('position:absolute;left:-5000px')),
  covered: page(`${mark()}<div style="position:absolute;inset:0;background:#fff"></div>`),
  unclothed: page(mark('', '/images/none.png')),
  commented: page(`<!-- ${mark()} -->`),
  'empty-span': page('<span id="_ideConac"></span>'),
  loose: page('<img id="imgConac" src="/images/red.png" width="60" height="60" alt="">'),
} as const;
type Name = keyof typeof PAGES;

const fillSpan: Handler = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/javascript' });
  response.end(`document.getElementById('_ideConac').innerHTML =
    '<a href="//bszs.conac.cn/sitename?method=show&id=${RECORD}" target="_blank"><img id="imgConac" src="//dcs.conac.cn/image/red.png" width="60" height="60"></a>';`);
};

function site(body: string): Site {
  const pictures = Object.fromEntries(
    (['red', 'blue', 'red_error'] as const).map((name) => [
      `/images/${name}.png`,
      picture(name === 'blue' ? 'blue' : 'red'),
    ]),
  );
  return { pages: { '/': body, ...pictures } };
}

let probed: ProbedWorld;
const seen = new Map<string, Observation<BrowserFacts>>();

beforeAll(async () => {
  probed = await startProbedWorld({
    sites: {
      ...Object.fromEntries(Object.entries(PAGES).map(([name, body]) => [`www.${name}.gov.cn`, site(body)])),
      // Two sites whose parts do not come: one lacks the answer of dcs.conac.cn, one that of its own picture.
      'dcs.conac.cn': {
        pages: { [`/js/33/000/0000/12345678/${CODE}.js`]: fillSpan, '/image/red.png': picture('red') },
      },
      'www.silent.gov.cn': site(page(scripted('https'))),
      'www.withheld.gov.cn': {
        pages: { '/': page(mark()), '/images/red.png': (request) => void request.socket.destroy() },
      },
    },
    limits: { quietMs: 150 },
  });
  await Promise.all(
    [...Object.keys(PAGES), 'withheld'].map(async (name) => {
      seen.set(name, await probed.look(`www.${name}.gov.cn`));
    }),
  );
  probed.set('dcs.conac.cn', { pages: { '*': (request) => void request.socket.destroy() } });
  seen.set('silent', await probed.look('www.silent.gov.cn'));
});

afterAll(() => probed?.[Symbol.asyncDispose]());

function factsOf(name: string): BrowserFacts {
  const observation = seen.get(name);
  if (observation?.outcome !== 'seen') throw new Error(`${name} was not seen`);
  return observation.facts;
}

const BODIES: Readonly<Record<string, string>> = {
  ...PAGES,
  silent: page(scripted('https')),
  withheld: page(mark()),
};

function judged(name: string, rule: RuleId) {
  const browser = seen.get(name);
  const found = RULES.find(({ id }) => id === rule);
  if (!browser || !found) throw new Error(`${name}, ${rule}`);
  const view = viewOfPage(BODIES[name] ?? '', `https://www.${name}.gov.cn/`, { browser });
  return judgeRule(found, { ...view, snapshot: false }, 'zh');
}

describe('the mark on a rendered page', () => {
  it.each([
    ['middle', 0.5, 'bottom-middle'],
    ['script', 0.5, 'bottom-middle'],
    ['left', 0.023, 'bottom-side'],
    ['right', 0.977, 'bottom-side'],
  ] as const)('that stands %s is measured in fractions of the page', (name, x, code) => {
    const [found] = factsOf(name).home.marks.filter(({ visible }) => visible);
    expect(found).toMatchObject({ visible: true, pictureShown: true, pixels: { width: 60, height: 60 } });
    const { left = 0, top = 0, width = 0, height = 0 } = found?.box ?? {};
    expect(left + width / 2).toBeCloseTo(x, 2);
    expect(top + height / 2).toBeCloseTo(0.985, 2);
    expect(judged(name, 'mark-place')).toMatchObject({ code });
    expect(judged(name, 'mark-present')).toMatchObject({ verdict: 'met', code: 'shown' });
  });

  it('that stands at the head of the page is not at its bottom', () => {
    expect(judged('top', 'mark-place')).toMatchObject({ verdict: 'unmet', code: 'not-at-bottom' });
  });

  it.each(['zero-sized', 'transparent', 'off-screen', 'covered'] as const)(
    'that is %s is not seen',
    (name) => {
      expect(factsOf(name).home.marks).toMatchObject([{ visible: false }]);
      expect(judged(name, 'mark-present')).toMatchObject({ verdict: 'unmet', code: 'not-visible' });
      expect(judged(name, 'mark-place')).toMatchObject({ code: 'not-shown' });
    },
  );

  it.each([
    ['commented', 'only-commented'],
    ['empty-span', 'empty-holder'],
    ['loose', 'picture-only'],
    ['unclothed', 'picture-broken'],
  ] as const)('that is %s does not count', (name: Name, code) => {
    expect(judged(name, 'mark-present')).toMatchObject({ verdict: 'unmet', code });
  });

  it('whose script browsers refuse, because it comes over plain HTTP, is not seen', () => {
    expect(judged('script-over-http', 'mark-present')).toMatchObject({
      verdict: 'unmet',
      code: 'script-plain',
    });
  });

  it.each(['silent', 'withheld'])('that did not reach us (%s) is undetermined', (name) => {
    for (const rule of ['mark-present', 'mark-place'] as const)
      expect(judged(name, rule)).toMatchObject({ verdict: 'unknown', code: 'not-loaded' });
  });

  it('has the colour of its picture', () => {
    const colourOf = (name: string) => factsOf(name).home.marks.find(({ colour }) => colour)?.colour;
    expect(['middle', 'script', 'institution', 'foreign'].map(colourOf)).toEqual([
      'red',
      'red',
      'blue',
      'error',
    ]);
  });
});

it('the picture shows a frame around the measured box', async () => {
  const foot = factsOf('middle').home.pictures.find(({ caption }) => caption === 'foot');
  const bytes = probed.pictures.get(foot?.sha256 ?? '');
  expect(foot).toMatchObject({ box: factsOf('middle').home.marks[0]?.box });
  const started = await startChromium({ dataDirectory: await browserFolder() });
  if (!started.ok || !bytes) throw new Error('no browser or no picture');
  await using browser = { ...started, [Symbol.asyncDispose]: () => started.browser.close() };
  const canvas = await browser.browser.newPage();
  // Along the middle of the picture's mark: white ground, the frame's red, white, the mark.
  const row = await canvas.evaluate(
    async (encoded) => {
      const image = await createImageBitmap(await (await fetch(encoded)).blob());
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, image.height - 30, image.width, 1) ?? { data: [] };
      return Array.from({ length: image.width }, (_, x) =>
        [data[x * 4], data[x * 4 + 1], data[x * 4 + 2]].map(Number),
      );
    },
    `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`,
  );
  const isFrame = ([red = 0, green = 0, blue = 0]: number[]) => red > 150 && green < 90 && blue < 90;
  expect(row.length).toBe(1280);
  expect(row.findIndex(isFrame)).toBeGreaterThan(600);
  expect(row.findIndex(isFrame)).toBeLessThan(612);
});
