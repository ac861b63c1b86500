/// <reference lib="dom" />

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  seriousFaults,
  sidewaysPixels,
  startTestBrowser,
  type TestBrowser,
} from '../../console/test/browser.ts';
import { oldChromium } from '../../console/test/old-chromium.ts';
import { EXIT_POLICY, exitPage, unsurePage } from '../../server/src/exits/exit-page.ts';
import { ledgerKeys, signNote } from '../../server/src/kernel/ledger/index.ts';
import { type ProbedWorld, startProbedWorld } from '../../server/test/browser-look.ts';
import { EXIT_HOSTS, type ExitName, exitUrl, PICTURE } from '../../server/test/exit-pages.ts';

type Page = Awaited<ReturnType<TestBrowser['browser']['newPage']>>;

const SCRIPT = readFileSync(new URL('./exit-prompt.js', import.meta.url), 'utf8');
const HOST = 'www.shili.gov.cn';
const TAG =
  '<script src="/js/exit-prompt.js" data-site-name="示例市人民政府" data-organ-hosts="organ.example"></script>';
const HEAD = `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>示例市人民政府</title>${TAG}</head>`;

/** Every kind of exit as sites write it, with nothing of its own that asks. */
const EXITS = `
  <p><a id="link" href="${exitUrl('link')}">企业网站</a></p>
  <p><a class="news" target="_blank" href="${exitUrl('blank')}">市人民医院</a></p>
  <div id="host"></div><script>document.getElementById('host').attachShadow({ mode: 'open' }).innerHTML =
    '<a class="friend" href="${exitUrl('shadow')}"><b>大学</b></a>';</script>
  <iframe src="/frame" width="300" height="60"></iframe>
  <p><img usemap="#map" width="200" height="50" alt="" src="/map.svg"><map name="map">
    <area shape="rect" coords="0,0,90,40" href="${exitUrl('area')}" alt="地图"></map></p>
  <p><select onchange="window.open(this.value)"><option>友情链接</option>
    <option value="${exitUrl('option')}">行业协会</option></select></p>
  <p><span onclick="window.open('${exitUrl('open')}')">新窗口</span></p>
  <p><span onclick="exitPrompt.open('${exitUrl('location')}')">本窗口</span></p>
  <form action="/search"><button type="button" onclick="window.open('${exitUrl('button')}')">查询</button></form>`;

/** A prompt that only hears of clicks at the top of the page does not see what is clicked in here. */
const CLOSED_HOST = 'www.yangli.gov.cn';
const CLOSED = `<div id="sealed"></div><script>
  document.getElementById('sealed').attachShadow({ mode: 'closed' }).innerHTML =
    '<a href="${exitUrl('closed')}">研究院</a>';</script>`;

const PAGES = {
  '/': `${HEAD}<body><h1>示例市人民政府</h1>${EXITS}</body></html>`,
  '/frame': `${HEAD}<a href="${exitUrl('frame')}">报社</a>`,
  '/js/exit-prompt.js': { headers: { 'content-type': 'text/javascript' }, body: SCRIPT },
  '/map.svg': PICTURE,
};

describe('a portal that uses the exit prompt', () => {
  let probed: ProbedWorld;

  beforeAll(async () => {
    probed = await startProbedWorld({
      sites: {
        [HOST]: { pages: PAGES },
        [CLOSED_HOST]: { pages: { ...PAGES, '/': `${HEAD}<body><h1>示例市人民政府</h1>${CLOSED}` } },
      },
      limits: { watchMs: 15_000, stayMs: 400, quietMs: 150 },
    });
  });
  afterAll(() => probed?.[Symbol.asyncDispose]());

  it('prompts before every kind of exit; 返回 stays, 继续访问 leaves; letters in an address do not help', async () => {
    const { trials } = await probed.exits(HOST);
    const real = trials.filter(({ lure }) => !lure);
    const names = (Object.keys(EXIT_HOSTS) as ExitName[]).filter((name) => name !== 'closed').sort();
    const nameOf = (url: string) => names.find((name) => exitUrl(name) === url) ?? url;
    expect(real.map(({ url }) => nameOf(url)).sort()).toEqual(names);
    for (const trial of real) {
      expect([nameOf(trial.url), trial.prompt?.cancelStays, trial.prompt?.continueLeaves]).toEqual([
        nameOf(trial.url),
        true,
        true,
      ]);
    }
    expect(trials.filter(({ lure }) => lure).map(({ outcome }) => outcome)).toEqual([
      'prompted',
      'prompted',
      'prompted',
    ]);
  });

  it('prompts before an exit in a closed shadow root too', async () => {
    const { trials } = await probed.exits(CLOSED_HOST);
    expect(trials.filter(({ lure }) => !lure)).toMatchObject([
      { url: exitUrl('closed'), prompt: { cancelStays: true, continueLeaves: true } },
    ]);
  });
});

