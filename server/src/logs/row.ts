import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { LogKind, Received } from './event.ts';
import { readLine } from './lines/read-line.ts';

const LEAF = '\0';

/**
 * An event as a row of a segment: canonical JSON (RFC 8785) – the names stand in their order, fields are a list because
 * senders choose their names. A raw line that is no UTF-8 is `raw64`, in Base64.
 *
 * @returns leaf the byte 0 and the row: what RFC 6962 takes the hash of
 */
export function writeRow(event: Received): { leaf: Buffer; at: number | undefined; kind: LogKind } {
  const { at, fields, format, kind } = readLine(event);
  const known = isUtf8(event.raw);
  const row = {
    at,
    fields,
    format,
    kind,
    raw: known ? event.raw.toString('utf8') : undefined,
    raw64: known ? undefined : event.raw.toString('base64'),
    received: event.receivedAt,
    sequence: event.sequence,
    source: event.source,
  };
  return { leaf: Buffer.from(LEAF + JSON.stringify(row)), at, kind };
}

/** Sequence of a row; undefined where it is none of ours. */
export function sequenceOf(leaf: Buffer): number | undefined {
  try {
    const row: unknown = JSON.parse(leaf.toString('utf8', LEAF.length));
    const { sequence } = row as { sequence?: unknown };
    return typeof sequence === 'number' ? sequence : undefined;
  } catch {
    return undefined;
  }
}

export interface Roots {
  readonly sha256: string;
  readonly sm3: string;
}

/** RFC 6962, 2.1, over rows as they come, in both hashes: it keeps one node for each bit of their number. */
export interface GrowingRoots {
  add(leaf: Buffer): void;
  /** in hex */
  roots(): Roots;
}

export function growRoots(): GrowingRoots {
  const sha256 = growRoot('sha256');
  const sm3 = growRoot('sm3');
  return {
    add(leaf) {
      sha256.add(leaf);
      sm3.add(leaf);
    },
    roots: () => ({ sha256: sha256.root(), sm3: sm3.root() }),
  };
}

function growRoot(algorithm: 'sha256' | 'sm3') {
  /** roots of the perfect subtrees from the left */
  const parts: Buffer[] = [];
  let size = 0;
  const pair = Buffer.alloc(65, 1);

  function node(left: Buffer, right: Buffer): Buffer {
    left.copy(pair, 1);
    right.copy(pair, 33);
    return hash(algorithm, pair, 'buffer');
  }

  return {
    add(leaf: Buffer) {
      let right: Buffer = hash(algorithm, leaf, 'buffer');
      size += 1;
      for (let rest = size; rest % 2 === 0; rest /= 2) {
        const left = parts.pop();
        if (left) right = node(left, right);
      }
      parts.push(right);
    },
    root() {
      if (parts.length === 0) return hash(algorithm, '', 'hex');
      return parts.reduceRight((right, left) => node(left, right)).toString('hex');
    },
  };
}
