import { createInflate, inflate, inflateSync } from 'node:zlib';
import { promisify } from 'node:util';
import { PageEffort } from './page-effort';

const inflateInThread = promisify(inflate);
/** What is packed smaller is unpacked sooner than a thread could be asked to. */
const AT_ONCE_UP_TO_BYTES = 32 * 1024;
/** Deflate packs no tighter than this. */
const MAX_RATIO = 1032;
/** Without a page no more is unpacked in one piece. */
const MAX_BYTES = 1e9;
/** Of what unpacks to more than it may only the beginning is of use. */
const KEPT_BYTES = 32e6;

/**
 * As much of the platform's `DecompressionStream` as the PDF library uses: one piece goes in, one comes out, as far as
 * the effort for the page allows. Data that is damaged is an error, which the library meets with a decoder of its own.
 */
export class MeteredInflate {
  private packed: Uint8Array = new Uint8Array();
  private isRead = false;

  readonly writable = {
    getWriter: () => ({
      write: async (packed: Uint8Array): Promise<void> => {
        this.packed = packed;
      },
      close: async (): Promise<void> => undefined,
    }),
  };

  readonly readable = {
    getReader: () => ({
      read: async (): Promise<{ done: boolean; value?: Uint8Array }> => {
        if (this.isRead) return { done: true };
        this.isRead = true;
        return { done: false, value: await unpack(this.packed) };
      },
    }),
  };
}

let previous: Promise<unknown> = Promise.resolve();

/** One after the other: what the first one takes, the next one may not. */
function unpack(packed: Uint8Array): Promise<Uint8Array> {
  const unpacked = previous.then(() => unpackNow(packed));
  previous = unpacked.catch(() => undefined);
  return unpacked;
}

async function unpackNow(packed: Uint8Array): Promise<Uint8Array> {
  const maxOutputLength = Math.min(MAX_BYTES, PageEffort.bytesLeft);
  if (maxOutputLength === 0) return unpackBeginning(packed, 0);
  try {
    const isSmall = packed.length <= AT_ONCE_UP_TO_BYTES;
    const bytes = isSmall ? inflateSync(packed, { maxOutputLength }) : await inflateInThread(packed, { maxOutputLength });
    PageEffort.countBytes(bytes.length);
    // Of its own memory: the library may hand it on whole.
    return new Uint8Array(bytes);
  } catch (thrown) {
    const isTooLarge = thrown instanceof RangeError;
    if (!isTooLarge && packed.length * MAX_RATIO <= maxOutputLength) throw thrown;
    return unpackBeginning(packed, Math.min(KEPT_BYTES, maxOutputLength));
  }
}

/** What comes before the limit, or before a damage. */
function unpackBeginning(packed: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  PageEffort.noteCut();
  PageEffort.countBytes(maxBytes);
  if (maxBytes === 0) return Promise.resolve(new Uint8Array());
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stream = createInflate();
    const finish = (): void => {
      stream.destroy();
      resolve(new Uint8Array(Buffer.concat(chunks).subarray(0, maxBytes)));
    };
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= maxBytes) finish();
    });
    stream.on('end', finish);
    stream.on('error', finish);
    stream.end(packed);
  });
}
