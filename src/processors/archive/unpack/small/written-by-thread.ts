import { FilemillError } from '../../../../shared/errors/filemill-error';
import { t } from '../../../../shared/words/words';
import type { WriteVerdict } from '../../guard/verdict';
import type { FileOutput } from '../file-output';
import { EntryRefusal } from '../write-error';
import type { SmallFileWriter } from './small-file-writer';

/** A small file: held back until all of it has come, then written by the thread. */
export class WrittenByThread implements FileOutput {
  private hasBegun = false;

  constructor(
    private readonly verdict: WriteVerdict,
    private readonly writer: SmallFileWriter,
  ) {}

  write(piece: Uint8Array): void {
    this.begin();
    this.writer.append(piece);
  }

  end(done: (sha256: string) => void, failed: (error: Error) => void): void {
    this.begin();
    const { relativePath: path, mode, entry } = this.verdict;
    this.writer.add({ path, mode, modified: entry.modified }, (outcome) => {
      if (typeof outcome === 'string') done(outcome);
      else if (outcome === null) failed(new FilemillError('call.cancelled', t('Unpacking was ended before it was written.')));
      else failed('refusal' in outcome ? new EntryRefusal(outcome.refusal) : FilemillError.fromData(outcome.failure));
    });
  }

  discard(): void {
    // Nothing of it is anywhere yet.
  }

  private begin(): void {
    if (!this.hasBegun) this.writer.begin();
    this.hasBegun = true;
  }
}
