/** The library links all frames of a WebP at each look, which takes time by the square of their number: beyond so many it gets the first alone. */
const MOST_FRAMES = 1_000;
const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

export interface FewFrames {
  readonly bytes: Buffer;
  /** Of the file; left out where the library counts them. */
  readonly frameCount?: number;
}

/** What the image library is given of a picture: of a WebP with very many frames the first, with all else that is in there. */
export function withFewFrames(bytes: Buffer, mime: string): FewFrames {
  if (mime !== 'image/webp') return { bytes };
  const parts: Buffer[] = [];
  let frameCount = 0;
  let at = RIFF_HEADER_BYTES;
  while (at + CHUNK_HEADER_BYTES <= bytes.length) {
    const end = at + CHUNK_HEADER_BYTES + paddedToEven(bytes.readUInt32LE(at + 4));
    // What is cut off is for the decoder to find.
    if (end > bytes.length) return { bytes };
    const isFrame = bytes.toString('latin1', at, at + 4) === 'ANMF';
    if (isFrame) frameCount += 1;
    if (!isFrame || frameCount === 1) parts.push(bytes.subarray(at, end));
    at = end;
  }
  if (frameCount <= MOST_FRAMES || at < RIFF_HEADER_BYTES - 4 + bytes.readUInt32LE(4)) return { bytes };
  const header = Buffer.from(bytes.subarray(0, RIFF_HEADER_BYTES));
  header.writeUInt32LE(RIFF_HEADER_BYTES - 8 + parts.reduce((sum, { length }) => sum + length, 0), 4);
  return { bytes: Buffer.concat([header, ...parts]), frameCount };
}

const paddedToEven = (size: number): number => size + (size & 1);
