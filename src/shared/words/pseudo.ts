const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á', b: 'ƀ', c: 'ç', d: 'ð', e: 'é', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'í', j: 'ĵ', k: 'ķ', l: 'ļ', m: 'ɱ', n: 'ñ', o: 'ó', p: 'þ', q: 'ǫ', r: 'ŕ', s: 'š',
  t: 'ţ', u: 'ú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  A: 'Á', B: 'Ɓ', C: 'Ç', D: 'Ð', E: 'É', F: 'Ƒ', G: 'Ğ', H: 'Ĥ', I: 'Í', J: 'Ĵ', K: 'Ķ', L: 'Ļ', M: 'Ṁ', N: 'Ñ', O: 'Ó', P: 'Þ', Q: 'Ǫ', R: 'Ŕ', S: 'Š',
  T: 'Ţ', U: 'Ú', V: 'Ṽ', W: 'Ŵ', X: 'Ẋ', Y: 'Ý', Z: 'Ž',
};

const LONGEST_WORD = 8;

/** A third longer, as languages other than English are, without a plain Latin letter, and still readable; the syntax of ICU messages stays. */
export function pseudo(message: string): string {
  let depth = 0;
  let shown = '';
  let isSyntax = false;
  for (let index = 0; index < message.length; index += 1) {
    const character = message.charAt(index);
    if (character === '{') {
      depth += 1;
      // Odd depths are arguments and their keywords, even ones are texts of a plural's forms.
      isSyntax = depth % 2 === 1;
    } else if (character === '}') {
      depth -= 1;
      isSyntax = depth % 2 === 1;
    }
    shown += isSyntax ? character : (ACCENTED[character] ?? character);
  }
  const letters = message.replaceAll(/\{[^{}]*\}/g, '').length;
  return `${shown}${padding(Math.ceil(letters / 3))}`;
}

/** In words no longer than those of other languages, so that it breaks into lines as they do. */
function padding(length: number): string {
  const first = '~'.repeat(Math.min(length, LONGEST_WORD));
  return length <= LONGEST_WORD ? first : `${first} ${padding(length - LONGEST_WORD - 1)}`;
}
