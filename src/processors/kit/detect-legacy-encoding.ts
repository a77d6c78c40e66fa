import { createRequire } from 'node:module';

/** Bytes handed to the statistics: more of them cost time and change nothing. */
const SAMPLE_BYTES = 64 * 1024;
/** Share of broken sequences among all characters beyond ASCII up to which bytes still count as (damaged) UTF-8. */
const DAMAGED_UTF8_SHARE = 0.1;

/** Western guesses of the statistics that short texts confuse with one another. */
const LATIN = new Set(['iso-8859-1', 'iso-8859-2', 'iso-8859-9', 'windows-1250', 'windows-1252', 'windows-1254']);
/** Letters of French, German, Spanish, Nordic … as Latin-1 and Windows-1252 encode them. */
const WESTERN_LETTERS = Buffer.from('äöüßÄÖÜéèêëàâçñóíáúåøæÅØÆ£§°«»µ', 'latin1');

interface Guess {
  name: string;
  confidence: number;
}
let analyse: ((bytes: Buffer) => Guess[]) | undefined;

/** The name of a single-byte or East Asian encoding for text that is not strict UTF-8; `utf-8` when it nearly is. */
export function detectLegacyEncoding(bytes: Buffer): string {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  if (isDamagedUtf8(sample)) return 'utf-8';
  analyse ??= (createRequire(import.meta.url)('chardet') as { analyse(bytes: Buffer): Guess[] }).analyse;
  const guesses = analyse(sample).map((guess) => ({ ...guess, name: guess.name.toLowerCase() }));
  const best = guesses.find((guess) => guess.name !== 'utf-8' && guess.name !== 'ascii');
  const western = hasC1(sample) ? 'windows-1252' : 'iso-8859-1';
  if (!best || best.confidence < 20) return western;
  if (!LATIN.has(best.name)) return best.name;
  return best.name === 'iso-8859-1' || best.name === 'windows-1252' || isMostlyWestern(sample) ? western : best.name;
}

function isDamagedUtf8(bytes: Buffer): boolean {
  let sequences = 0;
  let broken = 0;
  for (const character of new TextDecoder('utf-8').decode(bytes)) {
    if (character === '\ufffd') broken += 1;
    else if (character > '\x7f') sequences += 1;
  }
  return sequences > 0 && broken <= (sequences + broken) * DAMAGED_UTF8_SHARE;
}

function isMostlyWestern(bytes: Buffer): boolean {
  let high = 0;
  let western = 0;
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    high += 1;
    if (WESTERN_LETTERS.includes(byte)) western += 1;
  }
  return western * 10 >= high * 9;
}

/** Bytes that are letters in Windows code pages and control characters in ISO 8859. */
function hasC1(bytes: Buffer): boolean {
  return bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
}
