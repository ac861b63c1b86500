import { createHash } from 'node:crypto';
import { fillTemplate, type Lang, type LocalText } from '@zhengdun/contract';
import type { z } from 'zod';
import { type Json, jsonDigest } from '../../kernel/canonical-json.ts';
import { sm3 } from '../../kernel/gm/index.ts';
import {
  leafHash,
  type NoteVerifier,
  parseEntry,
  parseVerifier,
  provesInclusion,
  readInForce,
} from '../../kernel/ledger/index.ts';
import {
  ARCHIVE_FILES,
  archivedEntriesSchema,
  archivedManifestSchema,
  archiveIndexSchema,
} from './archive.ts';

type Files = ReadonlyMap<string, Uint8Array>;

/** What may be wrong with an archive. `where` is a file of it. */
const FAULT_WORDS = {
  'file-missing': { zh: '缺少文件 {where}', en: '{where} is missing' },
  'file-unreadable': { zh: '{where} 不能读取，或者格式不对', en: '{where} cannot be read' },
  'file-changed': { zh: '{where} 被改动', en: '{where} was changed' },
  'file-unlisted': { zh: '{where} 不在清单中，是后来加进去的', en: '{where} is not of this archive' },
  'checkpoint-forged': {
    zh: '检查点不是由所给的公钥签署的（{where}）',
    en: 'the checkpoint was not signed by the keys given ({where})',
  },
  'proof-wrong': {
    zh: '存证条目与检查点不符（{where}）',
    en: 'an entry of the ledger is not in the signed tree ({where})',
  },
  'version-changed': {
    zh: '{where} 与存证不符，不是当时的内容',
    en: '{where} is not what the ledger has the digest of',
  },
  'decision-changed': {
    zh: '审核意见与存证不符，不是当时的内容（{where}）',
    en: 'a decision is not what the ledger has the digest of ({where})',
  },
  'decision-of-other': {
    zh: '审核意见批准的不是所列的那一版（{where}）',
    en: 'a decision is about something else than the version that it names ({where})',
  },
  'published-unapproved': {
    zh: '已发布的一版没有同意的审核意见（{where}）',
    en: 'the published version has no approval ({where})',
  },
} as const satisfies Record<string, LocalText>;

export interface ArchiveFault {
  readonly code: keyof typeof FAULT_WORDS;
  readonly where: string;
}

export function archiveFaultText({ code, where }: ArchiveFault, lang: Lang): string {
  return fillTemplate(FAULT_WORDS[code][lang], { where }, lang);
}

export interface ArchiveReport {
  readonly title: string;
  readonly versions: number;
  readonly decisions: number;
  /** entries that the checkpoint proves */
  readonly entries: number;
  /** versions and decisions that were not sealed yet when the archive was made: nothing proves them */
  readonly unproven: number;
  /** contents that were destroyed on an order */
  readonly destroyed: number;
  /** the keys are those of the archive itself, not of whoever verifies it */
  readonly ownKeys: boolean;
  /** the first that was found */
  readonly fault: ArchiveFault | undefined;
}

class Fault extends Error {
  readonly fault: ArchiveFault;
  constructor(code: ArchiveFault['code'], where: string) {
    super(code);
    this.fault = { code, where };
  }
}

/**
 * Verifies an archive by itself: each file against the sums and the manifests, manifests and decisions against the
 * entries of the ledger, these against the signed checkpoint.
 *
 * @param held public keys that were got by another way; without them those in the archive are taken
 */
export function checkArchive(files: Files, held: readonly NoteVerifier[] = []): ArchiveReport {
  const report = { title: '', versions: 0, decisions: 0, entries: 0, unproven: 0, destroyed: 0 };
  const ownKeys = held.length === 0;
  try {
    checkSums(files);
    const index = read(files, ARCHIVE_FILES.index, archiveIndexSchema);
    Object.assign(report, {
      title: index.title,
      versions: index.versions.length,
      decisions: index.decisions.length,
    });
    const proven = provenEntries(files, held);
    report.entries = proven.count;
    const manifests = new Map<number, string>();
    for (const version of index.versions) {
      const seen = checkVersion(files, { index, version, proven });
      manifests.set(version.version, seen.manifest);
      report.destroyed += seen.destroyed;
      if (!seen.isProven) report.unproven += 1;
    }
    for (const scan of [...index.scans, ...index.sources]) {
      report.destroyed += checkFile(files, scan);
      const entered = proven.digests.get(`document/${scan.document}`);
      if (entered && entered.document !== `sha256:${scan.sha256}`)
        throw new Fault('version-changed', ARCHIVE_FILES.file(scan));
    }
    for (const { facts } of index.decisions)
      if (!checkDecision(facts, { manifests, proven })) report.unproven += 1;
    const { published } = index;
    const approves = ({ facts }: (typeof index.decisions)[number]) =>
      facts.decision === 'approve' && facts.version === published?.version;
    if (published && !index.decisions.some(approves))
      throw new Fault('published-unapproved', ARCHIVE_FILES.index);
    refuseOthers(files, index);
    return { ...report, ownKeys, fault: undefined };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...report, ownKeys, fault: error.fault };
  }
}

