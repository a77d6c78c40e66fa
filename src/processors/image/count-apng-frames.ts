const SIGNATURE_BYTES = 8;

/** Frames of an animated PNG, from its `acTL` chunk; 1 for a still one. */
export function countApngFrames(png: Buffer): number {
  let at = SIGNATURE_BYTES;
  while (at + 12 <= png.length) {
    const type = png.toString('latin1', at + 4, at + 8);
    // It must come before the first picture.
    if (type === 'IDAT') return 1;
    if (type === 'acTL') return Math.max(1, png.readUInt32BE(at + 8));
    at += 12 + png.readUInt32BE(at);
  }
  return 1;
}
