/** Keeps what was seen. Content-addressed: the same bytes are kept once and named by their digests. */
export interface EvidenceStore {
  /** Returns after the bytes are safely on disk. */
  keep(bytes: Uint8Array, mediaType: string): Promise<KeptEvidence>;
  read(sha256: string): Promise<Uint8Array | undefined>;
}

export interface KeptEvidence {
  /** lower-case hex */
  readonly sha256: string;
  readonly sm3: string;
  readonly mediaType: string;
  readonly bytes: number;
}
