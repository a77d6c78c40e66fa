import { t } from '../../../shared/words/words';
/** What comes next, or what the checker is inside of. */
enum Expect {
  Value,
  ValueOrEnd,
  Key,
  KeyOrEnd,
  Colon,
  CommaOrEnd,
  Nothing,
  String,
  StringEscape,
  StringHex,
  Number,
  Literal,
}

enum Digits {
  AfterMinus,
  AfterZero,
  Whole,
  AfterPoint,
  Fraction,
  AfterE,
  AfterSign,
  Exponent,
}
const FINISHED_NUMBERS = new Set([Digits.AfterZero, Digits.Whole, Digits.Fraction, Digits.Exponent]);

const ARRAY = 1;
const OBJECT = 2;
/** Deeper levels are checked for their grammar only; programs with a limit of their own may refuse such a file. */
export const MAX_DEPTH = 256;
/** Levels that the checker can tell apart: 16 million, at one byte each. */
const MAX_CHECKED_DEPTH = 1 << 24;
const MAX_KEY_UNITS = 1024;
const MAX_KEYS_PER_OBJECT = 100_000;
const MAX_WARNINGS = 10;
const MAX_ELEMENTS = 20;
const MAX_TOP_KEYS = 200;

export interface JsonFault {
  /** From 1. */
  readonly line: number;
  /** In UTF-16 units, from 1. */
  readonly column: number;
  readonly message: string;
}

/**
 * Checks text that comes in pieces against RFC 8259, without recursion and without keeping the text. After the first
 * fault the rest is ignored.
 */
export class JsonChecker {
  fault: JsonFault | null = null;
  /** What the whole is, once it has begun. */
  top: 'array' | 'object' | 'scalar' | null = null;
  /** Finished elements of a top-level array. */
  elementCount = 0;
  /** Where the first elements of a top-level array lie: offsets in UTF-16 units. */
  readonly elements: [start: number, end: number][] = [];
  readonly topKeys: string[] = [];
  /** Keys that occur twice in one object, with the line of the second. */
  readonly duplicateKeys: { line: number; key: string }[] = [];
  deepest = 0;

  private expect = Expect.Value;
  private stack = new Uint8Array(64);
  private depth = 0;
  private readonly keys: (Set<string> | null)[] = [];
  private isKey = false;
  private key = '';
  private hexLeft = 0;
  private digits = Digits.AfterMinus;
  private literal = '';
  private literalAt = 0;
  private offset = 0;
  private line = 1;
  private lineStart = 0;
  private previousWasReturn = false;
  /** The last comma, until a value or key has followed it. */
  private comma: { at: number; line: number; lineStart: number } | null = null;

  write(text: string): void {
    for (let i = 0; i < text.length && !this.fault; ) i = this.step(text, i);
    this.offset += text.length;
  }

  end(): void {
    if (this.fault) return;
    if (this.expect === Expect.Number && FINISHED_NUMBERS.has(this.digits)) this.endValue(this.offset);
    if (this.expect === Expect.Nothing) return;
    const isEmpty = this.top === null && this.expect === Expect.Value;
    this.fail(this.offset, isEmpty ? t('There is no value in this file') : t('The file ends too early{depth, plural, =0 {} one {, one bracket is still open} other {, {brackets} brackets are still open}}', { depth: this.depth, brackets: String(this.depth) }));
  }

  /** Takes one step at `i` and gives the index of what is not yet taken. */
  private step(text: string, i: number): number {
    switch (this.expect) {
      case Expect.String:
        return this.stepString(text, i);
      case Expect.StringEscape:
        return this.stepEscape(text, i);
      case Expect.StringHex:
        return this.stepHex(text, i);
      case Expect.Number:
        return this.stepNumber(text, i);
      case Expect.Literal:
        return this.stepLiteral(text, i);
      default:
        return this.stepStructure(text, i);
    }
  }

