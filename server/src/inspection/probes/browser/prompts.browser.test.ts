import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProbedWorld, startProbedWorld } from '../../../../test/browser-look.ts';
import { EXIT_HOSTS, exitPage, framePage, PROMPTS } from '../../../../test/exit-pages.ts';
import type { ExitFacts, ExitTrial } from './index.ts';

/** A layer with words and buttons of its own; `css` may hide it. */
function layer(words: string, buttons: string, css = ''): string {
  return `function leave(url, aside) {
    var box = document.createElement('div');
    box.style.cssText = 'position:fixed;left:200px;top:150px;width:300px;background:#fff;z-index:999;${css}';
    box.innerHTML = '<p>${words}</p>${buttons}';
    document.body.appendChild(box);
    box.onclick = function (event) {
      var act = event.target.getAttribute('data-act');
      if (act) box.remove();
      if (act === 'go') go(url, aside);
      if (act === 'elsewhere') go('https://www.elsewhere.example/', aside);
    };
  }`;
}
const STAY = '<button data-act="stay">取消</button>';
const GO = '<button data-act="go">确定</button>';
const QUESTION = '您即将离开本网站，是否继续？';
const ALWAYS_GO = '\nvar ask = leave; leave = function (url, aside) { ask(url, aside); go(url, aside); };';

/** Sites with one exit that opens a window of its own, by what their script does. */
const SITES: Record<string, { script: string; outcome: string; prompt?: object }> = {
  forgetful: {
    // Takes the address off the link and does not put it back.
    script: `${layer(QUESTION, STAY + GO)} var ask = leave; leave = function (url, aside) {
      document.querySelector('a[target]').removeAttribute('href'); ask(url, aside); };`,
    outcome: 'prompted',
    prompt: { form: 'layer', waits: true, cancelStays: true, continueLeaves: true },
  },
  late: {
    script: `${layer(QUESTION, STAY + GO)} var ask = leave; leave = function (url, aside) { setTimeout(ask, 2000, url, aside); };`,
    outcome: 'prompted',
    prompt: { form: 'layer', waits: true, cancelStays: true, continueLeaves: true },
  },
  transparent: { script: layer(QUESTION, STAY + GO, 'opacity:0.01;') + ALWAYS_GO, outcome: 'left' },
  tiny: {
    script: layer(QUESTION, STAY + GO, 'width:1px;height:1px;overflow:hidden;') + ALWAYS_GO,
    outcome: 'left',
  },
  outside: { script: layer(QUESTION, STAY + GO, 'left:-3000px;') + ALWAYS_GO, outcome: 'left' },
  covered: {
    script: `document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;left:150px;top:100px;width:500px;height:400px;background:#eee;z-index:1000"></div>');
      ${layer(QUESTION, STAY + GO)}${ALWAYS_GO}`,
    outcome: 'left',
  },
  cookies: {
    script: layer('本网站使用Cookie，继续访问即表示同意隐私政策。', STAY + GO) + ALWAYS_GO,
    outcome: 'left',
  },
  standing: {
    script: `document.body.insertAdjacentHTML('beforeend', '<div style="position:fixed;bottom:0">点击外部链接即将离开本网站<button>关闭</button></div>');
      function leave(url, aside) { go(url, aside); }`,
    outcome: 'left',
  },
  unrelated: {
    script: "function leave(url, aside) { confirm('您对本网站满意吗？'); go(url, aside); }",
    outcome: 'left',
  },
  unload: {
    script: `onbeforeunload = function (event) { event.preventDefault(); return '要离开吗？'; };
      function leave(url) { go(url, false); }`,
    outcome: 'left',
  },
  'ok-only': {
    script: layer('您即将离开本网站。', '<button data-act="go">知道了</button>'),
    outcome: 'prompted',
    prompt: { form: 'layer', waits: true, cancelStays: null, continueLeaves: true },
  },
  alert: {
    script: `function leave(url, aside) { alert('您即将离开本网站。'); go(url, aside); }`,
    outcome: 'prompted',
    prompt: { form: 'alert', cancelStays: null, continueLeaves: true },
  },
  'asks-in-vain': {
    script: `function leave(url, aside) { confirm('${QUESTION}'); go(url, aside); }`,
    outcome: 'prompted',
    prompt: { form: 'confirm', cancelStays: false, continueLeaves: true },
  },
  'asks-in-vain-slowly': {
    // The thread is busy for longer than the page would have to stay.
    script: `function leave(url, aside) { confirm('${QUESTION}');
      setTimeout(function () { for (var end = Date.now() + 1500; Date.now() < end; ); go(url, aside); }, 0); }`,
    outcome: 'prompted',
    prompt: { form: 'confirm', cancelStays: false, continueLeaves: true },
  },
  'does-not-wait': {
    script: layer(QUESTION, STAY + GO) + ALWAYS_GO,
    outcome: 'prompted',
    prompt: { form: 'layer', waits: false, cancelStays: null },
  },
  moves: {
    // Slides away under the mouse, once.
    script: `${layer(QUESTION, STAY + GO)} var ask = leave; leave = function (url, aside) {
      ask(url, aside);
      document.body.lastChild.addEventListener('pointermove', function () { this.style.top = '500px'; }, { once: true });
    };`,
    outcome: 'prompted',
    prompt: { form: 'layer', waits: true, cancelStays: true, continueLeaves: true },
  },
  'never-goes': {
    script: layer(QUESTION, `${STAY}<button>确定</button>`),
    outcome: 'prompted',
    prompt: { form: 'layer', cancelStays: true, continueLeaves: false },
  },
  'goes-elsewhere': {
    script: layer(QUESTION, `${STAY}<button data-act="elsewhere">确定</button>`),
    outcome: 'prompted',
    prompt: { form: 'layer', cancelStays: true, continueLeaves: false },
  },
  'asks-for-login': { script: layer('请先登录。', STAY), outcome: 'nothing' },
};

