import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { work } from '../child.ts';

/** Serves pages for link checkers on every loopback address: many hosts, one port. */
work<object, never>(async () => {
  const page = `<!doctype html><title>示例机构</title><p>${'这是一个虚构机构的网站。'.repeat(200)}`;
  const server = createServer((request, response) => {
    const number = Number(/\d+$/.exec(request.url ?? '')?.[0] ?? 0);
    const html = { 'content-type': 'text/html; charset=utf-8' };
    const answer = (): void => {
      if (number % 25 === 1) response.writeHead(404, html).end('<title>404</title>页面不存在');
      else if (number % 33 === 2 && request.url?.startsWith('/page/'))
        response.writeHead(302, { location: `/moved/${number}` }).end();
      else response.writeHead(200, html).end(page);
    };
    if (number % 50 === 3) setTimeout(answer, 300);
    else answer();
  });
  server.keepAliveTimeout = 5_000;
  server.listen(0, '0.0.0.0', () => process.send?.({ result: (server.address() as AddressInfo).port }));
  return await new Promise<never>(() => undefined);
});