  private stepStructure(text: string, i: number): number {
    const unit = text.charCodeAt(i);
    if (unit === 0x20 || unit === 0x09) {
      this.previousWasReturn = false;
      return i + 1;
    }
    if (unit === 0x0a || unit === 0x0d) {
      if (unit === 0x0d || !this.previousWasReturn) this.line += 1;
      this.lineStart = this.offset + i + 1;
      this.previousWasReturn = unit === 0x0d;
      return i + 1;
    }
    this.previousWasReturn = false;
    switch (this.expect) {
      case Expect.Value:
      case Expect.ValueOrEnd:
        if (unit === 0x5d && this.expect === Expect.ValueOrEnd) return this.close(ARRAY, i);
        return this.startValue(text, unit, i);
      case Expect.Key:
      case Expect.KeyOrEnd:
        if (unit === 0x22) return this.startString(true, i);
        if (unit === 0x7d && this.expect === Expect.KeyOrEnd) return this.close(OBJECT, i);
        if (unit === 0x7d) return this.failAtComma(text, i);
        return this.failAt(i, keyMessage(unit, text, i));
      case Expect.Colon:
        if (unit !== 0x3a) return this.failAt(i, t('A colon is missing after the key, here stands {found}', { found: show(text, i) }));
        this.expect = Expect.Value;
        return i + 1;
      case Expect.CommaOrEnd:
        return this.stepCommaOrEnd(text, unit, i);
      default:
        return this.failAt(i, t('Something follows after the end of the value: {found}', { found: show(text, i) }));
    }
  }

  private stepCommaOrEnd(text: string, unit: number, i: number): number {
    const isArray = this.stack[this.depth - 1] === ARRAY;
    if (unit === 0x2c) {
      this.expect = isArray ? Expect.Value : Expect.Key;
      this.comma = { at: this.offset + i, line: this.line, lineStart: this.lineStart };
      return i + 1;
    }
    if (unit === 0x5d || unit === 0x7d) return this.close(unit === 0x5d ? ARRAY : OBJECT, i);
    if (unit === 0x2f) return this.failAt(i, t('Comments are not allowed in JSON'));
    return this.failAt(i, t('A comma or {bracket} is missing before {found}', { bracket: isArray ? ']' : '}', found: show(text, i) }));
  }