/** Sites whose script decides by the address whether it asks. */
const DECIDERS = {
  letters: `${PROMPTS.confirm}\nvar ask = leave;
    leave = function (url, aside) { if (url.indexOf('gov.cn') >= 0) go(url, aside); else ask(url, aside); };`,
  host: PROMPTS.confirm,
  ending: `${PROMPTS.confirm}\nvar ask = leave;
    leave = function (url, aside) { if (/gov\\.cn$/.test(new URL(url).hostname)) go(url, aside); else ask(url, aside); };`,
};

/** The first click goes; whatever is clicked afterwards is swallowed until the page is loaded again. */
const ONCE_ONLY = 'var gone = false; function leave(url, aside) { if (!gone) go(url, aside); gone = true; }';

let probed: ProbedWorld;
const looks = new Map<string, Promise<ExitFacts>>();

async function exitsOf(name: string): Promise<ExitFacts> {
  const exits = await looks.get(name);
  if (!exits) throw new Error(`${name} was not clicked on`);
  return exits;
}

beforeAll(async () => {
  const pages = Object.entries({
    ...Object.fromEntries(
      Object.entries(SITES).map(([name, { script }]) => [name, exitPage(['blank'], script)]),
    ),
    ...Object.fromEntries(
      Object.entries(DECIDERS).map(([name, script]) => [name, exitPage(['link'], script)]),
    ),
    organs: exitPage([]),
    'once-only': exitPage(['link', 'button'], ONCE_ONLY),
    framed: exitPage(['frame']),
    // A frame of another organ's site, which has a process of its own, and one of a company.
    abroad: `<!doctype html><meta charset="utf-8"><div style="height:70px">专栏</div>
      <iframe src="https://www.other.gov.cn/frame" width="400" height="300"></iframe>
      <iframe src="https://www.widget.example/" width="400" height="60"></iframe>`,
    other: '',
    mail: `<!doctype html><meta charset="utf-8"><a href="https://mail.someprovince.cn/">公务邮箱</a>
      <a href="https://mail.somefirm.example/">某公司邮箱介绍</a>`,
    drawn: `<!doctype html><meta charset="utf-8"><a href="https://${EXIT_HOSTS.link}/" title="官方微博"><svg width="30"
      height="30"><style>.a{fill:#f00;}</style><rect class="a" width="30" height="30"/></svg></a>`,
    // Hears of clicks at the top of the page, where a closed root does not say what was clicked in it.
    deaf: exitPage(['link', 'closed'], PROMPTS.confirm),
  });
  probed = await startProbedWorld({
    sites: {
      'www.widget.example': { pages: { '/': `<a href="https://${EXIT_HOSTS.area}/">公司</a>` } },
      ...Object.fromEntries(
        pages.map(([name, page]) => [
          `www.${name}.gov.cn`,
          { pages: { '/': page, '/frame': framePage(layer(QUESTION, STAY + GO, 'left:0;top:0;')) } },
        ]),
      ),
    },
    concurrency: 5,
    limits: { watchMs: 10_000, stayMs: 250, quietMs: 100 },
  });
  for (const [name] of pages) {
    const look = probed.exits(`www.${name}.gov.cn`);
    look.catch(() => undefined);
    looks.set(name, look);
  }
});

