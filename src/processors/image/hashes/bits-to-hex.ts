/** The bits as hexadecimal digits, the first bit the highest. */
export function bitsToHex(bits: readonly boolean[]): string {
  let hex = '';
  for (let i = 0; i < bits.length; i += 4) {
    let digit = 0;
    for (let k = 0; k < 4; k += 1) digit = digit * 2 + (bits[i + k] ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}
