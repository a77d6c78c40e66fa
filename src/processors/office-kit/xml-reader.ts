import { tooDeep, type OfficeFormat } from './office-format';
import { XmlFault } from './xml-fault';
import { canonicalPrefix } from './xml-namespaces';

const MAX_DEPTH = 256;
/** On one element. */
const MAX_ATTRIBUTES = 1_000;
const MAX_ELEMENTS = 4_000_000;

const SLASH = 0x2f;
const GREATER = 0x3e;
const BANG = 0x21;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;

const ENDS_NAME = new Uint8Array(128);
for (const character of '\t\n\r />="\'<&') ENDS_NAME[character.charCodeAt(0)] = 1;

/** What stands between an element and the one that a program sees as its parent (ECMA-376 part 3). */
const ORDINARY = 0;
const CHOOSING = 1;
const CHOSEN = 2;
const BRANCH = 3;

/** The namespaces declared on one element, and those around it. */
interface Scope {
  readonly outer: Scope | null;
  /** Canonical prefixes by declared ones. */
  readonly prefixes: Map<string, string>;
  /** Canonical names by those written. */
  readonly elementNames: Map<string, string>;
  readonly attributeNames: Map<string, string>;
}

/**
 * Walks an XML text element by element. `enter` goes to the next child of the element one is in, or leaves it; what was
 * entered is then walked by `enter` in turn, or consumed by `text` or `skip`:
 *
 *     while (xml.enter()) {
 *       if (xml.name === 'w:t') add(xml.text());
 *       else xml.skip();
 *     }
 *
 * Names have the usual prefix of their namespace, whatever the text declares; namespaces that Filemill does not know
 * become "?". Of alternate content only the branch shows that a reader of our knowledge takes. There is no document
 * type, and no entity beyond the five of XML.
 *
 * Throws XmlFault for what is not well-formed, `file.tooComplex` for what is too deep. What is skipped is only checked
 * for tags that fit together.
 */
export class XmlReader {
  /** Of the element that was entered last. Its attributes can be asked for until the next step. */
  name = '';

  private at = 0;
  private depth = 0;
  private elementCount = 0;
  private isSelfClosed = false;
  private readonly openNames: string[] = [];
  private readonly scopes: Scope[] = [];
  private readonly roles = new Uint8Array(MAX_DEPTH + 1);
  private scope: Scope = newScope(null);

  private attributeCount = 0;
  /** Four a piece: where name and value begin and end. */
  private readonly attributeBounds: number[] = [];

  constructor(
    readonly part: string,
    private readonly xml: string,
    private readonly format: OfficeFormat,
  ) {}

  /** To the next child; false when there is none left, and then the element is left. The first call enters the root. */
  enter(): boolean {
    for (;;) {
      if (this.isSelfClosed) {
        if (this.leave() === ORDINARY) return false;
        continue;
      }
      const open = this.nextMarkup();
      if (this.xml.charCodeAt(open + 1) === SLASH) {
        if (this.readEndTag(open) === ORDINARY) return false;
        continue;
      }
      const role = this.depth > 0 ? (this.roles[this.depth - 1] as number) : ORDINARY;
      this.readStartTag(open);
      if (role === CHOOSING || role === CHOSEN) {
        const isTaken = role === CHOOSING && (this.name === 'mc:Fallback' || (this.name === 'mc:Choice' && this.isUnderstood()));
        if (!isTaken) this.skip();
        else {
          this.roles[this.depth - 2] = CHOSEN;
          this.roles[this.depth - 1] = BRANCH;
        }
        continue;
      }
      if (this.name !== 'mc:AlternateContent') return true;
      this.roles[this.depth - 1] = CHOOSING;
    }
  }

  /** The text of the element that was just entered, without that of elements inside it; leaves it. */
  text(): string {
    if (this.isSelfClosed) {
      this.leave();
      return '';
    }
    const { xml } = this;
    let text = '';
    for (;;) {
      const open = xml.indexOf('<', this.at);
      if (open < 0) this.fail('the part ends in the middle');
      if (open > this.at) text += this.decode(xml.slice(this.at, open));
      const next = xml.charCodeAt(open + 1);
      if (next === SLASH) {
        this.readEndTag(open);
        return text;
      }
      if (next === BANG && xml.startsWith('<![CDATA[', open)) {
        const end = this.endOf(']]>', open);
        text += xml.slice(open + 9, end - 3);
        this.at = end;
      } else if (next === BANG || next === QUESTION) this.skipMarkup(open);
      else {
        this.readStartTag(open);
        this.skip();
      }
    }
  }

  /** Past the element that was just entered. */
  skip(): void {
    const outside = this.depth - 1;
    while (this.depth > outside) {
      if (this.isSelfClosed) {
        this.leave();
        continue;
      }
      const open = this.nextMarkup();
      if (this.xml.charCodeAt(open + 1) === SLASH) this.readEndTag(open);
      else this.passStartTag(open);
    }
  }

