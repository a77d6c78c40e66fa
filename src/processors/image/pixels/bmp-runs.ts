/**
 * Unpacks BMP's run-length encoding to one palette index a pixel, in the order of the file (rows from the bottom).
 * Pixels that are skipped have the index 0, as in Pillow (which in its version 9.4 loses the last of an odd literal). Throws an Error when the data ends before the picture does.
 */
export function unpackBmpRuns(data: Buffer, width: number, height: number, bits: 4 | 8): Uint8Array {
  const indices = new Uint8Array(width * height);
  let x = 0;
  let y = 0;
  let at = 0;
  const put = (index: number): void => {
    if (x < width && y < height) indices[y * width + x] = index;
    x += 1;
  };
  const next = (): number => {
    const byte = data[at];
    if (byte === undefined) throw new Error('the end of the BMP is missing');
    at += 1;
    return byte;
  };
  /** Of the byte that holds the index number `i` of a run. */
  const indexIn = (byte: number, i: number): number => (bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);

  while (y < height) {
    // Some writers leave out the mark at the very end.
    if (at >= data.length && y === height - 1 && x >= width) break;
    const count = next();
    const code = next();
    if (count > 0) {
      for (let i = 0; i < count; i += 1) put(indexIn(code, i));
    } else if (code === 0) {
      x = 0;
      y += 1;
    } else if (code === 1) {
      break;
    } else if (code === 2) {
      x += next();
      y += next();
    } else {
      const start = at;
      for (let i = 0; i < code; i += 1) {
        const byte = bits === 8 || i % 2 === 0 ? next() : (data[at - 1] as number);
        put(indexIn(byte, i));
      }
      // Literal pixels fill whole words of 16 bits.
      if ((at - start) % 2 === 1) at += 1;
    }
  }
  return indices;
}
