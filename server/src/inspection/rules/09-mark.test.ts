import { markSnippet } from '@zhengdun/contract';
import { describe, expect, it } from 'vitest';
import { describeRule, type RuleCase } from '../../../test/rule-cases.ts';
import { rendered, saw, viewOfPage } from '../../../test/site-view.ts';
import { judgeRule } from '../judge.ts';
import type { RenderedMark } from '../probes/browser/index.ts';
import { markGenuine, markPlace, markPresent } from './09-mark.ts';

const HOME = 'https://www.example.gov.cn/';
const RECORD = '0123456789ABCDEF0123456789ABCDEF';
const LINK = `https://bszs.conac.cn/sitename?method=show&id=${RECORD}`;
const SCRIPT = '//dcs.conac.cn/js/33/000/0000/12345678/CA330000000123456780001.js';
const WRITTEN_PLAIN = `document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='http:${SCRIPT}' type='text/javascript'%3E%3C/script%3E"));`;
const WRITTEN = `document.write(unescape("%3Cspan id='_ideConac' %3E%3C/span%3E%3Cscript src='https:${SCRIPT}' type='text/javascript'%3E%3C/script%3E"));`;

const NEWS = '<p>某某市召开重点工作推进会，研究部署下一阶段工作任务。</p>'.repeat(20);

function home(footer: string): string {
  return `<html><head><title>某某市人民政府</title></head><body>${NEWS}<div class="footer">主办单位：某某市人民政府办公室 ${footer}</div></body></html>`;
}

function site(footer: string) {
  return viewOfPage(home(footer), HOME);
}

const MARK: RenderedMark = {
  form: 'link',
  record: RECORD,
  box: { left: 0.48, top: 0.95, width: 0.04, height: 0.03 },
  pixels: { width: 60, height: 70 },
  visible: true,
  pictureShown: true,
  pictureWithheld: false,
  colour: 'red',
};

function drawn(footer: string, marks: readonly RenderedMark[], live = false) {
  const source = home(footer);
  return { ...viewOfPage(source, HOME, { browser: rendered(source, HOME, { marks }) }), snapshot: !live };
}

