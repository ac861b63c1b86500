import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keys that the server of tests knows. */
export const S3_KEYS = { accessKey: 'S3RVER', secretKey: 'S3RVER' } as const;

/** A server of object storage on loopback with one bucket. It may go away for a while, and keeps what it has. */
export async function s3Server(bucket: string): Promise<{
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}> {
  const directory = mkdtempSync(join(tmpdir(), 'zhengdun-s3-'));
  // @ts-expect-error: it has no types
  const { default: S3rver }: { default: S3rverClass } = await import('s3rver');
  const serverAt = (port: number) =>
    new S3rver({
      port,
      address: '127.0.0.1',
      silent: true,
      directory,
      configureBuckets: [{ name: bucket, configs: [] }],
    });
  let server = serverAt(0);
  const { port } = (await server.run()) as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => server.close(),
    async start() {
      server = serverAt(port);
      await server.run();
    },
    async close() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface S3rverClass {
  new (options: object): { run(): Promise<unknown>; close(): Promise<void> };
}
