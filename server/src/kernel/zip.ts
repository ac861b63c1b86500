import { unzipSync, Zip, ZipPassThrough } from 'fflate';

/** A member of an archive. Names are ASCII. */
export interface ZipMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Of every member, so that equal contents make equal archives. */
const ALWAYS = new Date(2000, 0, 1);

/** An archive of members that come one by one, not compressed: whoever has it can read it without unpacking. */
export async function* zipOf(members: AsyncIterable<ZipMember>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for await (const { name, bytes } of members) {
    const member = new ZipPassThrough(name);
    member.mtime = ALWAYS;
    zip.add(member);
    member.push(bytes, true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}

/**
 * The members of an archive as `zipOf` makes it; undefined for anything else. What is compressed is none of it, so that
 * a small file cannot unpack to a large one.
 */
export function unzipStored(archive: Uint8Array): ReadonlyMap<string, Uint8Array> | undefined {
  let isOurs = true;
  try {
    const members = unzipSync(archive, {
      filter: ({ compression, size, originalSize }) => {
        isOurs &&= compression === 0 && size === originalSize;
        return isOurs;
      },
    });
    return isOurs ? new Map(Object.entries(members)) : undefined;
  } catch {
    return undefined;
  }
}