  private startValue(text: string, unit: number, i: number): number {
    this.top ??= unit === 0x5b ? 'array' : unit === 0x7b ? 'object' : 'scalar';
    if (this.depth === 1 && this.stack[0] === ARRAY && this.elements.length < MAX_ELEMENTS && this.elements.length === this.elementCount) {
      this.elements.push([this.offset + i, -1]);
    }
    if (this.comma && (unit === 0x5d || unit === 0x7d)) return this.failAtComma(text, i);
    this.comma = null;
    if (unit === 0x22) return this.startString(false, i);
    if (unit === 0x5b || unit === 0x7b) return this.open(unit === 0x5b ? ARRAY : OBJECT, i);
    if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) {
      this.expect = Expect.Number;
      this.digits = unit === 0x2d ? Digits.AfterMinus : unit === 0x30 ? Digits.AfterZero : Digits.Whole;
      return i + 1;
    }
    const literal = unit === 0x74 ? 'true' : unit === 0x66 ? 'false' : unit === 0x6e ? 'null' : '';
    if (literal) {
      this.expect = Expect.Literal;
      this.literal = literal;
      this.literalAt = 1;
      return i + 1;
    }
    return this.failAt(i, valueMessage(unit, text, i));
  }

  private startString(isKey: boolean, i: number): number {
    this.expect = Expect.String;
    this.isKey = isKey;
    this.key = '';
    return i + 1;
  }

  private stepString(text: string, start: number): number {
    let i = start;
    while (i < text.length) {
      const unit = text.charCodeAt(i);
      if (unit === 0x22) {
        if (this.isKey) this.addToKey(text, start, i);
        this.endString(i);
        return i + 1;
      }
      if (unit === 0x5c) {
        if (this.isKey) this.addToKey(text, start, i + 1);
        this.expect = Expect.StringEscape;
        return i + 1;
      }
      if (unit < 0x20) {
        const isBreak = unit === 0x0a || unit === 0x0d;
        return this.failAt(
          i,
          isBreak
            ? t('A line ends inside a string: a quotation mark is missing, or the line break has to be written as \\n')
            : t('A string has the control character U+{code}, which has to be escaped', { code: unit.toString(16).padStart(4, '0').toUpperCase() }),
        );
      }
      i += 1;
    }
    if (this.isKey) this.addToKey(text, start, i);
    return i;
  }

  private addToKey(text: string, start: number, end: number): void {
    if (this.key.length < MAX_KEY_UNITS) this.key += text.slice(start, end);
  }

  private stepEscape(text: string, i: number): number {
    const character = text.charAt(i);
    if (this.isKey) this.addToKey(text, i, i + 1);
    if (character === 'u') {
      this.expect = Expect.StringHex;
      this.hexLeft = 4;
    } else if ('"\\/bfnrt'.includes(character)) {
      this.expect = Expect.String;
    } else {
      return this.failAt(i, t('The escape \\{found} does not exist', { found: show(text, i) }));
    }
    return i + 1;
  }

  private stepHex(text: string, i: number): number {
    if (!/[0-9a-fA-F]/.test(text.charAt(i))) return this.failAt(i, t('After \\u there have to be four hexadecimal digits'));
    if (this.isKey) this.addToKey(text, i, i + 1);
    this.hexLeft -= 1;
    if (this.hexLeft === 0) this.expect = Expect.String;
    return i + 1;
  }

  private stepNumber(text: string, start: number): number {
    for (let i = start; i < text.length; i += 1) {
      const next = nextDigits(this.digits, text.charCodeAt(i));
      if (next !== null) {
        this.digits = next;
        continue;
      }
      if (!FINISHED_NUMBERS.has(this.digits)) return this.failAt(i, numberMessage(this.digits, text, i));
      if (this.digits === Digits.AfterZero && /[0-9xX]/.test(text.charAt(i))) {
        return this.failAt(i, t('Numbers have no leading zeros in JSON, and are decimal'));
      }
      this.endValue(this.offset + i);
      return i;
    }
    return text.length;
  }

  private stepLiteral(text: string, i: number): number {
    if (text.charAt(i) !== this.literal.charAt(this.literalAt)) {
      return this.failAt(i, t('{literal} is misspelt, here stands {found}', { literal: this.literal, found: show(text, i) }));
    }
    this.literalAt += 1;
    if (this.literalAt === this.literal.length) this.endValue(this.offset + i + 1);
    return i + 1;
  }

  private open(kind: number, i: number): number {
    if (this.depth === this.stack.length) {
      if (this.depth >= MAX_CHECKED_DEPTH) return this.failAt(i, t('The nesting is deeper than 16 million levels'));
      const larger = new Uint8Array(this.stack.length * 2);
      larger.set(this.stack);
      this.stack = larger;
    }
    this.stack[this.depth] = kind;
    this.depth += 1;
    if (this.depth > this.deepest) this.deepest = this.depth;
    if (this.depth <= MAX_DEPTH) this.keys[this.depth] = null;
    this.expect = kind === ARRAY ? Expect.ValueOrEnd : Expect.KeyOrEnd;
    return i + 1;
  }

  private close(kind: number, i: number): number {
    if (this.stack[this.depth - 1] !== kind) {
      return this.failAt(i, kind === ARRAY ? t('Here stands ], but } is expected') : t('Here stands }, but ] is expected'));
    }
    this.depth -= 1;
    if (this.depth < MAX_DEPTH) this.keys[this.depth + 1] = null;
    this.endValue(this.offset + i + 1);
    return i + 1;
  }

  private endString(i: number): void {
    if (!this.isKey) {
      this.endValue(this.offset + i + 1);
      return;
    }
    this.isKey = false;
    this.expect = Expect.Colon;
    this.comma = null;
    if (this.depth <= MAX_DEPTH) this.noteKey(this.key.includes('\\') ? unescape(this.key) : this.key);
  }

  private noteKey(key: string): void {
    if (this.depth === 1 && this.topKeys.length < MAX_TOP_KEYS) this.topKeys.push(key);
    const seen = (this.keys[this.depth] ??= new Set());
    if (seen.has(key)) {
      if (this.duplicateKeys.length < MAX_WARNINGS) this.duplicateKeys.push({ line: this.line, key });
    } else if (seen.size < MAX_KEYS_PER_OBJECT) {
      seen.add(key);
    }
  }

  private endValue(end: number): void {
    if (this.depth === 0) {
      this.expect = Expect.Nothing;
      return;
    }
    this.expect = Expect.CommaOrEnd;
    if (this.depth === 1 && this.stack[0] === ARRAY) {
      const element = this.elements[this.elementCount];
      if (element) element[1] = end;
      this.elementCount += 1;
    }
  }

  private failAt(i: number, message: string): number {
    this.fail(this.offset + i, message);
    return i;
  }

  /** A comma with nothing after it: the fault is the comma, which may stand lines above the bracket. */
  private failAtComma(text: string, i: number): number {
    const { at, line, lineStart } = this.comma ?? { at: this.offset + i, line: this.line, lineStart: this.lineStart };
    this.fault = { line, column: at - lineStart + 1, message: t('There is a comma before the closing {bracket}.', { bracket: text.charAt(i) }) };
    return i;
  }

  private fail(at: number, message: string): void {
    this.fault = { line: this.line, column: at - this.lineStart + 1, message: `${message}.` };
  }
}