  /** The value of an attribute by its canonical name ("w:val"), or null. */
  attribute(name: string): string | null {
    const { attributeBounds: bounds } = this;
    for (let i = 0; i < this.attributeCount * 4; i += 4) {
      if (this.attributeName(this.xml.slice(bounds[i], bounds[i + 1])) === name) {
        return this.decode(this.xml.slice(bounds[i + 2], bounds[i + 3])).replace(/[\t\n\r]/g, ' ');
      }
    }
    return null;
  }

  /** UTF-16 units of the text that lie behind. */
  get position(): number {
    return this.at;
  }

  /** The text up to here, with everything closed that is open: well-formed again. */
  closedHere(): string {
    const open = this.openNames.slice(0, this.depth).reverse();
    return this.xml.slice(0, this.at) + open.map((name) => `</${name}>`).join('');
  }

  private isUnderstood(): boolean {
    const required = (this.attribute('Requires') ?? '').split(' ').filter(Boolean);
    return required.every((prefix) => (prefixIn(this.scope, prefix) ?? '?') !== '?');
  }

  /** The beginning of the next tag; comments, instructions and unparsed text between are passed over. */
  private nextMarkup(): number {
    for (;;) {
      const open = this.xml.indexOf('<', this.at);
      if (open < 0) this.fail(this.elementCount === 0 ? 'the part is empty' : 'the part ends in the middle');
      const next = this.xml.charCodeAt(open + 1);
      if (next !== BANG && next !== QUESTION) return open;
      this.skipMarkup(open);
    }
  }

  private skipMarkup(open: number): void {
    const { xml } = this;
    if (xml.startsWith('<!--', open)) this.at = this.endOf('-->', open + 4);
    else if (xml.startsWith('<?', open)) this.at = this.endOf('?>', open + 2);
    else if (xml.startsWith('<![CDATA[', open)) this.at = this.endOf(']]>', open);
    else {
      this.at = open;
      this.fail('a document type declaration is not allowed here');
    }
  }

  private endOf(mark: string, from: number): number {
    const end = this.xml.indexOf(mark, from);
    if (end < 0) this.fail('the part ends in the middle');
    return end + mark.length;
  }

  private readEndTag(open: number): number {
    const { xml } = this;
    const expected = this.depth > 0 ? this.openNames[this.depth - 1] : undefined;
    const end = xml.indexOf('>', open);
    this.at = open;
    if (end < 0) this.fail('the part ends in the middle');
    const name = xml.slice(open + 2, end).trimEnd();
    if (name !== expected) this.fail(`</${name}> stands where ${expected === undefined ? 'nothing is open' : `</${expected}> should`}`);
    this.at = end + 1;
    return this.leave();
  }

  private leave(): number {
    this.depth -= 1;
    this.isSelfClosed = false;
    this.attributeCount = 0;
    this.scope = this.scopes[this.depth] as Scope;
    return this.roles[this.depth] as number;
  }

  private readStartTag(open: number): void {
    const { xml } = this;
    this.at = open;
    const nameEnd = this.endOfName(open + 1);
    const written = xml.slice(open + 1, nameEnd);
    this.openElement(written);
    this.attributeCount = 0;
    let declarations = false;
    let i = nameEnd;
    for (;;) {
      const afterValue = i;
      while (isSpace(xml.charCodeAt(i))) i += 1;
      const code = xml.charCodeAt(i);
      if (code === GREATER || (code === SLASH && xml.charCodeAt(i + 1) === GREATER)) {
        this.isSelfClosed = code === SLASH;
        this.at = i + (code === SLASH ? 2 : 1);
        break;
      }
      if (i === afterValue) this.fail(`the tag <${written.slice(0, 60)}> is cut off or malformed`);
      const start = i;
      const end = this.endOfName(i);
      i = this.readAttribute(start, end, written);
      if (xml.startsWith('xmlns', start)) declarations = true;
    }
    if (declarations) this.declare();
    this.name = this.elementName(written);
  }

  /** A tag that nobody asks about: only where it ends and what it is called matters. */
  private passStartTag(open: number): void {
    const { xml } = this;
    this.at = open;
    const nameEnd = this.endOfName(open + 1);
    this.openElement(xml.slice(open + 1, nameEnd));
    for (let i = nameEnd; ; i += 1) {
      const code = xml.charCodeAt(i);
      if (code === GREATER) {
        this.isSelfClosed = xml.charCodeAt(i - 1) === SLASH;
        this.at = i + 1;
        return;
      }
      if (code === QUOTE) i = this.endOf('"', i + 1) - 1;
      else if (code === APOSTROPHE) i = this.endOf("'", i + 1) - 1;
      else if (Number.isNaN(code)) this.fail('the part ends in the middle');
    }
  }

