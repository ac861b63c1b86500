import { createResolver, type EgressPolicy } from '../../../kernel/egress/index.ts';
import { askBucket, type Bucket, openNetworkWeb, refusalOf } from '../../../kernel/web/index.ts';
import { SiteFault, type SiteFile, type SiteStore } from './site-store.ts';

/** An object is 20 MB at most. */
const TIMEOUT_MS = 60_000;
const ANSWER_BYTES = 64 * 1024;

interface PageBucket extends Bucket {
  /** '' or a name that ends with / */
  readonly prefix: string;
}

/** Pages in a bucket that is asked for by path (S3, signature version 4). An object is replaced as a whole. */
export function s3Store(policy: EgressPolicy, bucket: PageBucket): SiteStore {
  async function ask(method: 'PUT' | 'DELETE', path: string, file?: SiteFile): Promise<void> {
    using resolver = createResolver({ servers: policy.resolvers });
    await using web = openNetworkWeb({ policy, resolver }, { verified: true });
    const answer = await askBucket(web, bucket, {
      method,
      key: `${bucket.prefix}${path}`,
      ...(file && { type: file.type, body: file.bytes }),
      maxBytes: ANSWER_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    if (!answer.ok) {
      const refusal = refusalOf(answer.code);
      // Putting the same again does no harm.
      if (refusal.result === 'not-sent') throw new SiteFault(refusal.fault, refusal.lasting);
      throw new SiteFault('no-answer', false);
    }
    const { status } = answer;
    if ((status >= 200 && status < 300) || (method === 'DELETE' && status === 404)) return;
    if (status === 401 || status === 403) throw new SiteFault('sign-in-refused', false);
    throw new SiteFault(status === 404 ? 'bucket-missing' : 'refused', false);
  }
  return {
    put: (path, file) => ask('PUT', path, file),
    remove: (path) => ask('DELETE', path),
  };
}