const PRESENT_CASES: readonly RuleCase[] = [
  ['shown', 'where the browser drew it', drawn(`<a href="${LINK}"><img src="red.png"></a>`, [MARK])],
  ['coded', 'for the code as it is handed out', site(`<script>${WRITTEN}</script>`)],
  ['coded', 'for a plain script without scheme', site(`<script src="${SCRIPT}"></script>`)],
  [
    'coded',
    'for a link whose picture was renamed',
    site(
      `<a href="http://bszs.conac.cn/sitename?method=show&amp;id=${RECORD}"><img src="/images/dzjg.png"></a>`,
    ),
  ],
  ['coded', 'for the code that the register hands out to be pasted', site(markSnippet(RECORD))],
  ['coded', 'for a link on an area', site(`<map><area href="${LINK}" shape="rect"></map>`)],
  [
    'coded',
    'for a picture that opens the record on a click',
    site(`<img src="red.png" onclick="window.open('${LINK}')">`),
  ],
  [
    'coded',
    'for code behind an address in quotes, which holds two slashes',
    site(`<script>var a = 'https://www.example.gov.cn/'; ${WRITTEN}</script>`),
  ],
  ['coded', 'for code behind a comment on the same line', site(`<script>/* 标识 */ ${WRITTEN}</script>`)],
  [
    'coded',
    'for a footer that a function puts together',
    site(`<script>foot += '<span id="_ideConac"></span><script src="${SCRIPT}"><\\/script>';</script>`),
  ],
  ['only-commented', 'in a comment of the page', site(`<!-- <script>${WRITTEN}</script> -->`)],
  ['only-commented', 'behind // in a script', site(`<script>\n// ${WRITTEN}\n</script>`)],
  ['only-commented', 'within a block comment', site(`<script>\n/*\n${WRITTEN}\n*/\n</script>`)],
  [
    'only-commented',
    'in a comment of a template',
    site(
      `<script type="text/x-jquery-tmpl"><ul></ul><!-- <a href="${LINK}"><img src="red.png"></a> --></script>`,
    ),
  ],
  ['empty-holder', 'for a holder without code', site(`<span id='_ideConac'> </span>`)],
  [
    'malformed',
    'for a record that is cut',
    site('<a href="https://bszs.conac.cn/sitename?method=show&id=0123"><img src="red.png"></a>'),
  ],
  [
    'malformed',
    'for a script whose digits do not repeat',
    site('<script src="//dcs.conac.cn/js/33/000/0000/12345678/CA330000000999999990001.js"></script>'),
  ],
  [
    'picture-only',
    'for a picture that leads nowhere',
    site('<img src="https://dcs.conac.cn/image/red.png">'),
  ],
  [
    'picture-only',
    'for a picture in a link that does nothing',
    site('<a href="javascript:void(0)"><img id="imgConac" src="a.gif"></a>'),
  ],
  [
    'not-visible',
    'where its own style hides it',
    site(`<div style="display:none"><a href="${LINK}"><img src="red.png"></a></div>`),
  ],
  [
    'not-visible',
    'where the browser drew it without size',
    drawn(`<a href="${LINK}"><img src="red.png"></a>`, [{ ...MARK, pixels: { width: 1, height: 1 } }]),
  ],
  [
    'not-visible',
    'where the browser drew it as a line',
    drawn(`<a href="${LINK}"><img src="red.png"></a>`, [{ ...MARK, pixels: { width: 60, height: 1 } }]),
  ],
  [
    'picture-broken',
    'where a live site does not deliver the picture',
    drawn(`<a href="${LINK}"><img src="gone.png"></a>`, [{ ...MARK, pictureShown: false }], true),
  ],
  [
    'not-loaded',
    'where its picture could not be had',
    drawn(`<a href="${LINK}"><img src="red.png"></a>`, [
      { ...MARK, pictureShown: false, pictureWithheld: true },
    ]),
  ],
  [
    'not-loaded',
    'where one in the foot for telephones is out of sight, and the script of the other did not come',
    (() => {
      const source = home(`<a href="${LINK}"><img src="red.png"></a><script>${WRITTEN}</script>`);
      const hidden = { ...MARK, visible: false, pixels: { width: 0, height: 0 } };
      const browser = rendered(source, HOME, { marks: [hidden], markScriptMissing: true });
      return { ...viewOfPage(source, HOME, { browser }), snapshot: true };
    })(),
  ],
  [
    'script-plain',
    'where an encrypted page fetches its script in the clear, and browsers do not load it',
    { ...site(`<script>${WRITTEN_PLAIN}</script>`), snapshot: false },
  ],
  [
    'not-loaded',
    'where that page was saved, and nobody knows whether the site is visited encrypted',
    (() => {
      const source = home(`<script>${WRITTEN_PLAIN}</script>`);
      const browser = rendered(source, HOME, { marks: [] });
      return { ...viewOfPage(source, HOME, { browser }), snapshot: true };
    })(),
  ],
  [
    'coded',
    'where the policy of the page has the browser fetch that script encrypted',
    {
      ...site(
        `<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests"><script>${WRITTEN_PLAIN}</script>`,
      ),
      snapshot: false,
    },
  ],
  ['absent', 'where the footer has none', site('京ICP备12345678号')],
  [
    'absent',
    'where a prompt at exits only asks for the address',
    site(`<script>if (href.indexOf("http://bszs.conac.cn/") >= 0) return true;</script>`),
  ],
  [
    'maybe-written',
    'where a content system fills a holder',
    site(`<div class="dzjg j-gov ex-gov-mark" data-setting="{sitecode:'${RECORD}'}"></div>`),
  ],
  [
    'maybe-written',
    'where the footer stands in a frame',
    site('<iframe frameborder="0" height="200" src="/columns/1/index.html" width="100%"></iframe>'),
  ],
];
describeRule(markPresent, PRESENT_CASES);

