import { describe, expect, it } from 'vitest';
import { compareTexts, isTextPrint, keysOfPrint, LEAST_SHARED_KEYS, printOfText, SAME_TEXT_LIKENESS } from './text-print';

const LETTER = `Dear Mrs Whitfield, the office at the harbour finally confirmed that our final offer of 17 March was filed in time.
A narrow path leads from the station past the old chapel; difficult goods are carried by hand. Payment of 4,812 pounds is due
within thirty days of this letter, without any deduction. Several of the older houses still have their original windows, doors
and iron railings, and the committee thanked the surveyor for his careful work on the accounts of 2019. Rainfall in the northern
district was eighteen per cent below the average of the past decade, which explains the low yield of the orchard.`;

const print = (text: string): Uint8Array => {
  const made = printOfText(text);
  if (!made) throw new Error('This text should have a print.');
  return made;
};
const compare = (a: string, b: string) => compareTexts(print(a), print(b));

describe('equal texts', () => {
  it.each([
    ['line breaks and spaces', LETTER.replace(/\s+/g, '  \n')],
    ['capitals', LETTER.toUpperCase()],
    ['ligatures', LETTER.replaceAll('fi', 'ﬁ').replaceAll('ff', 'ﬀ')],
    ['words broken at the end of a line', LETTER.replace('committee', 'com-\nmittee').replace('difficult', 'diffi\u00ad\ncult')],
    ['numbers of pages', `${LETTER.replace('A narrow', '\n- 1 -\nA narrow').replace('Several', '\n2\n\fSeveral')}\nPage 3 of 3\n`],
    ['punctuation', LETTER.replaceAll(', ', ' ').replaceAll(';', ' –')],
  ])('differ only in %s', (_, other) => {
    expect(compare(LETTER, other)).toBe(100);
  });

  it('may be written in other forms of Unicode', () => {
    const german = `Für die Größe der Straße wären Äpfel übrig: ${LETTER}`;
    expect(compare(german, german.normalize('NFD'))).toBe(100);
  });
});

/** Every so many letters another one, as OCR would have it. */
function misread(text: string, every: number): string {
  const others: Record<string, string> = { e: 'c', o: '0', l: '1', n: 'u', h: 'b', i: 'l', a: 'o', s: '5', t: 'f', r: 'n' };
  return [...text].map((letter, at) => (at % every === every - 1 ? (others[letter] ?? letter) : letter)).join('');
}

const invoice = (seed: number) => {
  const figure = (at: number) => String(10_000 + ((seed * 7919 + at * 104_729) % 89_999));
  return `Mill & Co Limited, Invoice No. ${figure(1)}, Order ${figure(2)}, Customer ${figure(3)}. Hinges ${figure(4)}, Brackets ${figure(5)},
  Screws ${figure(6)}, Timber ${figure(7)}. Net total ${figure(8)} pounds, value added tax ${figure(9)}, amount due ${figure(10)} pounds.
  Payment is due within thirty days of the date of this invoice, without any deduction. Please quote the number of the invoice with your
  payment. Goods remain our property until they are paid in full. Registered in England under number 123456.`;
};

describe('nearly equal texts', () => {
  it('are found in spite of what OCR misreads', () => {
    for (const every of [100, 50, 20]) {
      const likeness = compare(LETTER, misread(LETTER, every));
      expect(likeness).toBeGreaterThanOrEqual(SAME_TEXT_LIKENESS);
      expect(likeness).toBeLessThan(100);
    }
    expect(compare(invoice(1), misread(invoice(1), 20))).toBeGreaterThanOrEqual(SAME_TEXT_LIKENESS);
  });

  it('share keys', () => {
    const keys = new Set(keysOfPrint(print(LETTER)));
    expect(keysOfPrint(print(misread(LETTER, 20))).filter((key) => keys.has(key)).length).toBeGreaterThanOrEqual(LEAST_SHARED_KEYS);
  });

  it('may lack a header', () => {
    expect(compare(`Whitfield and Sons, Harbour Street, Leeds\n${LETTER}`, LETTER)).toBeGreaterThanOrEqual(SAME_TEXT_LIKENESS);
  });
});

describe('other texts', () => {
  it('are forms filled in otherwise', () => {
    for (let other = 2; other < 30; other += 1) expect(compare(invoice(1), invoice(other))).toBeLessThan(50);
  });

  it('are half of a text, and a text with as much again', () => {
    expect(compare(LETTER, LETTER.slice(0, LETTER.length / 2))).toBeLessThan(SAME_TEXT_LIKENESS);
    expect(compare(LETTER, LETTER + invoice(1))).toBeLessThan(SAME_TEXT_LIKENESS);
  });

  it('have other words', () => {
    expect(compare(LETTER, invoice(1))).toBeLessThan(30);
  });

  it('are the same words in another order', () => {
    const words = LETTER.split(/\s+/);
    expect(compare(LETTER, words.toReversed().join(' '))).toBeLessThan(SAME_TEXT_LIKENESS);
  });
});

describe('a print', () => {
  it('needs twenty words', () => {
    expect(printOfText(LETTER.split(/\s+/).slice(0, 19).join(' '))).toBeNull();
    expect(printOfText('')).toBeNull();
    expect(printOfText('\u{1F600}'.repeat(500))).toBeNull();
  });

  it('stays small and looks at the beginning only', () => {
    const long = Array.from({ length: 450_000 }, (_, at) => `w${(at * 7919).toString(36).replace(/\d/g, 'z')}`).join(' ');
    expect(long.length).toBeGreaterThan(2_000_000);
    expect(print(long).length).toBeLessThanOrEqual(2_100);
    expect(compare(long, `${long} and ${LETTER}`)).toBe(100);
    expect(isTextPrint(print(long))).toBe(true);
    expect(isTextPrint(new Uint8Array(7))).toBe(false);
  });

  it('holds scripts without spaces', () => {
    const chinese = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳';
    expect(compare(chinese, chinese.slice(0, 16) + '\n' + chinese.slice(16))).toBe(100);
    expect(compare(chinese, [...chinese].reverse().join(''))).toBeLessThan(SAME_TEXT_LIKENESS);
  });
});
