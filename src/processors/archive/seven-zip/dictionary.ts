/** Larger windows back into what was unpacked are not given memory; 7-Zip's own highest level uses this much. */
export const MAX_DICTIONARY_BYTES = 256 * 1024 * 1024;

const UNIT: Record<string, number> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/**
 * The largest window or model that a method of 7-Zip's listing names, in bytes: "LZMA2:24" and "LZMA:1536m" as an exponent
 * or a size, "PPMD:o8:mem27", RAR's "v5:m3:128M". 0 where none is named.
 */
export function dictionaryBytes(method: string): number {
  let most = 0;
  for (const word of method.split(' ')) {
    const [name = '', ...settings] = word.split(':');
    if (!/^(LZMA2?|PPMD|v\d+|zstd|Zstandard)$/i.test(name)) continue;
    for (const setting of settings) {
      const [, digits, unit] = /^(?:mem|d)?(\d+)([bkmg]?)$/i.exec(setting) ?? [];
      if (digits === undefined || unit === undefined) continue;
      const number = Number(digits);
      most = Math.max(most, unit === '' ? (number < 64 ? 2 ** number : number) : number * (UNIT[unit.toLowerCase()] as number));
    }
  }
  return most;
}
