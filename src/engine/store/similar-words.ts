import type { Database } from './database';

/** Shorter words have too many neighbours for any of them to be meant. */
const SHORTEST = 4;
const LONGEST = 32;
/** So many of them are searched for, those of the most documents. */
const MOST = 6;

const ALPHABETS = ['abcdefghijklmnopqrstuvwxyz', 'абвгдежзийклмнопрстуфхцчшщъыьэюя', 'αβγδεζηθικλμνξοπρςστυφχψω'].map((letters) => [...letters]);

/**
 * All that is one edit away from a word: a letter left out, put in, exchanged for another, or two neighbours swapped
 * (Damerau 1964, the way of Norvig's spelling corrector). Of words with digits nothing is: another number is another thing.
 *
 * @param word in lower case and without accents, as the index has it
 */
export function oneEditFrom(word: string): string[] {
  const letters = [...word];
  const alphabet = ALPHABETS.find((one) => one.includes(letters[0] ?? ''));
  if (!alphabet || letters.length < SHORTEST || letters.length > LONGEST || !/^\p{L}+$/u.test(word)) return [];
  const found = new Set<string>();
  for (let at = 0; at <= letters.length; at += 1) {
    const head = letters.slice(0, at).join('');
    const [first = '', second = '', ...rest] = letters.slice(at);
    const tail = rest.join('');
    if (first !== '') found.add(head + second + tail);
    if (second !== '') found.add(head + second + first + tail);
    for (const letter of alphabet) {
      found.add(head + letter + first + second + tail);
      if (first !== '') found.add(head + letter + second + tail);
    }
  }
  found.delete(word);
  return [...found];
}

/** Words of the index that are one edit away, those of the most documents first. */
export function similarWords(database: Database, word: string): string[] {
  const candidates = oneEditFrom(word);
  if (candidates.length === 0) return [];
  return database
    .all<{ term: string }>(
      `SELECT w.term FROM json_each(?) wanted CROSS JOIN text_words w ON w.term = wanted.value ORDER BY w.doc DESC, w.term LIMIT ${MOST}`,
      JSON.stringify(candidates),
    )
    .map(({ term }) => term);
}
