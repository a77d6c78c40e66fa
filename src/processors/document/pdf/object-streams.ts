import { inflateSync } from 'node:zlib';

export interface UnpackedObject {
  readonly number: number;
  /** As written, one byte a character. */
  readonly body: string;
}

/** So far the dictionary of a stream is looked for, either way. */
const DICTIONARY_BYTES = 4096;
/** What each stream counts at least, so that the number of tries is bounded too. */
const LEAST_COST_BYTES = 1024;
/** What a stream that breaks off unpacked before it did nobody says; sound ones seldom unpack to more than this times their size. */
const FAILED_RATIO = 64;
const MAX_OBJECTS = 500_000;

/**
 * The objects inside the compressed object streams of a file, in the order of the file, as far as `maxBytes` go. Each
 * stream is unpacked once, and no byte of it is given twice.
 */
export function* unpackObjectStreams(bytes: Buffer, maxBytes: number): Generator<UnpackedObject> {
  let left = maxBytes;
  let objects = MAX_OBJECTS;
  for (const place of objectStreamsIn(bytes)) {
    const { cost, stream } = unpack(bytes, place, left);
    left -= Math.max(LEAST_COST_BYTES, cost);
    if (stream) {
      for (const object of objectsIn(stream)) {
        yield object;
        objects -= 1;
        if (objects === 0) return;
      }
    }
    if (left <= 0) return;
  }
}

interface StreamPlace {
  readonly dictionary: string;
  /** Of the packed bytes. */
  readonly start: number;
  readonly end: number;
}

/** Goes through the file once, however often it names the type. */
function* objectStreamsIn(bytes: Buffer): Generator<StreamPlace> {
  const keywords = new ForwardSearch(bytes, 'stream');
  const ends = new ForwardSearch(bytes, 'endstream');
  for (let at = bytes.indexOf('/ObjStm'); at >= 0; ) {
    const keyword = keywords.from(at);
    if (keyword < 0) return;
    if (keyword - at <= DICTIONARY_BYTES) {
      const around = Math.max(0, at - DICTIONARY_BYTES);
      const begin = bytes.subarray(around, at).lastIndexOf('obj');
      if (begin >= 0) {
        const start = keyword + lineEndAfter(bytes, keyword);
        const end = ends.from(start);
        yield { dictionary: bytes.toString('latin1', around + begin, keyword), start, end: end < 0 ? bytes.length : end };
      }
      at = bytes.indexOf('/ObjStm', keyword);
    } else {
      at = bytes.indexOf('/ObjStm', keyword - DICTIONARY_BYTES);
    }
  }
}

function lineEndAfter(bytes: Buffer, keyword: number): number {
  return /^stream\r?\n/.exec(bytes.toString('latin1', keyword, keyword + 8))?.[0].length ?? 7;
}

/** Where a word comes next, asked for ever later places: each byte is looked at once. */
class ForwardSearch {
  private found = -2;

  constructor(
    private readonly bytes: Buffer,
    private readonly word: string,
  ) {}

  /** -1 where it does not come again. */
  from(place: number): number {
    if (this.found !== -1 && this.found < place) this.found = this.bytes.indexOf(this.word, place);
    return this.found;
  }
}

interface ObjectStream {
  text: string;
  count: number;
  first: number;
}

function unpack(bytes: Buffer, { dictionary, start, end }: StreamPlace, maxOutputLength: number): { cost: number; stream: ObjectStream | null } {
  const data = bytes.subarray(start, end);
  // Encrypted, or not deflated: nothing was done for it.
  if (!isDeflated(data)) return { cost: 0, stream: null };
  const numberOf = (pattern: RegExp): number => Number(pattern.exec(dictionary)?.[1] ?? 0);
  try {
    const text = inflateSync(data, { maxOutputLength }).toString('latin1');
    return { cost: text.length, stream: { text, count: numberOf(/\/N\s+(\d+)/), first: numberOf(/\/First\s+(\d+)/) } };
  } catch {
    // Cut off, damaged, or too large: its objects are lost.
    return { cost: FAILED_RATIO * data.length, stream: null };
  }
}

/** The two bytes that every deflated stream begins with (RFC 1950). */
function isDeflated(data: Buffer): boolean {
  const [method = 0, flags = 0] = data;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

function* objectsIn({ text, count, first }: ObjectStream): Generator<UnpackedObject> {
  let left = text.length;
  let before: { number: number; from: number } | null = null;
  let seen = 0;
  for (const [, number, offset] of text.slice(0, first).matchAll(/(\d+)\s+(\d+)/g)) {
    if (seen === count || left <= 0) break;
    seen += 1;
    const from = first + Number(offset);
    if (before) {
      const body = text.slice(before.from, Math.min(from, before.from + left));
      left -= body.length;
      yield { number: before.number, body };
    }
    before = { number: Number(number), from };
  }
  if (before && left > 0) yield { number: before.number, body: text.slice(before.from, before.from + left) };
}
