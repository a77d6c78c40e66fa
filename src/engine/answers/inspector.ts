import { lstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { choose, limitsFor, recognitionLimits } from '../../processors/catalogue';
import type { ReadResult, Recognition, Source } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { WorkerPool } from '../workers/worker-pool';

/** Reads single files on request, outside any folder and without storing anything. */
export class Inspector {
  private nextId = 1;

  constructor(
    private readonly pool: WorkerPool,
    private readonly scratchDir: string,
  ) {}

  /** @throws FilemillError `file.vanished`, `file.notRegular` */
  look(path: string): Source {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) throw new FilemillError('file.vanished', 'There is no such file.', { hint: 'Check the name.' });
    if (!stat.isFile()) {
      throw new FilemillError('file.notRegular', 'It is not a regular file.', {
        hint: 'Only files are read, not folders, links or devices.',
      });
    }
    const fileId = this.nextId;
    this.nextId += 1;
    const { size, mtimeMs, ino } = stat;
    return { fileId, root: dirname(path), path: basename(path), size, mtimeMs, ino: String(ino) };
  }

  /** @throws FilemillError with a `file.*` code */
  async recognise(source: Source): Promise<Recognition> {
    const { timeoutMs } = recognitionLimits(source.size);
    const { results } = await this.pool.run({ exclusive: true, timeoutMs }, (worker) =>
      worker.call('files.recognise', { sources: [source] }),
    );
    const result = only(results);
    if (!result.ok) throw FilemillError.fromData(result.error);
    return result.recognition;
  }

  /** @throws FilemillError with a `file.*` code */
  async read(source: Source, { mime, kind, sha256 }: Recognition): Promise<ReadResult> {
    if (source.size === 0) {
      throw new FilemillError('file.empty', 'The file is empty.', { hint: 'Check the program that made it.' });
    }
    const recognised = { name: source.path, mime, kind, size: source.size };
    const options = { processor: choose(recognised)[0]?.id ?? 'other', mime, kind, sha256 };
    const { results } = await this.pool.run({ exclusive: true, timeoutMs: limitsFor(recognised).timeoutMs }, (worker) =>
      worker.call('files.read', { scratchDir: this.scratchDir, items: [{ source, options }] }),
    );
    const result = only(results);
    if (!result.ok) throw FilemillError.fromData(result.error);
    return result.result;
  }
}

function only<R>(results: R[]): R {
  const [result] = results;
  if (result === undefined) throw new FilemillError('bug', 'The worker gave no answer.');
  return result;
}
