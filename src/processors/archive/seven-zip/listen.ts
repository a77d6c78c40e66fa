import { startSevenZip, type Ending, type Start } from './seven-zip-process';

export interface Heard extends Ending {
  readonly output: Buffer;
  /** It said more than `maxBytes`, and was stopped. */
  readonly isCut: boolean;
}

/** Runs 7-Zip and keeps what it says, up to `maxBytes`. `lines` are what it is told on its input: passwords. */
export async function listen(start: Start, lines: readonly string[], maxBytes: number): Promise<Heard> {
  const running = startSevenZip(start);
  running.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of running.stdout as AsyncIterable<Buffer>) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes > maxBytes) break;
    }
  } finally {
    if (bytes > maxBytes) running.kill();
  }
  const ending = await running.ended;
  return { ...ending, output: Buffer.concat(pieces).subarray(0, maxBytes), isCut: bytes > maxBytes };
}
