import type { Lang, LocalText } from '@zhengdun/contract';
import { languageOf } from './answer-errors.ts';
import { escaped } from './escaped.ts';
import type { Http } from './http-type.ts';
import { newNonce } from './security-headers.ts';

/** What the page reads of the OpenAPI document. */
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
  readonly 'x-permission'?: LocalText & { readonly name: string };
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: object;
}

const WORDS = {
  title: { zh: '接口说明', en: 'API' },
  lead: {
    zh: '供其他系统读写本系统的数据。机器可读的说明见 <a href="/openapi.json">/openapi.json</a>（OpenAPI 3.1）。',
    en: 'For other systems. For machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).',
  },
  how: {
    zh: '在“我的账号”中生成访问令牌，随请求发送：<code>Authorization: Bearer zhengdun_…</code>。令牌的权限不超过责任人现有的权限，标有“本人登录”的接口不能用令牌。正文为 JSON，时间为 ISO 8601，错误以 <code>error.code</code> 区分；请求过于频繁时返回 429，<code>Retry-After</code> 为等待的秒数。',
    en: 'Make a token in "My account" and send it along: <code>Authorization: Bearer zhengdun_…</code>. It may do no more than its owner may; what is for a person who is signed in is not for tokens. Bodies are JSON, times ISO 8601, errors are told apart by <code>error.code</code>; too many requests are answered by 429 with the seconds to wait in <code>Retry-After</code>.',
  },
  contents: { zh: '目录', en: 'Contents' },
  permission: { zh: '权限', en: 'Permission' },
  parameters: { zh: '参数', en: 'Parameters' },
  name: { zh: '名称', en: 'Name' },
  place: { zh: '位置', en: 'In' },
  required: { zh: '必填', en: 'Required' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  form: { zh: '格式', en: 'Form' },
  body: { zh: '请求正文', en: 'Body' },
  answer: { zh: '返回', en: 'Answer' },
  other: { zh: 'English', en: '中文' },
  back: { zh: '返回政盾', en: 'Back to Zhengdun' },
} as const satisfies Record<string, LocalText>;

const STYLE = `body{max-width:60rem;margin:0 auto;padding:1rem;font:16px/1.6 system-ui,sans-serif;color:#1f1f1f;background:#fff}
a{color:#0958d9}h1{font-size:1.6rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:1px solid #8c8c8c}
h3{font-size:1rem;margin:1.5rem 0 .25rem;overflow-wrap:anywhere}code,pre{font-family:ui-monospace,monospace;font-size:.875rem}
pre{overflow:auto;background:#f5f5f5;padding:.75rem;margin:.25rem 0}table{border-collapse:collapse;margin:.25rem 0}
th,td{border:1px solid #8c8c8c;padding:.15rem .5rem;text-align:left;overflow-wrap:anywhere}nav ul{columns:14rem;padding-left:1.25rem}
p{margin:.25rem 0}summary{cursor:pointer;min-height:24px}.frame{overflow:auto}`;

/** 接口说明 as a page of the server's own: it needs no script and nothing from elsewhere. */
export function addApiDocs(http: Http): void {
  http.get(
    '/api-docs',
    { config: { permission: 'loopback', account: 'signed-in' }, schema: { hide: true } },
    async (request, reply) => {
      const lang = languageOf(request);
      const nonce = newNonce();
      const policy = `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
      return reply
        .header('content-security-policy', policy)
        .type('text/html; charset=utf-8')
        .send(renderPage(http.swagger() as unknown as Document, { lang, nonce }));
    },
  );
}

interface Document {
  readonly info: { readonly version: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

function renderPage(document: Document, { lang, nonce }: { lang: Lang; nonce: string }): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const rooms = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? '');
  const names = [...rooms.keys()].toSorted();
  const t = (key: keyof typeof WORDS): string => WORDS[key][lang];
  const other = lang === 'zh' ? 'en' : 'zh';
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${t('title')} - 政盾</title><style nonce="${nonce}">${STYLE}</style></head><body>
<p><a href="/">${t('back')}</a> · <a href="/api-docs?lang=${other}" hreflang="${other}">${t('other')}</a></p>
<main><h1>${t('title')} ${escaped(document.info.version)}</h1><p>${t('lead')}</p><p>${t('how')}</p>
<nav aria-label="${t('contents')}"><ul>${names.map((name) => `<li><a href="#${escaped(name)}">${escaped(name)}</a></li>`).join('')}</ul></nav>
${names
  .map(
    (name) =>
      `<section id="${escaped(name)}"><h2>${escaped(name)}</h2>${(rooms.get(name) ?? []).map((each) => renderRoute(each, lang)).join('')}</section>`,
  )
  .join('\n')}
</main></body></html>`;
}

function renderRoute(
  route: { readonly path: string; readonly method: string; readonly operation: Operation },
  lang: Lang,
): string {
  const { path, method, operation } = route;
  const { parameters = [], requestBody, responses = {} } = operation;
  const permission = operation['x-permission'];
  const t = (key: keyof typeof WORDS): string => WORDS[key][lang];
  const rows = parameters
    .map(
      (each) =>
        `<tr><td><code>${escaped(each.name)}</code></td><td>${escaped(each.in)}</td><td>${each.required ? t('yes') : t('no')}</td><td><code>${escaped(JSON.stringify(each.schema ?? {}))}</code></td></tr>`,
    )
    .join('');
  const table = rows
    ? `<div class="frame"><table><caption>${t('parameters')}</caption><tr><th>${t('name')}</th><th>${t('place')}</th><th>${t('required')}</th><th>${t('form')}</th></tr>${rows}</table></div>`
    : '';
  const answers = Object.entries(responses).map(([status, { content }]) =>
    schemaBlock(`${t('answer')} ${status}`, content?.['application/json']?.schema),
  );
  return `<h3><code>${method} ${escaped(path)}</code></h3>
<p>${escaped((lang === 'zh' ? operation.summary : operation.description) ?? '')}</p>
${permission ? `<p>${t('permission')}${lang === 'zh' ? '：' : ': '}${escaped(permission[lang])} <code>${escaped(permission.name)}</code></p>` : ''}
${table}${schemaBlock(t('body'), requestBody?.content?.['application/json']?.schema)}${answers.join('')}`;
}

function schemaBlock(title: string, schema: object | undefined): string {
  if (!schema) return '';
  return `<details><summary>${escaped(title)}</summary><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre></details>`;
}
