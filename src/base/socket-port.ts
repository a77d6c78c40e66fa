import type { Socket } from 'node:net';
import { FilemillError } from '../shared/errors/filemill-error';
import type { Port } from '../shared/rpc/port';
import { t } from '../shared/words/words';

/** The longest message, either way. */
const MAX_FRAME = 32 * 1024 * 1024;
/** A side that lets so much pile up does not read at all: it is let go, before it costs the memory of this one. */
const MAX_BACKLOG = 2 * MAX_FRAME;
/** What was posted last (a `bye`) has so long to leave. */
const LAST_WORDS_MS = 500;

const NEWLINE = 0x0a;

/**
 * Messages as lines of JSON over a socket. A side that sends what is no message, or too much, is cut off: `onClose`
 * tells of it as of any other end.
 */
export function socketPort(socket: Socket): Port {
  // Told by `close`, which always follows.
  socket.on('error', () => undefined);

  return {
    post(message) {
      if (socket.destroyed || socket.writableEnded) return;
      const line = `${JSON.stringify(message)}\n`;
      if (Buffer.byteLength(line) > MAX_FRAME) {
        throw new FilemillError('contract.invalid', t('The message is too long to be sent.'), { hint: t('Ask for less at once.') });
      }
      socket.write(line);
      if (socket.writableLength > MAX_BACKLOG) socket.destroy();
    },
    onMessage(listener) {
      const take = lineSplitter((line) => {
        const message = parse(line);
        if (message === undefined) socket.destroy();
        else if (!socket.destroyed) listener(message);
      });
      socket.on('data', (piece: Buffer) => {
        if (!socket.destroyed && !take(piece)) socket.destroy();
      });
    },
    onClose: (listener) => void socket.once('close', () => listener()),
    close: () => endSocket(socket),
  };
}

/** Ends it once what was written has left, or soon: the other side may never read it. */
export function endSocket(socket: Socket): void {
  if (socket.destroyed) return;
  socket.end();
  setTimeout(() => socket.destroy(), LAST_WORDS_MS).unref();
}

/** @returns undefined for what is no JSON */
function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** @returns takes the next piece; false once a line is too long */
function lineSplitter(onLine: (line: string) => void): (piece: Buffer) => boolean {
  let parts: Buffer[] = [];
  let held = 0;
  return (piece) => {
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end !== -1; end = piece.indexOf(NEWLINE, start)) {
      const tail = piece.subarray(start, end);
      if (held + tail.length > MAX_FRAME) return false;
      const line = held === 0 ? tail : Buffer.concat([...parts, tail]);
      parts = [];
      held = 0;
      start = end + 1;
      if (line.length > 0) onLine(line.toString('utf8'));
    }
    const rest = piece.subarray(start);
    if (rest.length > 0) parts.push(rest);
    held += rest.length;
    return held <= MAX_FRAME;
  };
}
