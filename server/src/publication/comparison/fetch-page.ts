import { createHash } from 'node:crypto';
import type { RawPage } from '../../inspection/index.ts';
import { createResolver, type EgressPolicy } from '../../kernel/egress/index.ts';
import { VERSION } from '../../kernel/version.ts';
import { follow, header, openNetworkWeb, type Web, type WebResponse } from '../../kernel/web/index.ts';

/** A page, or why there is none: a code of the network, or `http-404`. */
export type Fetched =
  | { readonly page: RawPage; readonly sha256: string }
  | { readonly page?: undefined; readonly fault: string; readonly sha256: string | null };

/** Pages and files of sites, through the one door out. */
export interface Pages extends AsyncDisposable {
  readonly web: Web;
}

export const BROWSER_HEADERS = {
  'user-agent': `Mozilla/5.0 (compatible; Zhengdun/${VERSION})`,
  accept: 'text/html,*/*',
} as const;

export function openPages(policy: EgressPolicy): Pages {
  const resolver = createResolver({ servers: policy.resolvers });
  const web = openNetworkWeb({ policy, resolver });
  return {
    web,
    async [Symbol.asyncDispose]() {
      await web[Symbol.asyncDispose]();
      resolver[Symbol.dispose]();
    },
  };
}

/** Fetches one page as whoever opens it in a browser would get it. */
export async function fetchPage(policy: EgressPolicy, url: string): Promise<Fetched> {
  await using pages = openPages(policy);
  const { end, answer } = await follow(pages.web, { url, headers: BROWSER_HEADERS });
  if (end !== 'answer') return { fault: end, sha256: null };
  if (!answer.ok) return { fault: answer.code, sha256: null };
  const sha256 = createHash('sha256').update(answer.body).digest('hex');
  if (answer.status !== 200) return { fault: `http-${answer.status}`, sha256 };
  return { page: pageOf(answer), sha256 };
}

function pageOf(answer: WebResponse): RawPage {
  const { url, status, body, cut } = answer;
  const contentType = header(answer, 'content-type');
  return { url, status, body, cut, ...(contentType !== undefined && { contentType }) };
}
