import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Web, WebAnswer } from './web.ts';

/** A bucket that is asked for by path. */
export interface Bucket {
  /** of the service, without the bucket */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** One exchange with object storage (S3, signature version 4). The digest of the body is signed with it: a server checks it. */
export async function askBucket(
  web: Web,
  { endpoint, region, bucket, accessKey, secretKey }: Bucket,
  request: {
    readonly method: 'GET' | 'PUT' | 'DELETE';
    /** of an object; '' asks the bucket itself */
    readonly key: string;
    readonly query?: Readonly<Record<string, string>>;
    readonly type?: string;
    readonly body?: Uint8Array;
    /** of the answer */
    readonly maxBytes: number;
    readonly timeoutMs: number;
    /** as of any exchange; sending the body counts in */
    readonly idleMs?: number;
  },
): Promise<WebAnswer> {
  const { method, key, query = {}, type, body, maxBytes, timeoutMs, idleMs } = request;
  const path = key.split('/').map(encodeURIComponent).join('/');
  const url = new URL(`${endpoint.replace(/\/$/, '')}/${bucket}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: {
      ...(type !== undefined && { 'content-type': type }),
      'x-amz-content-sha256': createHash('sha256')
        .update(body ?? new Uint8Array())
        .digest('hex'),
    },
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    service: 's3',
    region,
  });
  const signed = await signer.sign();
  return web.fetch({
    url: signed.url.href,
    method,
    headers: Object.fromEntries(signed.headers),
    ...(body && { body }),
    maxBytes,
    timeoutMs,
    ...(idleMs !== undefined && { idleMs }),
  });
}
