import { createRequire } from 'node:module';

let common: Set<string> | undefined;

/** One of the characters of the first level of JIS X 0208 or GB 2312: those in everyday use. */
export function isCommonHan(character: string): boolean {
  common ??= firstLevels();
  return common.has(character);
}

function firstLevels(): Set<string> {
  const { decode } = createRequire(import.meta.url)('iconv-lite') as typeof import('iconv-lite');
  const found = new Set<string>();
  // Both as rows of 94 in EUC: JIS from row 16 to 47, GB from 16 to 55.
  for (const [encoding, lastRow] of [['euc-jp', 47], ['gb2312', 55]] as const) {
    for (let row = 16; row <= lastRow; row += 1) {
      const bytes = Buffer.alloc(188);
      for (let cell = 0; cell < 94; cell += 1) {
        bytes[cell * 2] = 0xa0 + row;
        bytes[cell * 2 + 1] = 0xa1 + cell;
      }
      for (const character of decode(bytes, encoding)) if (character !== '\ufffd') found.add(character);
    }
  }
  return found;
}
