import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Source } from '../../shared/contract/worker-api';
import { reportSchema, type Report } from '../../shared/model/report';
import { choose } from '../catalogue';
import { implementationOf } from '../implementations';
import { CannotRead } from './cannot-read';
import { OpenFile } from './open-file';
import type { Context, Reading } from './processor';
import { recognise } from './recognise';

/** For tests: a folder of its own with real files. */
export class Fixture {
  readonly root = mkdtempSync(join(tmpdir(), 'filemill-processors-'));
  readonly scratchDir = join(this.root, '.scratch');
  readonly labels: string[] = [];
  readonly context: Context = {
    signal: new AbortController().signal,
    scratchDir: this.scratchDir,
    passwords: [],
    progress: (label) => void this.labels.push(label),
  };

  write(path: string, content: string | Uint8Array): Source {
    const full = join(this.root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
    return this.source(path);
  }

  source(path: string): Source {
    const stats = statSync(join(this.root, path));
    return {
      fileId: 1,
      root: this.root,
      path,
      size: stats.size,
      mtimeMs: stats.mtimeMs,
      ino: statSync(join(this.root, path), { bigint: true }).ino.toString(),
    };
  }

  async recognise(source: Source): ReturnType<typeof recognise> {
    const file = OpenFile.open(source);
    try {
      return await recognise(file, this.context.signal);
    } finally {
      file.close();
    }
  }

  /** Recognises and reads with the best processor that can; the report is parsed as the contract does. */
  async read(path: string, content: string | Uint8Array): Promise<Reading & { processor: string }> {
    const source = this.write(path, content);
    const { mime, kind } = await this.recognise(source);
    const recognised = { name: path, mime, kind, size: source.size };
    const file = OpenFile.open(source);
    try {
      for (const { id } of choose(recognised)) {
        const reading = await (await implementationOf(id)).read(file, recognised, this.context).catch(unlessBeyond);
        if (reading) return { ...reading, report: reportSchema.parse(reading.report), processor: id };
      }
      throw new Error('no processor');
    } finally {
      file.close();
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Null for what the next processor reads. */
function unlessBeyond(thrown: unknown): null {
  if (thrown instanceof CannotRead) return null;
  throw thrown;
}

/** The report, known to be of one kind. */
export function expectKind<K extends Report['kind']>(report: Report, kind: K): Extract<Report, { kind: K }> {
  if (report.kind !== kind) throw new Error(`a report of kind ${report.kind}, not ${kind}`);
  return report as Extract<Report, { kind: K }>;
}
