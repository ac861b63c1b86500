import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { triageLinks } from '../../../server/src/inspection/probes/links/index.ts';
import { createResolver } from '../../../server/src/kernel/egress/index.ts';
import { openNetworkWeb } from '../../../server/src/kernel/web/index.ts';
import { work } from '../child.ts';

export interface LinksTask {
  readonly tool: 'zhengdun' | 'linkinator';
  readonly urls: readonly string[];
}

export interface LinksResult {
  readonly checked: number;
  readonly bad: number;
}

work<LinksTask, LinksResult>(async ({ tool, urls }, report) => {
  report.begin();
  return tool === 'zhengdun' ? await byZhengdun(urls) : await byLinkinator(urls);
});

async function byZhengdun(urls: readonly string[]): Promise<LinksResult> {
  const policy = {
    allowPrivate: false,
    allowNetworks: ['127.0.0.0/8'],
    overrides: [],
    extraCa: [],
    resolvers: [],
  };
  using resolver = createResolver({ servers: [] });
  await using web = openNetworkWeb({ policy, resolver });
  const seen = await triageLinks(web, {
    exits: urls.map((url) => ({ url, on: [] })),
    userAgent: 'Zhengdun bench',
    maxLinks: urls.length,
    timeLimitMs: 600_000,
  });
  if (seen.outcome !== 'seen') throw new Error('the links were not checked');
  const { links } = seen.facts;
  return { checked: links.length, bad: links.filter(({ state }) => state === 'dead').length };
}

/** linkinator reads its links from a page, so it gets one; it is told not to follow what it finds there. */
async function byLinkinator(urls: readonly string[]): Promise<LinksResult> {
  const { LinkChecker, LinkState } = await import('linkinator');
  const list = urls.map((url) => `<a href="${url}">x</a>`).join('\n');
  const server = createServer((_request, response) => {
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><title>links</title>${list}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { links } = await new LinkChecker().check({
    path: `http://127.0.0.1:${port}/`,
    recurse: false,
    timeout: 12_000,
  });
  server.close();
  const asked = links.filter(({ url }) => !url.includes(`:${port}/`));
  return { checked: asked.length, bad: asked.filter(({ state }) => state === LinkState.BROKEN).length };
}
