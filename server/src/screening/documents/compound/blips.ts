const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const MOST = 200;
/** Smaller ones are ornaments. */
const LEAST_BYTES = 2_000;

/** Pictures that lie in a stream among other things: PNG and JPEG, which say where they end. */
export function picturesIn(stream: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  for (let at = 0; pictures.length < MOST; ) {
    const png = stream.indexOf(PNG, at);
    const jpeg = stream.indexOf(JPEG, at);
    const start = Math.min(png < 0 ? stream.length : png, jpeg < 0 ? stream.length : jpeg);
    if (start >= stream.length) break;
    const end = start === png ? endOfPng(stream, start) : endOfJpeg(stream, start);
    if (end - start >= LEAST_BYTES) pictures.push(stream.subarray(start, end));
    at = Math.max(end, start + 4);
  }
  return pictures;
}

function endOfPng(stream: Buffer, start: number): number {
  for (let at = start + 8; at + 12 <= stream.length; at += 12 + stream.readUInt32BE(at)) {
    if (stream.toString('latin1', at + 4, at + 8) === 'IEND') return at + 12;
  }
  return stream.length;
}

/** Segments up to the picture itself, whose end mark cannot stand within it. */
function endOfJpeg(stream: Buffer, start: number): number {
  let at = start + 2;
  while (at + 4 <= stream.length && stream[at] === 0xff && stream[at + 1] !== 0xda)
    at += 2 + Math.max(2, stream.readUInt16BE(at + 2));
  const end = stream.indexOf(Buffer.from([0xff, 0xd9]), at);
  return end < 0 ? stream.length : end + 2;
}
