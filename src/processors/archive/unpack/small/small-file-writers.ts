import { availableParallelism } from 'node:os';
import { dirname } from 'node:path/posix';
import type { TargetFolder } from '../target-folder';
import { SmallFileWriter } from './small-file-writer';

/** Making files keeps the system busier than unpacking them keeps us; more at once would wait for one another. */
const MOST_THREADS = 2;

/** The threads that write small files: folder by folder in turn, as the system makes files of one folder one by one. */
export class SmallFileWriters {
  private readonly writers: SmallFileWriter[];
  private folder: string | null = null;
  private turn = 0;

  /** As for SmallFileWriter. */
  constructor(program: string, root: string, target: TargetFolder) {
    const count = Math.min(MOST_THREADS, availableParallelism());
    this.writers = Array.from({ length: count }, () => new SmallFileWriter(program, root, target));
  }

  /** Until then the files that come are written by whoever unpacks them. */
  get areReady(): boolean {
    return this.writers.every(({ isReady }) => isReady);
  }

  of(path: string): SmallFileWriter {
    const folder = dirname(path);
    if (folder !== this.folder) this.turn += 1;
    this.folder = folder;
    return this.writers[this.turn % this.writers.length] as SmallFileWriter;
  }

  drain(): void {
    for (const writer of this.writers) writer.drain();
  }

  async close(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.close()));
  }
}
