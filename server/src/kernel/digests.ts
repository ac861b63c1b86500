import { createHash } from 'node:crypto';

/** What names bytes in the ledger, in manifests and in reports: both digests, in lower-case hex. */
export interface Digests {
  readonly sha256: string;
  readonly sm3: string;
}

/** Digests of bytes, or of a text in UTF-8. */
export function digestsOf(data: string | Uint8Array): Digests {
  const hex = (algorithm: 'sha256' | 'sm3'): string => createHash(algorithm).update(data).digest('hex');
  return { sha256: hex('sha256'), sm3: hex('sm3') };
}