it('is one small file: below 6 KB as it is sent', () => {
  expect(gzipSync(SCRIPT, { level: 9 }).length).toBeLessThan(6_000);
});

const old = await oldChromium();
const BROWSERS = [
  ['this Chromium', undefined],
  ...('missing' in old ? [] : [['Chromium 88', old.program] as const]),
] as const;

describe.each(BROWSERS)('the exit prompt in %s', (_, program) => {
  let browser: TestBrowser;
  const asked: string[] = [];

  beforeAll(async () => {
    browser = await startTestBrowser({ wanted: program });
    if (program) expect(browser.browser.version()).toMatch(/^88\./);
  });
  afterAll(() => browser?.[Symbol.asyncDispose]());

  /** The page with these links, at the portal's address; nothing leaves the machine. */
  async function open(markup: string): Promise<Page> {
    const page = await browser.browser.newPage();
    await page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      asked.push(url.href);
      const file = url.pathname === '/js/exit-prompt.js';
      const body = file ? SCRIPT : url.hostname === HOST ? `${HEAD}<body>${markup}` : 'elsewhere';
      return route.fulfill({ contentType: `${file ? 'text/javascript' : 'text/html'}; charset=utf-8`, body });
    });
    await page.goto(`https://${HOST}/`);
    return page;
  }

  /** What stands on the page now: asked in the page itself, which the old browser answers as well. */
  function state(page: Page): Promise<{ prompt: string | null; focus: string; role: string | null }> {
    return page.evaluate(() => {
      const box = document.querySelector('[role="alertdialog"]');
      const named = document.getElementById(box?.getAttribute('aria-labelledby') ?? '');
      return {
        prompt: named?.textContent ?? null,
        focus: document.activeElement?.textContent ?? '',
        role: box?.getAttribute('aria-modal') ?? null,
      };
    });
  }

  it('is used by keyboard: Enter asks, the focus is on 返回, Tab goes round, Esc returns to the link', async () => {
    const page = await open('<a id="exit" href="https://www.company.example/">企业网站</a>');
    await page.evaluate(() => document.getElementById('exit')?.focus());
    await page.keyboard.press('Enter');
    expect(await state(page)).toEqual({
      prompt: '您将离开“示例市人民政府”网站，前往：www.company.example',
      focus: '返回',
      role: 'true',
    });
    const seen: string[] = [];
    for (const key of ['Tab', 'Tab', 'Shift+Tab']) {
      await page.keyboard.press(key);
      seen.push((await state(page)).focus);
    }
    expect(seen).toEqual(['继续访问', '返回', '继续访问']);
    await page.keyboard.press('Escape');
    expect(await state(page)).toEqual({ prompt: null, focus: '企业网站', role: null });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    expect(await state(page)).toMatchObject({ prompt: null });
    expect(page.url()).toBe(`https://${HOST}/`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(page.url()).toBe('https://www.company.example/');
    await page.close();
  });

  it.each([
    ['https://www.gov.cn/', false],
    ['https://zwfw.beijing.gov.cn/', false],
    ['https://中央编办.政务/', false],
    ['https://www.organ.example/', false],
    [`https://${HOST}/news`, false],
    ['mailto:a@example.com', false],
    ['#top', false],
    ['https://evil.example/?gov.cn', true],
    ['https://gov.cn.evil.example/', true],
    ['https://evilgov.cn/', true],
    ['https://www.gov.cn@evil.example/', true],
    ['//evil.example/gov.cn', true],
    ['https:\\\\evil.example/', true],
    ['https://fakeorgan.example/', true],
  ])('on %s: asks = %s', async (href, asks) => {
    const page = await open(`<a id="exit" href="${href}">x</a>`);
    // Whatever is not asked about would go: here it stays.
    await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
    await page.evaluate(() => document.getElementById('exit')?.click());
    expect((await state(page)).prompt !== null).toBe(asks);
    await page.close();
  });

  it('asks when the middle button opens a link aside, not when the right one opens a menu', async () => {
    const page = await open(
      '<a style="position:fixed;inset:0" href="https://www.company.example/">企业网站</a>'
    );
    await page.mouse.click(100, 100, { button: 'right' });
    expect(await state(page)).toMatchObject({ prompt: null });
    await page.mouse.click(100, 100, { button: 'middle' });
    expect(await state(page)).toMatchObject({ focus: '返回' });
    await page.close();
  });

  it.each([
    ['its own address', '<form action="https://www.search.example/s"><button id="exit">搜索</button></form>'],
    [
      "its button's address",
      '<form action="/search"><button id="exit" formaction="https://www.search.example/s">搜索</button></form>',
    ],
    [
      'a script that sends it',
      '<form id="form" action="https://www.search.example/s"></form><button id="exit">搜索</button>',
    ],
  ])('asks before a form leaves by %s, and sends it when told to', async (_, markup) => {
    const page = await open(markup);
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('#form');
      if (form) document.getElementById('exit')?.addEventListener('click', () => form.submit());
      document.getElementById('exit')?.click();
    });
    expect(await state(page)).toMatchObject({
      prompt: '您将离开“示例市人民政府”网站，前往：www.search.example',
      focus: '返回',
    });
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).hostname).toBe('www.search.example');
    await page.close();
  });

  it('leaves forms of the own site alone', async () => {
    const page = await open('<form id="form" action="/search"></form>');
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => document.querySelector<HTMLFormElement>('#form')?.submit()),
    ]);
    expect(new URL(page.url()).pathname).toBe('/search');
    await page.close();
  });

  it('asks for links that were added later, in the language of the page', async () => {
    const page = await open('');
    await page.evaluate(() => {
      document.documentElement.lang = 'en';
      document.title = 'Shili';
      const link = document.createElement('a');
      link.id = 'exit';
      link.href = 'https://www.company.example/';
      document.body.append(link);
      link.click();
    });
    expect(await state(page)).toEqual({
      prompt: 'You are leaving the website “示例市人民政府” for: www.company.example',
      focus: 'Go back',
      role: 'true',
    });
    // Pages in Chinese whose template says that they are in English are many.
    await page.keyboard.press('Escape');
    await page.evaluate(() => {
      document.title = '示例市人民政府';
      document.querySelector<HTMLElement>('#exit')?.click();
    });
    expect((await state(page)).focus).toBe('返回');
    await page.close();
  });

  it('keeps the page as it is: nothing is sent, stored or left behind', async () => {
    const page = await open('<a id="exit" href="https://www.company.example/">x</a>');
    asked.length = 0;
    await page.evaluate(() => document.getElementById('exit')?.click());
    await page.keyboard.press('Escape');
    expect(asked).toEqual([]);
    expect(
      await page.evaluate(() => [document.cookie, localStorage.length, document.body.children.length])
    ).toEqual(['', 0, 1]);
    await page.close();
  });
});