describe('a holder in a rendered page', () => {
  it('is no excuse where all scripts arrived and left it empty', () => {
    const view = drawn(`<div class="dzjg j-gov" data-setting="{}"></div>`, []);
    expect(judgeRule(markPresent, view, 'zh').code).toBe('absent');
  });
});

function placed(left: number, top: number) {
  return drawn('', [{ ...MARK, box: { ...MARK.box, left, top } }]);
}

describeRule(markPlace, [
  ['bottom-middle', 'in the middle of the foot', placed(0.48, 0.95)],
  ['bottom-side', 'left in the foot', placed(0.1, 0.95)],
  ['bottom-side', 'right in the foot', placed(0.9, 0.95)],
  ['not-at-bottom', 'at the head', placed(0.48, 0.05)],
  ['not-shown', 'where it was not drawn', drawn('', [{ ...MARK, visible: false }])],
  [
    'not-loaded',
    'where its picture could not be had',
    drawn('', [{ ...MARK, pictureShown: false, pictureWithheld: true }]),
  ],
]);

/** As the institution or organ that was named, with what the record page says. */
function owned(
  footer: string,
  of: { kind?: 'organ' | 'institution'; hosts?: readonly string[] } = {},
): ReturnType<typeof site> {
  const record = of.hosts && {
    record: saw({ record: RECORD, url: LINK, status: 200, hosts: of.hosts, names: [] }),
  };
  const view = viewOfPage(home(footer), HOME, record);
  return {
    ...view,
    unit: { ...view.unit, kind: of.kind ?? 'organ', from: { kind: 'given', level: 'none' } },
  };
}

const RED = `<a href="${LINK}"><img src="/images/red.png"></a>`;

describeRule(markGenuine, [
  ['genuine', 'where the record names the host', owned(RED, { hosts: ['example.gov.cn'] })],
  ['other-host', 'where the record names another', owned(RED, { hosts: ['www.other.gov.cn'] })],
  ['unverified', 'where the record page names no host', owned(RED, { hosts: [] })],
  ['unverified', 'where nobody opened the record page', owned(RED)],
  ['wrong-colour', 'for a blue mark on an organ', owned(`<a href="${LINK}"><img src="blue.png"></a>`)],
  ['wrong-colour', 'for a red mark on an institution', owned(RED, { kind: 'institution' })],
  [
    'error-picture',
    'for the picture of a wrong host',
    owned(`<a href="${LINK}"><img src="//dcs.conac.cn/image/red_error.png"></a>`),
  ],
  [
    'several-records',
    'for two records',
    owned(
      `${RED}<a href="https://bszs.conac.cn/sitename?method=show&id=${'F'.repeat(32)}"><img src="a.png"></a>`,
    ),
  ],
  ['no-mark', 'without a mark', owned('')],
]);

describe('the colour of a mark', () => {
  it('is not held against a unit whose kind was only guessed', () => {
    const view = viewOfPage(home(`<a href="${LINK}"><img src="blue.png"></a>`), HOME);
    expect(judgeRule(markGenuine, view, 'zh').code).toBe('unverified');
  });
});

describe('a mark that is no valid one', () => {
  it('is malformed where its script comes from another host', () => {
    const copy = WRITTEN.replace('//dcs.conac.cn/', '//conac.proxy.example/');
    expect(judgeRule(markPresent, site(`<script>${copy}</script>`), 'zh').code).toBe('malformed');
    const own = `<script src="../dcs.conac.cn${SCRIPT.slice('//dcs.conac.cn'.length)}"></script>`;
    expect(judgeRule(markPresent, site(own), 'zh').code).toBe('malformed');
  });

  it.each([
    ['named by its words', '<img src="/img/foot_01.png" alt="某某门户·党政机关">'],
    ['named by its file', '<a href="#"><img src="images/dzjg.png" alt=""></a>'],
  ])('is a picture only, %s', (_, footer) => {
    expect(judgeRule(markPresent, site(footer), 'zh').code).toBe('picture-only');
  });
});
