/** Invented pages of invented counties, as large and as full of links as real ones. Deterministic. */

/** Each host is a registrant's own, and one certificate for `*.gov.cn` fits them all. */
export const ZONE = 'gov.cn';
const ARTICLES = 8;
const EXIT_HOSTS = 200;
const EXITS_PER_SITE = 10;

export function hostOf(number: number): string {
  return `s${number}bench.${ZONE}`;
}

function exitHost(number: number): string {
  return `e${number % EXIT_HOSTS}.example.com`;
}

export const EXIT_HOST_NAMES = Array.from({ length: EXIT_HOSTS }, (_, index) => exitHost(index));

export function homePage(number: number): string {
  const host = hostOf(number);
  const news = Array.from(
    { length: ARTICLES },
    (_, index) =>
      `<li><a href="/xw/t202611${10 + index}_${1000 + index}.html">样例县${number}第${index + 1}条工作动态：召开会议部署年度重点工作</a><span>2026-11-${10 + index}</span></li>`,
  ).join('\n');
  const exits = Array.from(
    { length: EXITS_PER_SITE },
    (_, index) => `<a href="https://${exitHost(number * 7 + index)}/${index}">示例机构${index}</a>`,
  ).join(' ');
  const filler = Array.from(
    { length: 120 },
    (_, index) =>
      `<div class="box b${index}"><h3><a href="/lm${index % 4}/">栏目${index}</a></h3><p>本栏目发布样例县${number}的公开信息，内容均为虚构。</p></div>`,
  ).join('\n');
  return page(
    number,
    `样例县${number}人民政府`,
    `<h1>样例县${number}人民政府</h1><ul class="news">${news}</ul>${filler}<div class="links">友情链接：${exits} <a href="https://${hostOf(number + 1)}/">邻县政府</a></div>`,
    host,
  );
}

export function articlePage(number: number, path: string): string {
  return page(
    number,
    '工作动态',
    `<h1>召开会议部署年度重点工作</h1><p>发布时间：2026-11-20 来源：样例县${number}人民政府办公室</p>${`<p>会议指出，本段文字为测试而编写。${path}</p>`.repeat(30)}`,
    hostOf(number),
  );
}

function page(number: number, title: string, body: string, host: string): string {
  const code = String(9_900_000_000 + (number % 90_000_000));
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title>
<meta name="SiteName" content="样例县${number}人民政府"><meta name="SiteDomain" content="${host}"><meta name="SiteIDCode" content="${code}">
<link rel="stylesheet" href="/css/main.css"><script src="/js/main.js"></script></head>
<body><div class="nav"><a href="/">首页</a> <a href="/lm0/">政务公开</a> <a href="/lm1/">办事服务</a> <a href="/lm2/">互动交流</a></div>
${body}
<div class="footer" style="text-align:center"><p>主办单位：样例县${number}人民政府办公室</p>
<a href="https://bszs.conac.cn/sitename?method=show&amp;id=0A5537536EC43D83E053022819ACDDA0"><img src="/img/red.png" width="60" height="60" alt=""></a>
<p>网站标识码：${code} <a href="https://beian.miit.gov.cn/">京ICP备12345678号-1</a> <a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010102000001">京公网安备11010102000001号</a></p></div>
</body></html>`;
}
