import { digestsOf } from '../../kernel/digests.ts';
import type { ReportPicture } from './report-view.ts';

/** Gives the bytes of a kept picture by its SHA-256 (lower-case hex), or undefined where they are gone. */
export type PictureLookup = (sha256: string) => Promise<Uint8Array | undefined>;

const MEDIA_TYPES = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;
export type PictureType = keyof typeof MEDIA_TYPES;

export interface LoadedPicture extends ReportPicture {
  readonly bytes: Uint8Array;
  readonly mediaType: PictureType;
  /** jpg, png, webp */
  readonly ending: string;
}

/** Why a picture is not in the report. */
export type PictureGap = 'gone' | 'destroyed' | 'damaged' | 'foreign-type';

export type FetchedPicture = LoadedPicture | (ReportPicture & { readonly gap: PictureGap });

/** Fetches every picture of a report, one after the other. Bytes that do not fit their digest are not shown. */
export async function fetchPictures(
  pictures: readonly ReportPicture[],
  lookup: PictureLookup,
): Promise<FetchedPicture[]> {
  const fetched: FetchedPicture[] = [];
  for (const picture of pictures) fetched.push(await fetchPicture(picture, lookup));
  return fetched;
}

async function fetchPicture(picture: ReportPicture, lookup: PictureLookup): Promise<FetchedPicture> {
  if (picture.destroyed) return { ...picture, gap: 'destroyed' };
  const mediaType = picture.evidence.mediaType ?? '';
  if (!isPictureType(mediaType)) return { ...picture, gap: 'foreign-type' };
  const bytes = await lookup(picture.sha256);
  if (!bytes) return { ...picture, gap: 'gone' };
  if (digestsOf(bytes).sha256 !== picture.sha256) return { ...picture, gap: 'damaged' };
  return { ...picture, bytes, mediaType, ending: MEDIA_TYPES[mediaType] };
}

function isPictureType(text: string): text is PictureType {
  return Object.hasOwn(MEDIA_TYPES, text);
}
