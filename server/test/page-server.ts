import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EgressPolicy, STRICT_POLICY } from '../src/kernel/egress/index.ts';

/** Published pages, on loopback under the names of their sites. */
export interface PageServer {
  /** what reaches them, and nothing else */
  readonly policy: EgressPolicy;
  close(): void;
}

/** @param pageAt what stands at an address without its protocol, as `www.example.cn/1.html` */
export async function servePages(
  hosts: readonly string[],
  pageAt: (address: string) => { readonly status?: number | undefined; readonly body: string },
): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { status = 200, body } = pageAt(`${request.headers.host}${request.url}`);
    response.writeHead(status, { 'content-type': 'text/html' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const overrides = hosts.map((host) => ({ host, port: '*' as const, addresses: ['127.0.0.1'] }));
  return {
    policy: { ...STRICT_POLICY, overrides, loopbackPorts: { 80: port } },
    close: () => void server.close(),
  };
}
