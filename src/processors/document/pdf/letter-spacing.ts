const TRACKED = /^\p{L}(?: \p{L}){3,}$/u;

/**
 * A word set with wide spaces between its letters, joined: "H E A D I N G" is "HEADING". Letters in alphabetical order
 * are a list of letters.
 */
export function withoutTracking(text: string): string {
  if (text[1] !== ' ' || !TRACKED.test(text)) return text;
  const letters = text.replaceAll(' ', '');
  return isAlphabet(letters) ? text : letters;
}

function isAlphabet(letters: string): boolean {
  for (let i = 1; i < letters.length; i += 1) {
    if (letters.charCodeAt(i) !== letters.charCodeAt(i - 1) + 1) return false;
  }
  return true;
}
