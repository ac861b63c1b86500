/** A place in a picture, in percent of its width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A picture as it lies in a file, or its points: a byte for each channel, row by row from the top. */
export type Picture =
  | { readonly bytes: Uint8Array; readonly page?: number }
  | {
      readonly points: Uint8Array;
      readonly width: number;
      readonly height: number;
      readonly channels: 1 | 3 | 4;
    };

/** Lines of text as they were recognised, from above, each with its place. */
export interface ReadPicture {
  /** of the file: a TIFF of a scanner has several */
  readonly pages: number;
  readonly lines: readonly { readonly text: string; readonly box: Box }[];
}

/** Reads pictures one after the other. */
export interface PictureReader {
  /** @returns undefined: it could not be read */
  read(picture: Picture): Promise<ReadPicture | undefined>;
  /** draws pages of a PDF */
  readonly canvas: CanvasModule;
  close(): void;
}

interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

/** What is used of @napi-rs/canvas. */
export interface CanvasModule {
  createCanvas(width: number, height: number): Canvas;
  readonly DOMMatrix: unknown;
  readonly ImageData: unknown;
  readonly Path2D: unknown;
}
