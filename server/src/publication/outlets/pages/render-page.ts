import { createHash } from 'node:crypto';
import type { Repost } from '@zhengdun/contract';
import { beijingTime } from '../../../kernel/clock/index.ts';
import { escaped } from '../../../kernel/http/index.ts';
import { PROMPT_PATH } from './exit-prompt.ts';

/** What the tags of 网页标签规范 (国办发〔2017〕47号) say of the site and its column. */
export interface SiteTags {
  readonly siteName: string;
  readonly siteIdCode?: string | undefined;
  readonly columnName: string;
  readonly columnType: string;
  readonly columnDescription?: string | undefined;
  readonly columnKeywords?: string | undefined;
}

/** A published item, of approved words alone. */
export interface PageFacts {
  readonly title: string;
  readonly text: string;
  readonly source: string;
  /** what is shown of where it comes from, in the place of `source` (Art. 14) */
  readonly repost?: Pick<Repost, 'source' | 'url'> | undefined;
  readonly publishedAt: Date;
  readonly url: string;
  readonly attachments: readonly { readonly name: string; readonly path: string }[];
}

const STYLE = `body{max-width:46rem;margin:0 auto;padding:1rem;font:18px/1.9 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1f1f1f;background:#fff}
h1{font-size:1.5rem;line-height:1.5;text-align:center;overflow-wrap:anywhere}p{margin:.6em 0;overflow-wrap:anywhere}
.text p{text-indent:2em;white-space:pre-wrap}.note{color:#595959;font-size:.875rem;text-align:center}a{color:#0958d9}li{margin:.6em 0;overflow-wrap:anywhere}
header,footer{border-bottom:1px solid #8c8c8c;padding:.5rem 0}footer{border:0;border-top:1px solid #8c8c8c;margin-top:2rem}`;
/**
 * Nothing but this style: whatever stands in an item, the page runs nothing and fetches nothing. One that leads to another
 * site has the exit prompt besides, which lies beside it.
 */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;
const PROMPTING = `${POLICY}; script-src 'self'`;

/** The page of an item. Its words are escaped; each line is a paragraph. */
export function renderPage(site: SiteTags, page: PageFacts): string {
  const { title, text, repost, publishedAt, url, attachments } = page;
  const source = repost?.source ?? page.source;
  const date = beijingTime(publishedAt).slice(0, 16);
  const lines = text.split('\n').map((line) => `<p>${escaped(line)}</p>`);
  const files = attachments.map(
    ({ name, path }) =>
      `<li><a href="${escaped(path)}" download="${escaped(name)}">${escaped(name)}</a></li>`,
  );
  return whole(site, {
    url,
    title: `${title}-${site.siteName}`,
    tags: { ArticleTitle: title, PubDate: date, ContentSource: source, Url: url },
    leaves: repost !== undefined,
    body: `<h1>${escaped(title)}</h1>
${originOf(repost, { date, source })}
<div class="text">
${lines.join('\n')}
</div>${files.length > 0 ? `\n<h2>附件</h2>\n<ul>\n${files.join('\n')}\n</ul>` : ''}`,
  });
}

/** Of a repost the site it comes from, when it was reposted, and the link to the original. */
function originOf(
  repost: PageFacts['repost'],
  { date, source }: { readonly date: string; readonly source: string },
): string {
  if (!repost) return `<p class="note">发布时间：${date} 来源：${escaped(source)}</p>`;
  const link = escaped(repost.url);
  return `<p class="note">转载时间：${date} 来源：<a href="${link}">${escaped(source)}</a></p>
<p class="note">转载链接：<a href="${link}">${link}</a></p>`;
}

/** The pages of a column, the newest first. */
export function renderList(
  site: SiteTags,
  {
    url,
    items,
  }: { readonly url: string; readonly items: readonly Pick<PageFacts, 'title' | 'url' | 'publishedAt'>[] },
): string {
  const lines = items.map(
    ({ title, url: to, publishedAt }) =>
      `<li><a href="${escaped(to)}">${escaped(title)}</a> ${beijingTime(publishedAt).slice(0, 10)}</li>`,
  );
  return whole(site, {
    url,
    title: `${site.columnName}-${site.siteName}`,
    tags: {},
    body: `<h1>${escaped(site.columnName)}</h1>\n<ul>\n${lines.join('\n')}\n</ul>`,
  });
}

interface Whole {
  readonly url: string;
  readonly title: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly body: string;
  /** it has links to other sites */
  readonly leaves?: boolean;
}

function whole(site: SiteTags, { url, title, tags, body, leaves = false }: Whole): string {
  const all: Readonly<Record<string, string | undefined>> = {
    SiteName: site.siteName,
    // A name of a host: a scheme before it is the commonest mistake.
    SiteDomain: new URL(url).hostname,
    SiteIDCode: site.siteIdCode,
    ColumnName: site.columnName,
    ColumnDescription: site.columnDescription,
    ColumnKeywords: site.columnKeywords,
    ColumnType: site.columnType,
    ...tags,
  };
  const metas = Object.entries(all).flatMap(([name, content]) =>
    content === undefined ? [] : [`<meta name="${name}" content="${escaped(content)}">`],
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${leaves ? PROMPTING : POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title>
${metas.join('\n')}
<style>${STYLE}</style>${leaves ? `\n<script src="${PROMPT_PATH}" data-site-name="${escaped(site.siteName)}"></script>` : ''}
</head>
<body>
<header>${escaped(site.siteName)}</header>
<main>
${body}
</main>
<footer class="note">${escaped(site.siteName)}</footer>
</body>
</html>
`;
}
