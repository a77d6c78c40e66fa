/** Longer numbers are ordered by their text alone. */
const DIGITS = 16;

/**
 * A text whose plain order is the one that people expect of names: without regard to case and accents, numbers by their
 * value. A collator has the same order and takes seconds for fifty thousand names.
 */
export function nameKey(name: string): string {
  const plain = /[^\u0000-\u007f]/.test(name) ? name.normalize('NFKD').replaceAll(/\p{Mn}/gu, '') : name;
  return plain
    .toLowerCase()
    .replaceAll(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));
}