  private openElement(written: string): void {
    if (written === '') this.fail('a "<" begins no tag');
    if (this.depth === MAX_DEPTH) throw tooDeep(this.format, `${this.part} is nested more than ${MAX_DEPTH} levels deep`);
    this.elementCount += 1;
    if (this.elementCount > MAX_ELEMENTS) throw tooDeep(this.format, `${this.part} has more than ${MAX_ELEMENTS} elements`);
    this.openNames[this.depth] = written;
    this.scopes[this.depth] = this.scope;
    this.roles[this.depth] = ORDINARY;
    this.depth += 1;
  }

  /** Remembers where an attribute stands; gives the place behind it. */
  private readAttribute(start: number, end: number, tag: string): number {
    const { xml, attributeBounds: bounds } = this;
    let i = end;
    while (isSpace(xml.charCodeAt(i))) i += 1;
    if (end === start || xml.charCodeAt(i) !== EQUALS) this.fail(`the tag <${tag.slice(0, 60)}> is cut off or malformed`);
    i += 1;
    while (isSpace(xml.charCodeAt(i))) i += 1;
    const quote = xml.charCodeAt(i);
    const close = quote === QUOTE ? xml.indexOf('"', i + 1) : quote === APOSTROPHE ? xml.indexOf("'", i + 1) : -1;
    if (close < 0) this.fail(`an attribute of <${tag.slice(0, 60)}> has no value in quotation marks`);
    if (this.attributeCount === MAX_ATTRIBUTES) throw tooDeep(this.format, `${this.part} has an element with more than ${MAX_ATTRIBUTES} attributes`);
    const slot = this.attributeCount * 4;
    bounds[slot] = start;
    bounds[slot + 1] = end;
    bounds[slot + 2] = i + 1;
    bounds[slot + 3] = close;
    this.attributeCount += 1;
    return close + 1;
  }

  private endOfName(start: number): number {
    let i = start;
    for (;;) {
      const code = this.xml.charCodeAt(i);
      if (code < 128 ? ENDS_NAME[code] === 1 : Number.isNaN(code)) return i;
      i += 1;
    }
  }

  private declare(): void {
    const { xml, attributeBounds: bounds } = this;
    const scope = newScope(this.scope);
    for (let i = 0; i < this.attributeCount * 4; i += 4) {
      const name = xml.slice(bounds[i], bounds[i + 1]);
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      scope.prefixes.set(name.slice(6), canonicalPrefix(this.decode(xml.slice(bounds[i + 2], bounds[i + 3]))));
    }
    this.scope = scope;
  }

  private elementName(written: string): string {
    const known = this.scope.elementNames.get(written);
    if (known !== undefined) return known;
    const name = canonicalName(this.scope, written.includes(':') ? written : `:${written}`);
    this.scope.elementNames.set(written, name);
    return name;
  }

  private attributeName(written: string): string {
    const known = this.scope.attributeNames.get(written);
    if (known !== undefined) return known;
    const name = written.includes(':') ? canonicalName(this.scope, written) : written;
    this.scope.attributeNames.set(written, name);
    return name;
  }

  private decode(text: string): string {
    const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
    if (!lines.includes('&')) return lines;
    return lines.replace(/&([^;&\s]{0,32};?)/g, (_whole, reference: string) => this.characterOf(reference));
  }

  private characterOf(reference: string): string {
    const named = FIVE.get(reference);
    if (named !== undefined) return named;
    const number = /^#(?:x([\da-f]+)|(\d+));$/i.exec(reference);
    const code = number ? Number.parseInt(number[1] ?? (number[2] as string), number[1] ? 16 : 10) : 0;
    if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
      this.fail(`"&${reference}" is no character, and entities are not allowed here`);
    }
    return String.fromCodePoint(code);
  }

  private fail(what: string): never {
    let line = 1;
    for (let i = this.xml.indexOf('\n'); i >= 0 && i < this.at; i = this.xml.indexOf('\n', i + 1)) line += 1;
    throw new XmlFault(this.part, line, what);
  }
}

const FIVE = new Map([
  ['lt;', '<'],
  ['gt;', '>'],
  ['amp;', '&'],
  ['quot;', '"'],
  ['apos;', "'"],
]);

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function newScope(outer: Scope | null): Scope {
  return { outer, prefixes: new Map(), elementNames: new Map(), attributeNames: new Map() };
}

function prefixIn(scope: Scope, prefix: string): string | undefined {
  for (let at: Scope | null = scope; at; at = at.outer) {
    const found = at.prefixes.get(prefix);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "w:p" for whatever prefix is bound to that namespace; a prefix that nobody declared stands for itself. */
function canonicalName(scope: Scope, written: string): string {
  const colon = written.indexOf(':');
  const prefix = written.slice(0, colon);
  const canonical = prefixIn(scope, prefix) ?? prefix;
  const local = written.slice(colon + 1);
  return canonical === '' ? local : `${canonical}:${local}`;
}
