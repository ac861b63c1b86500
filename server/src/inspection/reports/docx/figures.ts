import { AlignmentType, ImageRun, LineRuleType, Paragraph } from 'docx';
import { AUTO_LINE, type FontSet, runs, SIZE } from '../../../kernel/docx/index.ts';
import type { LoadedPicture } from '../pictures.ts';

/** A picture across the text, at most `width` × `height` pixels of 96 to the inch, with its caption. */
export function figure(
  picture: LoadedPicture,
  words: { caption: string; description: string },
  options: { width: number; height: number; fonts: FontSet },
): Paragraph[] {
  const image = imageRun(picture, words.description, options);
  if (!image) return [];
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120, ...AUTO_LINE },
      children: [image],
    }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120, line: 320, lineRule: LineRuleType.EXACT },
      children: runs(words.caption, options.fonts, { size: SIZE.table }),
    }),
  ];
}

/** WebP is not a format of the package: such a picture is listed, not shown. */
export function imageRun(
  picture: LoadedPicture,
  description: string,
  { width, height }: { width: number; height: number },
): ImageRun | undefined {
  const { mediaType, bytes, evidence, number } = picture;
  if (mediaType === 'image/webp') return undefined;
  const pixels = evidence.pixels ?? { width: 4, height: 3 };
  const scale = Math.min(width / Math.max(1, pixels.width), height / Math.max(1, pixels.height));
  return new ImageRun({
    type: mediaType === 'image/png' ? 'png' : 'jpg',
    data: bytes,
    transformation: {
      width: Math.max(1, Math.round(pixels.width * scale)),
      height: Math.max(1, Math.round(pixels.height * scale)),
    },
    altText: { name: `picture-${number}`, title: `${number}`, description },
  });
}
