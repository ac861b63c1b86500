import { createHash } from 'node:crypto';
import type { Lang, LocalText } from '@zhengdun/contract';
import { escaped } from '../kernel/http/index.ts';
import type { Exit } from './sign-exit.ts';

const WORDS = {
  title: { zh: '离开提示', en: 'Leaving this website' },
  leaving: { zh: '您将离开“{site}”网站，前往：', en: 'You are leaving the website “{site}” for:' },
  care: {
    zh: '该网站不属于党政机关网站，请注意保护个人信息。',
    en: 'It is not a website of a Party or government organ. Please take care of your personal information.',
  },
  back: { zh: '返回', en: 'Go back' },
  on: { zh: '继续访问', en: 'Continue' },
  unsure: { zh: '该链接未经确认', en: 'This link is not confirmed' },
  why: {
    zh: '链接不完整、已被改动或者已经过期，本页不提供跳转。请返回原网页，或者从网站首页重新进入。',
    en: 'It is incomplete, was changed or is too old: nothing on this page leads on. Please go back to the page you came from, or start from the home page of the website.',
  },
  other: { zh: 'English', en: '中文' },
} as const satisfies Record<string, LocalText>;

const STYLE = `body{margin:0;font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1f1f1f;background:#f5f5f5}
main{box-sizing:border-box;width:calc(100% - 2rem);max-width:36rem;margin:12vh auto 2rem;padding:1.75rem 1.5rem;background:#fff;border:1px solid #8c8c8c;border-radius:6px}
h1{margin:0 0 .75rem;font-size:1.25rem}p{margin:.5rem 0;overflow-wrap:anywhere}.to{font-size:1.25rem;font-weight:600}.full{color:#595959;font-size:.875rem}
.acts{margin:1.5rem 0 0;display:flex;flex-wrap:wrap;gap:.75rem;justify-content:flex-end}.acts a{padding:.55rem 1.4rem;border:1px solid #0958d9;border-radius:4px;color:#0958d9;text-decoration:none}
.acts a.back{color:#fff;background:#0958d9}a:focus{outline:3px solid #1f1f1f;outline-offset:2px}nav{max-width:36rem;margin:0 auto;padding:0 1.5rem;text-align:right}nav a{color:#0958d9;display:inline-block;padding:.25rem}`;

/** Nothing runs, nothing is fetched, no frame holds it. */
export const EXIT_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * The page between an organ's site and another one, for visitors without scripts (Art. 15): says where the link leads, and leads
 * there only when the visitor chooses so. The focus is on 返回.
 *
 * @param other address of the same page in the other language
 */
export function exitPage(
  lang: Lang,
  { exit, to, other }: { readonly exit: Exit; readonly to: URL; readonly other: string },
): string {
  const leaving = WORDS.leaving[lang].replace('{site}', () => exit.site);
  // The host as the browser takes it: letters that look like others are seen as what they are.
  return whole(lang, {
    other,
    title: WORDS.title[lang],
    body: `<p>${escaped(leaving)}</p>
<p class="to">${escaped(to.hostname)}</p>
<p class="full">${escaped(to.href)}</p>
<p>${WORDS.care[lang]}</p>
<p class="acts"><a class="back" href="${escaped(exit.back)}" autofocus>${WORDS.back[lang]}</a>
<a href="${escaped(to.href)}" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">${WORDS.on[lang]}</a></p>`,
  });
}

/** What is shown for a link that this house has not signed: nothing on it leads anywhere, and nothing of the link is shown. */
export function unsurePage(lang: Lang, other: string): string {
  return whole(lang, { other, title: WORDS.unsure[lang], body: `<p>${WORDS.why[lang]}</p>` });
}

function whole(
  lang: Lang,
  page: { readonly title: string; readonly body: string; readonly other: string },
): string {
  const { title, body, other } = page;
  const [tag, otherTag] = lang === 'zh' ? ['zh-CN', 'en'] : ['en', 'zh-CN'];
  return `<!doctype html>
<html lang="${tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
<nav><a href="${escaped(other)}" lang="${otherTag}" hreflang="${otherTag}">${WORDS.other[lang]}</a></nav>
</body>
</html>
`;
}