function demand(files: Files, name: string): Uint8Array {
  const bytes = files.get(name);
  if (!bytes) throw new Fault('file-missing', name);
  return bytes;
}

function read<T>(files: Files, name: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(demand(files, name)).toString('utf8')));
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('file-unreadable', name);
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function checkSums(files: Files): void {
  const sums = Buffer.from(demand(files, ARCHIVE_FILES.sums)).toString('utf8');
  const listed = new Map(
    sums
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  for (const [name, sum] of listed)
    if (sha256(demand(files, name)) !== sum) throw new Fault('file-changed', name);
}

/** Nothing lies beside what belongs to the item: somebody could take it for a part of it. */
function refuseOthers(files: Files, { versions, scans, sources }: Index): void {
  const { text, manifest, file, ...others } = ARCHIVE_FILES;
  const own = new Set<string>([
    ...Object.values(others),
    ...versions.flatMap((each) => [text(each.version), manifest(each.version), ...each.files.map(file)]),
    ...scans.map(file),
    ...sources.map(file),
  ]);
  const stranger = [...files.keys()].find((name) => !own.has(name));
  if (stranger !== undefined) throw new Fault('file-unlisted', stranger);
}

interface Proven {
  /** digests by subject, as the signed tree has them */
  readonly digests: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly count: number;
}

function provenEntries(files: Files, held: readonly NoteVerifier[]): Proven {
  const { entries } = read(files, ARCHIVE_FILES.entries, archivedEntriesSchema);
  if (entries.length === 0) return { digests: new Map(), count: 0 };
  const lines = Buffer.from(demand(files, ARCHIVE_FILES.verifiers)).toString('utf8').split('\n');
  const verifiers = held.length > 0 ? held : lines.flatMap((line) => parseVerifier(line) ?? []);
  const note = Buffer.from(demand(files, ARCHIVE_FILES.checkpoint)).toString('utf8');
  const signed = readInForce(note, [{ verifiers }]);
  if (!signed.ok) throw new Fault('checkpoint-forged', ARCHIVE_FILES.checkpoint);
  const { size, root } = signed.checkpoint;
  const digests = new Map<string, Readonly<Record<string, string>>>();
  for (const { index, entry, proof } of entries) {
    const leaf = leafHash(Buffer.from(entry, 'utf8'));
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    const parsed = parseEntry(entry);
    if (!parsed || !provesInclusion({ leaf, index, size, root, proof: hashes }))
      throw new Fault('proof-wrong', `${ARCHIVE_FILES.entries} ${index}`);
    if (parsed.kind !== 'document-destroyed') digests.set(parsed.subject, parsed.digests);
  }
  return { digests, count: entries.length };
}

type Index = z.output<typeof archiveIndexSchema>;

function checkVersion(
  files: Files,
  { index, version, proven }: { index: Index; version: Index['versions'][number]; proven: Proven },
) {
  const name = ARCHIVE_FILES.manifest(version.version);
  const bytes = demand(files, name);
  const manifest = read(files, name, archivedManifestSchema);
  const entered = proven.digests.get(`publication/${index.item}:${version.version}`);
  const isSame =
    entered?.manifest === `sha256:${sha256(bytes)}` &&
    entered['manifest-sm3'] === `sm3:${sm3(bytes).toString('hex')}`;
  if (entered && !isSame) throw new Fault('version-changed', name);
  if (manifest.item !== index.item || manifest.version !== version.version)
    throw new Fault('version-changed', name);
  const text = ARCHIVE_FILES.text(version.version);
  let destroyed = 0;
  if (version.textDestroyed) destroyed += 1;
  else compare(demand(files, text), manifest.text, text);
  for (const file of manifest.attachments) {
    const listed = version.files.find((each) => each.sha256 === file.sha256 && each.name === file.name);
    if (!listed) throw new Fault('version-changed', ARCHIVE_FILES.index);
    destroyed += checkFile(files, { ...file, destroyed: listed.destroyed });
  }
  return { manifest: sha256(bytes), destroyed, isProven: entered !== undefined };
}

/** @returns 1 where its content was destroyed */
function checkFile(files: Files, file: Omit<Index['scans'][number], 'document'>): 0 | 1 {
  const name = ARCHIVE_FILES.file(file);
  if (file.destroyed) return 1;
  compare(demand(files, name), file, name);
  return 0;
}

function compare(
  bytes: Uint8Array,
  kept: { readonly bytes: number; readonly sha256: string; readonly sm3: string },
  name: string,
): void {
  const isSame =
    bytes.length === kept.bytes && sha256(bytes) === kept.sha256 && sm3(bytes).toString('hex') === kept.sm3;
  if (!isSame) throw new Fault('version-changed', name);
}

/** @returns whether the ledger proves it */
function checkDecision(
  facts: Index['decisions'][number]['facts'],
  { manifests, proven }: { readonly manifests: ReadonlyMap<number, string>; readonly proven: Proven },
): boolean {
  const where = facts.id;
  if (manifests.get(facts.version) !== facts.manifest.sha256) throw new Fault('decision-of-other', where);
  const entered = proven.digests.get(`item-decision/${facts.id}`);
  if (entered && entered.decision !== jsonDigest(facts as Json)) throw new Fault('decision-changed', where);
  return entered !== undefined;
}
