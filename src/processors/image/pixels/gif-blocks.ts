/** Of the logical screen, without its palette. */
export const GIF_HEADER_BYTES = 13;
/** Of a picture's description, without its palette. */
export const GIF_PICTURE_BYTES = 10;
export const GIF_BLOCK = { extension: 0x21, picture: 0x2c, end: 0x3b } as const;

/** Bytes of the palette of which these flags tell (GIF89a, 18 and 20). */
export const gifPaletteBytes = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

/** Behind the parts that begin at `at`, each with its length before it, and the empty one that ends them. */
export function behindGifParts(gif: Buffer, at: number): number {
  let place = at;
  while ((gif[place] ?? 0) > 0) place += 1 + (gif[place] as number);
  return place + 1;
}
