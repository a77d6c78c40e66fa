import { FilemillError } from '../../../shared/errors/filemill-error';
import type { EntryWarning } from '../../../shared/model/archive';
import type { EntrySink } from '../archive-reader';
import type { WriteVerdict } from '../guard/verdict';
import type { FileOutput } from './file-output';
import { refusalOf } from './refusal-of';
import type { Unpacking } from './unpacking';
import { EntryRefusal, toWriteError } from './write-error';

/** Hears of one entry. */
export interface SinkListener {
  /** Its first bytes are there. */
  begun(): void;
  /** The reader has done with it. */
  isRead(): void;
}

/** Writes one entry into a new file. What is written counts, not what the archive says; of a file that fails nothing is left. */
export class FileSink implements EntrySink {
  private hasBegun = false;
  private bytes = 0;
  private refusal: EntryWarning | null = null;
  private isOver = false;

  constructor(
    private readonly verdict: WriteVerdict,
    private readonly run: Unpacking,
    private readonly output: FileOutput,
    private readonly listener: SinkListener | null = null,
  ) {}

  write(piece: Uint8Array): void {
    this.attempt(() => {
      this.claim(piece.length);
      this.begin();
      this.output.write(piece);
    });
  }

  end(): void {
    this.attempt(() => {
      this.begin();
      this.output.end(
        (sha256) => this.addWritten(sha256),
        (error) => this.failLate(error),
      );
      this.isOver = true;
    });
    this.listener?.isRead();
  }

  fail(error: FilemillError): void {
    if (this.isOver) return;
    this.isOver = true;
    this.takeAway();
    const { code, message } = this.refusal ?? refusalOf(error);
    this.run.addRefused({ entry: this.verdict.entry, code, reason: message });
    this.listener?.isRead();
  }

  private addWritten(sha256: string): void {
    this.run.addWritten(this.verdict, this.bytes, sha256);
  }

  /** Nothing is left of it already. */
  private failLate(error: Error): void {
    this.run.giveBack(this.bytes);
    if (error instanceof EntryRefusal) this.run.addRefused({ entry: this.verdict.entry, code: error.warning.code, reason: error.message });
    else if (error instanceof FilemillError) this.run.fatal ??= error;
  }

  private claim(bytes: number): void {
    if (this.bytes + bytes > this.verdict.maxBytes) throw new EntryRefusal(this.verdict.beyond);
    const beyond = this.run.claim(bytes);
    if (beyond) throw new EntryRefusal(beyond);
    this.bytes += bytes;
  }

  private begin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.listener?.begun();
    this.run.room.takeFile();
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (thrown) {
      const error = toWriteError(thrown);
      if (error instanceof EntryRefusal) {
        this.refusal = error.warning;
        throw new FilemillError('file.tooLarge', error.warning.message);
      }
      if (error instanceof FilemillError) this.run.fatal ??= error;
      throw error;
    }
  }

  private takeAway(): void {
    this.run.giveBack(this.bytes);
    try {
      this.output.discard();
    } catch (thrown) {
      const error = toWriteError(thrown);
      if (error instanceof FilemillError) this.run.fatal ??= error;
    }
  }
}
