/**
 * Unpacks one LZ4 block into `target` from `at` on; what lies before `at` is the history it may refer to
 * (github.com/lz4/lz4, doc/lz4_Block_format.md).
 *
 * @returns where it ends in `target`; -1 when the block is damaged or does not fit
 */
export function decodeBlock(source: Buffer, target: Buffer, at: number): number {
  let from = 0;
  let to = at;
  while (from < source.length) {
    const token = source[from++] as number;
    let literals = token >> 4;
    if (literals === 15) {
      for (let more = 255; more === 255; literals += more) {
        if (from >= source.length) return -1;
        more = source[from++] as number;
      }
    }
    if (from + literals > source.length || to + literals > target.length) return -1;
    source.copy(target, to, from, from + literals);
    from += literals;
    to += literals;
    if (from === source.length) return to;

    if (from + 2 > source.length) return -1;
    const distance = source.readUInt16LE(from);
    from += 2;
    let length = (token & 15) + 4;
    if (length === 19) {
      for (let more = 255; more === 255; length += more) {
        if (from >= source.length) return -1;
        more = source[from++] as number;
      }
    }
    const start = to - distance;
    if (distance === 0 || start < 0 || to + length > target.length) return -1;
    if (distance >= length) target.copyWithin(to, start, start + length);
    else for (let i = 0; i < length; i += 1) target[to + i] = target[start + i] as number;
    to += length;
  }
  return to;
}
