import { inflateSync } from 'node:zlib';

export interface UnpackedObject {
  readonly number: number;
  /** As written, one byte a character. */
  readonly body: string;
}

/** So far the dictionary of a stream is looked for. */
const DICTIONARY_BYTES = 4096;

/** The objects inside the compressed object streams of a file, in the order of the file, as far as `maxBytes` go. */
export function* unpackObjectStreams(bytes: Buffer, maxBytes: number): Generator<UnpackedObject> {
  let left = maxBytes;
  for (let at = bytes.indexOf('/ObjStm'); at >= 0 && left > 0; at = bytes.indexOf('/ObjStm', at + 7)) {
    const body = inflateStreamAt(bytes, at, left);
    if (body === null) continue;
    left -= body.text.length;
    yield* objectsIn(body);
  }
}

interface ObjectStream {
  text: string;
  count: number;
  first: number;
}

function inflateStreamAt(bytes: Buffer, at: number, maxOutputLength: number): ObjectStream | null {
  const start = bytes.lastIndexOf('obj', at);
  const dictionaryEnd = bytes.indexOf('stream', at);
  if (start < 0 || dictionaryEnd < 0 || dictionaryEnd - start > DICTIONARY_BYTES) return null;
  const dictionary = bytes.toString('latin1', start, dictionaryEnd);
  const lineEnd = /^stream\r?\n/.exec(bytes.toString('latin1', dictionaryEnd, dictionaryEnd + 8))?.[0].length ?? 7;
  const dataEnd = bytes.indexOf('endstream', dictionaryEnd);
  const data = bytes.subarray(dictionaryEnd + lineEnd, dataEnd < 0 ? undefined : dataEnd);
  const numberOf = (pattern: RegExp): number => Number(pattern.exec(dictionary)?.[1] ?? 0);
  try {
    const text = inflateSync(data, { maxOutputLength }).toString('latin1');
    return { text, count: numberOf(/\/N\s+(\d+)/), first: numberOf(/\/First\s+(\d+)/) };
  } catch {
    // Cut off, encrypted or not deflated: its objects are lost.
    return null;
  }
}

function* objectsIn({ text, count, first }: ObjectStream): Generator<UnpackedObject> {
  const numbers = text.slice(0, first).trim().split(/\s+/).map(Number);
  for (let i = 0; i < count && 2 * i + 1 < numbers.length; i += 1) {
    const from = first + (numbers[2 * i + 1] as number);
    const to = 2 * i + 3 < numbers.length ? first + (numbers[2 * i + 3] as number) : undefined;
    yield { number: numbers[2 * i] as number, body: text.slice(from, to) };
  }
}
