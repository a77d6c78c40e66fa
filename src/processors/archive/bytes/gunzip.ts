import { crc32 } from 'node:zlib';
import { damaged } from './archive-failure';
import { ByteFeed } from './byte-feed';
import type { Inflater } from './inflater';
import { t } from '../../../shared/words/words';

const OUTPUT_BYTES = 256 * 1024;
const HAS_HEADER_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED = 0xe0;
const MAX_TEXT_BYTES = 64 * 1024;

/** What is learnt of a gzip stream while it is unpacked. */
export interface GzipFacts {
  /** Of the first member, Latin-1; null without. */
  name: string | null;
  comment: string;
  /** Milliseconds since 1970; null without. */
  modified: number | null;
  memberCount: number;
  /** Bytes behind it that are no gzip. */
  hasRubbish: boolean;
  /** CRC-32 of all that was unpacked, where there is one member. */
  crc: number | null;
}

export function newGzipFacts(): GzipFacts {
  return { name: null, comment: '', modified: null, memberCount: 0, hasRubbish: false, crc: null };
}

/**
 * Unpacks gzip (RFC 1952), all members of it. A piece is good until the next one is asked for. Throws `file.damaged`
 * after what could be unpacked.
 */
export async function* gunzip(
  pieces: AsyncIterable<Buffer>,
  inflater: Inflater,
  facts: GzipFacts,
): AsyncGenerator<Buffer, void, undefined> {
  const feed = new ByteFeed(pieces);
  let output = Buffer.allocUnsafeSlow(OUTPUT_BYTES);
  let other = Buffer.allocUnsafeSlow(OUTPUT_BYTES);
  let running = Promise.resolve();
  const begin = (): void => {
    running = inflater.begin(feed.piece, feed.at, output);
    // Whoever waits for it hears of a failure; who stops before does not want to.
    running.catch(() => undefined);
  };
  try {
    while (await feed.hasMore()) {
      const head = await feed.take(10);
      if (!isGzip(head)) {
        if (facts.memberCount === 0) throw damaged(t('This is no gzip data.'));
        facts.hasRubbish = head.some((byte) => byte !== 0);
        return;
      }
      await readHeader(feed, head, facts);
      let crc = 0;
      let size = 0;
      inflater.reset();
      if (!(await feed.hasMore())) throw cutOff();
      begin();
      for (let isOver = false; !isOver; ) {
        await running;
        const { consumed, produced } = inflater;
        feed.at += consumed;
        const isFull = produced === output.length;
        // With room in the output, input is left over only behind the end.
        isOver = !isFull && feed.at < feed.piece.length;
        const isCut = !isOver && !isFull && !(await feed.hasMore());
        const piece = output.subarray(0, produced);
        // The next piece is unpacked while the receiver is at work on this one.
        [output, other] = [other, output];
        if (!isOver && !isCut) begin();
        if (produced > 0) {
          crc = crc32(piece, crc);
          size = (size + produced) % 0x100000000;
          yield piece;
        }
        if (isCut) throw cutOff();
      }
      const trailer = await feed.take(8);
      if (trailer.length < 8) throw cutOff();
      if (trailer.readUInt32LE(0) !== crc) throw damaged(t('Its checksum is wrong: its bytes have changed.'));
      if (trailer.readUInt32LE(4) !== size) throw damaged(t('It unpacks to another size than it says.'));
      facts.memberCount += 1;
      facts.crc = facts.memberCount === 1 ? crc : null;
      // Of many empty members nothing would come for long: the receiver gives way between pieces.
      if (size === 0) yield output.subarray(0, 0);
    }
  } finally {
    await running.catch(() => undefined);
    await feed.close();
  }
}

function isGzip(head: Buffer): boolean {
  return head.length === 10 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8 && ((head[3] as number) & RESERVED) === 0;
}

async function readHeader(feed: ByteFeed, fixed: Buffer, facts: GzipFacts): Promise<void> {
  const flags = fixed[3] as number;
  const seconds = fixed.readUInt32LE(4);
  if (flags & HAS_EXTRA) {
    const length = await feed.take(2);
    if (length.length < 2) throw cutOff();
    await feed.take(length.readUInt16LE(0));
  }
  const name = flags & HAS_NAME ? await takeText(feed) : null;
  const comment = flags & HAS_COMMENT ? await takeText(feed) : '';
  if (flags & HAS_HEADER_CRC) await feed.take(2);
  if (facts.memberCount > 0) return;
  facts.name = name === '' ? null : name;
  facts.comment = comment;
  facts.modified = seconds === 0 ? null : seconds * 1000;
}

async function takeText(feed: ByteFeed): Promise<string> {
  const bytes: number[] = [];
  for (;;) {
    const byte = (await feed.take(1))[0];
    if (byte === undefined) throw cutOff();
    if (byte === 0) return Buffer.from(bytes).toString('latin1');
    if (bytes.length >= MAX_TEXT_BYTES) throw damaged(t('The name in its header has no end.'));
    bytes.push(byte);
  }
}

function cutOff(): ReturnType<typeof damaged> {
  return damaged(t('It is cut off: the end is missing.'));
}