afterAll(() => probed?.[Symbol.asyncDispose]());

describe('a prompt', () => {
  it('that a frame opens within itself is found there, and its exit leaves within the frame', async () => {
    const { trials } = await exitsOf('framed');
    expect(trials).toMatchObject([
      {
        url: `https://${EXIT_HOSTS.frame}/`,
        inFrame: true,
        prompt: { form: 'frame-layer', waits: true, cancelStays: true, continueLeaves: true },
      },
    ]);
  });

  it("in a frame of another organ's site is found there; what stands in a company's frame is the company's", async () => {
    const { trials, found } = await exitsOf('abroad');
    expect(found).toEqual({ a: 1 });
    expect(trials).toMatchObject([
      {
        url: `https://${EXIT_HOSTS.frame}/`,
        inFrame: true,
        prompt: { form: 'frame-layer', waits: true, cancelStays: true, continueLeaves: true },
      },
    ]);
  });

  it('is not seen before an exit in a closed shadow root, which leaves past it', async () => {
    const { trials } = await exitsOf('deaf');
    const outcomes = trials.filter(({ lure }) => !lure).map(({ url, outcome }) => [url, outcome]);
    expect(outcomes).toEqual([
      [`https://${EXIT_HOSTS.link}/`, 'prompted'],
      [`https://${EXIT_HOSTS.closed}/`, 'left'],
    ]);
  });

  it.each(Object.entries(SITES))('that is %s is seen for what it is', async (name, { outcome, prompt }) => {
    const { trials } = await exitsOf(name);
    const [trial] = trials.filter(({ lure }) => !lure);
    expect(trial).toMatchObject({ outcome, ...(prompt && { prompt }) });
    expect(trial?.url).toBe(`https://${EXIT_HOSTS.blank}/`);
  });
});

describe('addresses that only contain gov.cn', () => {
  const lures = (trials: readonly ExitTrial[]) =>
    trials.filter(({ lure }) => lure).map(({ url, outcome }) => [new URL(url).hostname, outcome]);

  it('pass a script that looks for the letters', async () => {
    expect(lures((await exitsOf('letters')).trials)).toEqual([
      ['www.example.com', 'left'],
      ['www.gov.cn.example.com', 'left'],
      ['www.zhengdun-examplegov.cn', 'left'],
    ]);
  });

  it('pass a script that looks at how the host ends, without the dot', async () => {
    expect(lures((await exitsOf('ending')).trials)).toEqual([
      ['www.example.com', 'prompted'],
      ['www.gov.cn.example.com', 'prompted'],
      ['www.zhengdun-examplegov.cn', 'left'],
    ]);
  });

  it('do not pass a script that compares hosts', async () => {
    expect(lures((await exitsOf('host')).trials).map(([, outcome]) => outcome)).toEqual([
      'prompted',
      'prompted',
      'prompted',
    ]);
  });
});

it('an exit at which nothing happens after other clicks is clicked on a page that was loaded for it', async () => {
  const { trials } = await exitsOf('once-only');
  expect(trials.map(({ outcome }) => outcome)).toEqual(['left', 'left']);
});

it('exits to organs are no exits', async () => {
  expect(await exitsOf('organs')).toEqual({ found: {}, trials: [], missingScripts: [] });
});

it("the unit's own mail that its province keeps is no exit, a company's is", async () => {
  const { found, trials } = await exitsOf('mail');
  expect(found).toEqual({ a: 1 });
  expect(trials.map(({ url }) => url)).toEqual(['https://mail.somefirm.example/']);
});

it('an exit that is a drawing is called by its title, not by the style sheet of the drawing', async () => {
  const { trials } = await exitsOf('drawn');
  expect(trials.map(({ text }) => text)).toEqual(['官方微博']);
});
