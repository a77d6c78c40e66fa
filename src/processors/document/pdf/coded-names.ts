const CODE = /#([0-9A-Fa-f]{2})/g;
const NUMBER_SIGN = 0x23;

/** Names as they are meant: PDF may write any character of a name as # and its code (ISO 32000-1, 7.3.5). */
export function decodeNames(dictionary: string): string {
  if (!dictionary.includes('#')) return dictionary;
  return dictionary.replace(CODE, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** The surroundings of characters that are written as codes, decoded: `reach` bytes either way, so that no byte is in more than five. */
export function* windowsWithCodedNames(bytes: Buffer, reach: number): Generator<string> {
  for (let at = bytes.indexOf(NUMBER_SIGN); at >= 0 && at < bytes.length; at += 1) {
    if (bytes[at] !== NUMBER_SIGN || !isHexDigit(bytes[at + 1]) || !isHexDigit(bytes[at + 2])) continue;
    yield decodeNames(bytes.toString('latin1', Math.max(0, at - reach), at + reach));
    at += reach / 2;
  }
}

function isHexDigit(byte = 0): boolean {
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66);
}
