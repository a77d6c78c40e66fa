import { closeSync, readSync } from 'node:fs';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { Turn } from '../bytes/turn';
import type { WriteVerdict } from '../guard/verdict';
import { FileSink } from './file-sink';
import type { Unpacking } from './unpacking';
import { WrittenHere } from './written-here';

const PIECE_BYTES = 1024 * 1024;

/** Writes an entry that is a hardlink as a copy of what was written at `from`, held to the same limits. */
export async function writeCopy(verdict: WriteVerdict, from: string, run: Unpacking, turn: Turn): Promise<void> {
  const sink = new FileSink(verdict, run, new WrittenHere(verdict, run.target));
  const fd = run.target.readFile(from);
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  try {
    for (let got = readSync(fd, piece); got > 0; got = readSync(fd, piece)) {
      sink.write(piece.subarray(0, got));
      if (turn.isOver) await turn.next();
    }
    sink.end();
  } catch (thrown) {
    if (!(thrown instanceof FilemillError)) throw thrown;
    sink.fail(thrown);
    run.throwIfOver();
  } finally {
    closeSync(fd);
  }
}
