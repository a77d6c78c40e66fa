const OTHER = 0;
const SPACE = 1;
const LINE_FEED = 2;
const CARRIAGE_RETURN = 3;
const HIGH_SURROGATE = 4;
const LOW_SURROGATE = 5;

const CLASS_OF_UNIT = new Uint8Array(0x10000);
for (let unit = 0; unit < 0x10000; unit += 1) {
  if (/\s/.test(String.fromCharCode(unit)) || (unit >= 0x1c && unit <= 0x1f) || unit === 0x85) CLASS_OF_UNIT[unit] = SPACE;
  if (unit >= 0xd800 && unit < 0xdc00) CLASS_OF_UNIT[unit] = HIGH_SURROGATE;
  if (unit >= 0xdc00 && unit < 0xe000) CLASS_OF_UNIT[unit] = LOW_SURROGATE;
}
CLASS_OF_UNIT[0xfeff] = OTHER;
CLASS_OF_UNIT[0x0a] = LINE_FEED;
CLASS_OF_UNIT[0x0d] = CARRIAGE_RETURN;

/**
 * Counts text that comes in pieces. A line ends with `\n`, `\r\n` or `\r`; what follows the last of them is a line of
 * its own unless it is empty: "a\nb" and "a\nb\n" have 2. A word is a run without white space. A character is a
 * Unicode code point, a lone surrogate counts as one.
 */
export class TextCounter {
  private breaks = 0;
  private words = 0;
  private characters = 0;
  private previous = LINE_FEED;
  private isInWord = false;

  add(text: string): void {
    let { breaks, words, previous, isInWord } = this;
    let pairs = 0;
    for (let i = 0; i < text.length; i += 1) {
      const current = CLASS_OF_UNIT[text.charCodeAt(i)] as number;
      if (current === OTHER) {
        if (!isInWord) words += 1;
        isInWord = true;
      } else if (current >= HIGH_SURROGATE) {
        if (current === LOW_SURROGATE && previous === HIGH_SURROGATE) pairs += 1;
        if (!isInWord) words += 1;
        isInWord = true;
      } else {
        isInWord = false;
        if (current === CARRIAGE_RETURN || (current === LINE_FEED && previous !== CARRIAGE_RETURN)) breaks += 1;
      }
      previous = current;
    }
    this.characters += text.length - pairs;
    this.breaks = breaks;
    this.words = words;
    this.previous = previous;
    this.isInWord = isInWord;
  }

  get lineCount(): number {
    const endsWithBreak = this.previous === LINE_FEED || this.previous === CARRIAGE_RETURN;
    return this.breaks + (endsWithBreak ? 0 : 1);
  }

  get wordCount(): number {
    return this.words;
  }

  get characterCount(): number {
    return this.characters;
  }
}
