import type { DocumentPart } from './reading.ts';

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;
const GPS_DIRECTORY = 0x8825;
const MOST_ENTRIES = 200;
const RATIONAL_BYTES = 8;

/** Where a photo says that it was taken (Exif 2.3, GPS), as a line of text; undefined where it does not say so. */
export function readPosition(bytes: Uint8Array): DocumentPart | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const tiff = exifOf(view);
    const position = tiff && positionIn(tiff);
    return (
      position && {
        part: 'properties',
        text: `GPSLatitude ${position.latitude} GPSLongitude ${position.longitude}`,
      }
    );
  } catch (error) {
    // Directories that point beyond the picture.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The TIFF block within a JPEG or a PNG. */
function exifOf(bytes: Buffer): Buffer | undefined {
  if (bytes.readUInt16BE(0) === 0xffd8) {
    for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
      if (bytes[at + 1] === START_OF_SCAN) return undefined;
      const isExif = bytes[at + 1] === APP1 && bytes.toString('latin1', at + 4, at + 10) === 'Exif\0\0';
      if (isExif) return bytes.subarray(at + 10, at + 2 + bytes.readUInt16BE(at + 2));
    }
    return undefined;
  }
  if (bytes.readUInt32BE(0) !== 0x89504e47) return undefined;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'eXIf')
      return bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
  }
  return undefined;
}

interface Position {
  readonly latitude: string;
  readonly longitude: string;
}

function positionIn(tiff: Buffer): Position | undefined {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number): number => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  /** Where the entry with a tag has its value. */
  const find = (directory: number, tag: number): number | undefined => {
    for (let entry = 0; entry < Math.min(short(directory), MOST_ENTRIES); entry++) {
      const at = directory + 2 + entry * 12;
      if (short(at) === tag) return at + 8;
    }
    return undefined;
  };
  const pointer = find(long(4), GPS_DIRECTORY);
  if (pointer === undefined) return undefined;
  const gps = long(pointer);
  /** Degrees, minutes and seconds as fractions; the letter says on which side. */
  const degrees = (sideTag: number, tag: number, negative: string): number | undefined => {
    const [side, value] = [find(gps, sideTag), find(gps, tag)];
    if (side === undefined || value === undefined) return undefined;
    const parts = [0, 1, 2].map((part) => {
      const at = long(value) + part * RATIONAL_BYTES;
      return long(at) / (long(at + 4) || 1);
    });
    const [whole = 0, minutes = 0, seconds = 0] = parts;
    const sum = whole + minutes / 60 + seconds / 3600;
    return tiff.toString('latin1', side, side + 1) === negative ? -sum : sum;
  };
  const latitude = degrees(1, 2, 'S');
  const longitude = degrees(3, 4, 'W');
  if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0))
    return undefined;
  return { latitude: latitude.toFixed(5), longitude: longitude.toFixed(5) };
}
