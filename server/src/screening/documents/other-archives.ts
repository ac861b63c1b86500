import { ArchiveReader, libarchiveWasm } from 'libarchive-wasm';
import { plainText } from '../../kernel/plain-text.ts';
import { tarNames } from './tar-names.ts';
import type { Allowance, Member } from './zip.ts';

const PIECE = 1 << 20;
const LONGEST_NAME = 200;

/**
 * Members of a RAR, 7z or TAR archive, unpacked one after the other within the same bounds as those of a ZIP. What an archive
 * says of sizes is not believed.
 *
 * @returns undefined: it cannot be read at all; a member whose content is a word says why
 */
export async function readOtherArchive(
  archive: Uint8Array,
  allowance: Allowance,
): Promise<(Omit<Member, 'read'> & { readonly content: ReturnType<Member['read']> })[] | undefined> {
  const members: (Omit<Member, 'read'> & { content: ReturnType<Member['read']> })[] = [];
  const names = tarNames(archive);
  let reader: ArchiveReader | undefined;
  try {
    reader = new ArchiveReader(await libarchiveWasm(), new Int8Array(archive));
    for (let pointer = reader.nextEntryPointer(); pointer !== 0; pointer = reader.nextEntryPointer()) {
      if (reader.getEntryFiletype(pointer) === 'Directory') continue;
      const path = reader.getEntryPathname(pointer);
      const name = nameOf(path, { number: members.length + 1, asTold: names[members.length] });
      allowance.members -= 1;
      const isEncrypted = reader.isEntryEncrypted(pointer);
      const content = isEncrypted ? 'broken' : contentOf(reader, allowance);
      members.push({ name, isEncrypted, size: content.length, content });
      if (content === 'too-much') return members;
    }
  } catch {
    if (members.length === 0 && reader?.hasEncryptedData() !== true) return undefined;
  }
  if (!reader) return undefined;
  if (members.length === 0 && reader.hasEncryptedData() === true)
    return [{ name: '', isEncrypted: true, size: 0, content: 'broken' }];
  // Entries end, or they cannot be read any further: then something is said of an error.
  if (reader.libarchive.error_string(reader.archive))
    members.push({ name: '', isEncrypted: false, size: 0, content: 'broken' });
  return members;
}

/** What this build cannot write in its own letters comes as stars, or not at all: such a file is told by its number, but in TAR. */
function nameOf(
  path: string | null,
  { number, asTold }: { readonly number: number; readonly asTold: string | undefined },
): string {
  if (path && !path.includes('*')) return path;
  if (asTold) return plainText(asTold, LONGEST_NAME);
  return `#${number}${/\.[A-Za-z0-9]{1,8}$/.exec(path ?? '')?.[0] ?? ''}`;
}

function contentOf(reader: ArchiveReader, allowance: Allowance): Buffer | 'too-much' | 'broken' {
  const pieces: Buffer[] = [];
  try {
    for (;;) {
      if (allowance.bytes <= 0 || allowance.members < 0) return 'too-much';
      const piece = reader.readData(PIECE);
      if (piece.length === 0) return Buffer.concat(pieces);
      allowance.bytes -= piece.length;
      pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
    }
  } catch {
    return 'broken';
  }
}
