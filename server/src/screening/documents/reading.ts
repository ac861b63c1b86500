import type { ScreenObstacle, ScreenPart } from '@zhengdun/contract';
import type { Box } from './pictures/picture.ts';

/** A piece of a document whose words stand together. */
export interface DocumentPart {
  readonly part: ScreenPart;
  /** which sheet, slide or page, or the path inside an archive */
  readonly name?: string | undefined;
  readonly text: string;
  /** of a picture: where each line of the text lies in it */
  readonly boxes?: readonly Box[];
}

/** What came out of a document, and what could not be read of it. */
export interface Reading {
  readonly parts: readonly DocumentPart[];
  readonly obstacles: readonly Obstacle[];
}

interface Obstacle {
  readonly what: ScreenObstacle;
  readonly part?: string | undefined;
  /** how many pages it is about, where that is known */
  readonly count?: number | undefined;
}

export function unreadable(what: ScreenObstacle, part?: string): Reading {
  return { parts: [], obstacles: [{ what, ...(part !== undefined && { part }) }] };
}

/** Bytes of a file that is read at all. */
export const MOST_BYTES = 50_000_000;
