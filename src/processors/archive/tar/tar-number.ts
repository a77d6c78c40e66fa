/**
 * A number of a tar header: octal digits among spaces and NULs, or binary (base 256) where the first bit is set, as GNU
 * and star write what does not fit. NaN for anything else.
 */
export function tarNumber(block: Buffer, from: number, to: number): number {
  const first = block[from] as number;
  if (first & 0x80) return binaryNumber(block, from, to);
  let at = from;
  while (at < to && (block[at] === 0x20 || block[at] === 0)) at += 1;
  let value = 0;
  for (; at < to; at += 1) {
    const byte = block[at] as number;
    if (byte === 0x20 || byte === 0) return value;
    if (byte < 0x30 || byte > 0x37) return NaN;
    value = value * 8 + byte - 0x30;
  }
  return value;
}

/** Two's complement, the first bit being the mark. */
function binaryNumber(block: Buffer, from: number, to: number): number {
  const isNegative = ((block[from] as number) & 0x40) !== 0;
  let value = isNegative ? ((block[from] as number) & 0x7f) - 0x80 : (block[from] as number) & 0x7f;
  for (let at = from + 1; at < to; at += 1) value = value * 256 + (block[at] as number);
  return Number.isSafeInteger(value) ? value : NaN;
}
