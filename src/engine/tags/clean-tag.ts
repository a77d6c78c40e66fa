const MOST_CHARACTERS = 100;

/** As it is kept: one line, without what can't be seen, not too long; '' where nothing is left of it. */
export function cleanTag(written: string): string {
  const line = written.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return [...line].slice(0, MOST_CHARACTERS).join('').trim();
}
