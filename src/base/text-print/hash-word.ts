/** 32 bits of a word, well mixed (FNV-1a with the finish of MurmurHash3). */
export function hashWord(word: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mixBits(hash);
}

export function mixBits(word: number): number {
  let hash = word ^ (word >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * 16 bits of the letters in a word, whatever their order: a word in which one letter was misread differs in two bits or
 * none, another word in about six.
 */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (Math.imul(word.charCodeAt(at), 0x9e3779b1) >>> 28);
  return bits & 0xffff;
}