function nextDigits(digits: Digits, unit: number): Digits | null {
  const isDigit = unit >= 0x30 && unit <= 0x39;
  switch (digits) {
    case Digits.AfterMinus:
      return unit === 0x30 ? Digits.AfterZero : isDigit ? Digits.Whole : null;
    case Digits.AfterZero:
    case Digits.Whole:
      if (isDigit && digits === Digits.Whole) return Digits.Whole;
      return unit === 0x2e ? Digits.AfterPoint : unit === 0x65 || unit === 0x45 ? Digits.AfterE : null;
    case Digits.AfterPoint:
      return isDigit ? Digits.Fraction : null;
    case Digits.Fraction:
      return isDigit ? Digits.Fraction : unit === 0x65 || unit === 0x45 ? Digits.AfterE : null;
    case Digits.AfterE:
      if (unit === 0x2b || unit === 0x2d) return Digits.AfterSign;
      return isDigit ? Digits.Exponent : null;
    default:
      return isDigit ? Digits.Exponent : null;
  }
}

function numberMessage(digits: Digits, text: string, i: number): string {
  if (digits === Digits.AfterMinus && text.startsWith('Inf', i)) return notANumberMessage('-Infinity');
  return t('A number is not finished, a digit is expected before {found}', { found: show(text, i) });
}

function valueMessage(unit: number, text: string, i: number): string {
  if (unit === 0x5d || unit === 0x7d) {
    return t('A value is missing before {found}', { found: text.charAt(i) });
  }
  if (unit === 0x27) return t('Strings stand in double quotation marks in JSON, not in single ones');
  if (unit === 0x2f) return t('Comments are not allowed in JSON');
  for (const word of ['NaN', 'Infinity']) if (text.startsWith(word, i)) return notANumberMessage(word);
  return t('A value is expected, here stands {found}', { found: show(text, i) });
}

function keyMessage(unit: number, text: string, i: number): string {
  if (unit === 0x27) return t('Keys stand in double quotation marks in JSON, not in single ones');
  if (unit === 0x2f) return t('Comments are not allowed in JSON');
  if (/[\p{L}_$]/u.test(text.charAt(i))) return t('Keys stand in double quotation marks in JSON');
  return t('A key in quotation marks is expected, here stands {found}', { found: show(text, i) });
}

function notANumberMessage(word: string): string {
  return t('{word} is not JSON; Python writes and reads it, most other programs refuse it', { word });
}

function show(text: string, i: number): string {
  const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character)
    ? character
    : `U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase()}`;
}

function unescape(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    // cut at the limit of kept keys, in the middle of an escape
    return raw;
  }
}
