/**
 * Keeps what was seen. Content-addressed: the same bytes are kept once and named by the digests of what was seen, so that
 * whoever has a copy can verify it; each lies encrypted under a key of its own.
 */
export interface EvidenceStore {
  /** Returns after the bytes are safely on disk. */
  keep(bytes: Uint8Array, mediaType: string): Promise<KeptEvidence>;
  read(sha256: string): Promise<Uint8Array | undefined>;
}

/**
 * `changed`: bytes that are not what was kept, or that the secret of this installation does not open. `destroyed`: its mark
 * is left, whoever had it destroyed.
 */
export type ObjectState = 'whole' | 'changed' | 'missing' | 'destroyed';

/** The store of an installation. */
export interface KeptEvidenceStore extends EvidenceStore {
  /** How an object lies there, without saying what it holds. */
  look(sha256: string): Promise<ObjectState>;
  /** For good: the same bytes are not kept again either. */
  destroy(sha256: string): Promise<void>;
  /** Encrypts what older versions have kept as it was; once. Returns how many objects that were. */
  sealOld(signal: AbortSignal): Promise<number>;
}

export interface KeptEvidence {
  /** lower-case hex */
  readonly sha256: string;
  readonly sm3: string;
  readonly mediaType: string;
  readonly bytes: number;
}