describe('the exit prompt under a strict policy of content', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await startTestBrowser();
  });
  afterAll(() => browser?.[Symbol.asyncDispose]());

  it('needs neither inline scripts nor inline styles, and axe finds nothing serious in it', async () => {
    const page = await browser.browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.route('**/*', (route) => {
      const file = new URL(route.request().url()).pathname === '/js/exit-prompt.js';
      return route.fulfill({
        contentType: `${file ? 'text/javascript' : 'text/html'}; charset=utf-8`,
        headers: { 'content-security-policy': "default-src 'none'; script-src 'self'" },
        body: file
          ? SCRIPT
          : `${HEAD}<body><main><h1>示例</h1><a href="https://www.company.example/">企业</a></main>`,
      });
    });
    await page.goto(`https://${HOST}/`);
    await page.getByRole('link', { name: '企业' }).press('Enter');
    await page.getByRole('alertdialog').waitFor();
    // What it looks like has come through: the veil covers the window.
    const veil = await page.getByRole('alertdialog').locator('..').boundingBox();
    expect(veil).toEqual({ x: 0, y: 0, ...page.viewportSize() });
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const pictures = process.env.ZHENGDUN_PICTURES;
    if (pictures) await page.screenshot({ path: `${pictures}/exit-prompt.png` });
  });
});

