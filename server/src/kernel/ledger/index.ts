export { enterInLedger } from './enter.ts';
export { entryText, type LedgerEntry, parseEntry } from './entry.ts';
export { keepSealing } from './keep-sealing.ts';
export { type KeyPeriod, readInForce, readKeyPeriods } from './key-periods.ts';
export { ledgerKeys, ownLedger } from './keys.ts';
export { ENTRY_KINDS } from './kinds.ts';
export { findIdentity, lastDigests, listRotations } from './ledger.repo.ts';
export { checkpointText, parseCheckpoint } from './note/checkpoint.ts';
export { type Cosigner, cosign, cosignerOf, parseCosigner } from './note/cosignature.ts';
export {
  formatNote,
  type NoteVerifier,
  parseNote,
  type SignedNote,
  verifyNote,
} from './note/note.ts';
export {
  ed25519PublicKey,
  ed25519Signer,
  type NoteSigner,
  parseVerifier,
  renamedVerifier,
  sm2Signer,
} from './note/note-keys.ts';
export { CHECKPOINT_FILE, KEY_FILES, ledgerFolder, pastKeyFiles } from './paths.ts';
export { proveEntries } from './prove-entries.ts';
export { type RotationOutcome, rotateKeys } from './rotate-keys.ts';
export { sealLedger } from './seal.ts';
export { openNote, signNote } from './sign-note.ts';
export { type Hash, leafHash, perfectRoot } from './tree/merkle.ts';
export { consistencyProof, provesConsistency, provesInclusion } from './tree/proof.ts';
export { openTileFolder, type TileStore } from './tree/tile-store.ts';
export { allTiles, TILE_WIDTH, tilePath } from './tree/tiles.ts';
export { openTreeFiles, readTileFile, TreeFileError } from './tree/tree-files.ts';
export type { SubjectReader, SubjectReaders } from './verify/compare-subjects.ts';
export { faultText, type LedgerFault } from './verify/fault.ts';
export { keepVerification, lastVerification } from './verify/last-verification.ts';
export { type LedgerReport, verifyLedger } from './verify/verify-ledger.ts';
