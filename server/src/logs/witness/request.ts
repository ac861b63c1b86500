/** What an archive asks its witness (C2SP tlog-witness, add-checkpoint). */
export interface WitnessRequest {
  /** entries of the history that was cosigned last */
  readonly older: number;
  /** of consistency, RFC 6962, 2.1.2 */
  readonly proof: readonly Buffer[];
  /** the signed head */
  readonly note: string;
}

const MOST_HASHES = 63;

export function requestText({ older, proof, note }: WitnessRequest): string {
  return `old ${older}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
}

/** Undefined for anything that is not exactly such a request. */
export function readRequest(body: string): WitnessRequest | undefined {
  const split = body.indexOf('\n\n');
  if (split < 0) return undefined;
  const [first = '', ...lines] = body.slice(0, split).split('\n');
  const [, older] = /^old (0|[1-9]\d{0,14})$/.exec(first) ?? [];
  const isProof = lines.length <= MOST_HASHES && lines.every((line) => /^[A-Za-z0-9+/]{43}=$/.test(line));
  if (older === undefined || !isProof) return undefined;
  return {
    older: Number(older),
    proof: lines.map((line) => Buffer.from(line, 'base64')),
    note: body.slice(split + 2),
  };
}