const SAVED = new URL('../../server/test/pages/', import.meta.url);
const saved = readdirSync(SAVED, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : []
);

describe('the exit prompt on pages of real portals, and with a signed list', () => {
  let browser: TestBrowser;
  const data = mkdtempSync(join(tmpdir(), 'zhengdun-prompt-'));
  beforeAll(async () => {
    browser = await startTestBrowser();
  });
  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    rmSync(data, { recursive: true });
  });

  it('asks before every link of these pages that leaves, and before no other', async () => {
    expect(saved.length).toBeGreaterThan(5);
    for (const name of saved) expect([name, await wrongOn(name)]).toEqual([name, { left: true, found: [] }]);
  });

  async function wrongOn(name: string): Promise<{ left: boolean; found: string[] }> {
    const host = `www.${name}`;
    const bytes = readFileSync(new URL(`${name}/index.html`, SAVED));
    // Each page keeps its own encoding.
    const encoding = bytes.readUInt16LE(0) === 0xfeff ? 'utf16le' : 'latin1';
    const html = bytes.toString(encoding);
    // What many portals do: a word in the address is enough. Ours is there first.
    const own = `document.addEventListener('click', function (e) { var a = e.target.closest && e.target.closest('a');
      if (a && a.href.indexOf('gov.cn') < 0) { e.preventDefault(); confirm('leave?'); } });`;
    const tag = `<script src="/js/exit-prompt.js"></script><script>${own}</script>`;
    const body = Buffer.from(
      html.replace(/<head[^>]*>/i, (head) => `${head}${tag}`),
      'latin1'
    );
    const page = await browser.browser.newPage();
    await page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      if (url.pathname === '/js/exit-prompt.js')
        return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: SCRIPT });
      return url.hostname === host && url.pathname === '/'
        ? route.fulfill({ contentType: 'text/html', body })
        : route.abort();
    });
    await page.goto(`https://${host}/`, { waitUntil: 'domcontentloaded' });
    const wrong = await page.evaluate(() => {
      document.addEventListener('click', (event) => event.preventDefault());
      const lure = document.createElement('a');
      lure.href = 'https://www.company.example/?from=gov.cn';
      document.body.append(lure);
      const stays = (host: string) => host === location.hostname || /(^|\.)(gov\.cn|xn--zfr164b)$/.test(host);
      let left = 0;
      const found: string[] = [];
      for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
        const leaves = /^https?:$/.test(link.protocol) && !stays(link.hostname);
        if (leaves) left += 1;
        link.click();
        const box = document.querySelector('[role="alertdialog"]');
        if ((box !== null) !== leaves) found.push(link.href);
        box?.querySelectorAll('button')[1]?.click();
      }
      return { left: left > 0, found };
    });
    await page.close();
    return wrong;
  }

  const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
  const listOf = (...lines: string[]) => `zhengdun-organ-hosts/1\nversion 1\n${lines.join('\n')}\n`;
  const GOOD = listOf(`until ${day(20)}`, '*.gov.cn', '+www.shili.cn', '-yy.shili.gov.cn');

  it.each([
    ['decides', (note: string) => note, GOOD, [false, true, true]],
    [
      'says nothing where a letter was changed',
      (note: string) => note.replace('shili.cn', 'evil.example'),
      GOOD,
    ],
    ['says nothing after its last day', (note: string) => note, GOOD.replace(/until .*/, `until ${day(-2)}`)],
  ] as const)('a signed list %s', async (_, change, text, asked = [true, false, true] as const) => {
    const keys = ledgerKeys(data);
    const note = change(signNote(keys, text));
    const tag = `<script src="/js/exit-prompt.js" data-list="/organs.txt" data-list-key="${keys.identity.ed25519}"></script>`;
    const page = await browser.browser.newPage();
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      const [contentType, body] =
        pathname === '/organs.txt'
          ? ['text/plain; charset=utf-8', note]
          : pathname === '/'
            ? ['text/html', `<!doctype html><head>${tag}</head><body>`]
            : ['text/javascript; charset=utf-8', SCRIPT];
      return route.fulfill({
        contentType,
        body,
        headers: { 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'" },
      });
    });
    const fetched = page.waitForResponse('**/organs.txt');
    await page.goto(`https://${HOST}/`);
    await (await fetched).finished();
    const asks = (url: string) =>
      page.evaluate((href) => {
        document.addEventListener('click', (event) => event.preventDefault());
        const link = document.createElement('a');
        link.href = href;
        document.body.append(link);
        link.click();
        const box = document.querySelector('[role="alertdialog"]');
        box?.querySelectorAll('button')[1]?.click();
        return box !== null;
      }, url);
    const all = ['https://www.shili.cn/', 'https://yy.shili.gov.cn/', 'https://www.evil.example/'];
    const answers = async () => [
      await asks(all[0] ?? ''),
      await asks(all[1] ?? ''),
      await asks(all[2] ?? ''),
    ];
    // Verified a moment after it has come: a list that says nothing has had the same time.
    await expect.poll(answers).toEqual(asked);
    await page.waitForTimeout(200);
    expect(await answers()).toEqual(asked);
    await page.close();
  });

  it.each([
    ['zh', 1366, '返回'],
    ['en', 360, 'Go back'],
  ] as const)('the page in between works without scripts (%s, %i px)', async (lang, width, back) => {
    const to = new URL(`https://www.company.example/${'long/'.repeat(20)}?a=1&b=2`);
    const exit = { to: to.href, back: `https://${HOST}/`, site: '示例市人民政府' };
    const html = exitPage(lang, { exit, to, other: '/exit?lang=en' });
    const context = await browser.browser.newContext({
      javaScriptEnabled: false,
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const url = new URL(route.request().url());
      const body = url.pathname === '/exit' ? (url.search ? html : unsurePage(lang, '/exit?lang=zh')) : 'x';
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': EXIT_POLICY },
        body,
      });
    });
    const address = 'https://zd.example.gov.cn/exit?u=x';
    await page.goto(address);
    expect(Buffer.byteLength(html)).toBeLessThan(50 * 1024);
    expect(await page.locator(':focus').textContent()).toBe(back);
    const pictures = process.env.ZHENGDUN_PICTURES;
    if (pictures) await page.screenshot({ path: `${pictures}/exit-page-${lang}-${width}.png` });
    await page.keyboard.press('Enter');
    await page.waitForURL(`https://${HOST}/`);
    // Not back through the history: where the focus is then is each browser's own matter.
    await page.goto(address);
    await page.locator('a.back:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL(to.href);
    await page.goto('https://zd.example.gov.cn/exit');
    if (pictures) await page.screenshot({ path: `${pictures}/exit-unsure-${lang}-${width}.png` });
    await context.close();
    const looked = await browser.open('about:blank', { viewport: { width, height: 800 } });
    await looked.page.setContent(html);
    expect([await sidewaysPixels(looked.page), await seriousFaults(looked.page)]).toEqual([0, []]);
    await looked[Symbol.asyncDispose]();
  });
});
