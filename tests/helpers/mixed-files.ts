import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { minimalPdf } from './minimal-pdf';
import { greyPng } from '../../src/base/grey-png';
import { makeZip } from '../../src/processors/kit/zip.test-kit';
import { Originals } from './originals';
import type { Random } from './random';

/** A small set of files of every common kind, and what goes on in a folder: files come, grow, and are written slowly. */
export class MixedFiles {
  readonly originals: Originals;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    root: string,
    private readonly random: Random,
  ) {
    this.originals = new Originals(root);
    for (let i = 0; i < 8; i += 1) this.originals.write(`note-${i}.txt`, this.note());
    for (let i = 0; i < 4; i += 1) this.originals.write(`sub/deep-${i % 2}/table-${i}.csv`, this.table());
    for (let i = 0; i < 3; i += 1) this.originals.write(`data/${i}.json`, JSON.stringify({ id: i, words: this.note() }));
    for (let i = 0; i < 2; i += 1) this.originals.write(`papers/paper ${i}.pdf`, minimalPdf(this.random.words(5)));
    for (let i = 0; i < 2; i += 1) this.originals.write(`pictures/picture-${i}.png`, this.picture());
    this.originals.write('large.log', `${this.random.words(20)}\n`.repeat(4_000));
    this.originals.write('packed/all.zip', this.archive());
    this.originals.write('sub/broken.json', '{"cut": [1, 2', 'attention');
    this.originals.write('sub/download.pdf.part', minimalPdf('half'), 'ignored');
    for (const path of ['note-0.txt', 'data/0.json', 'pictures/picture-0.png', 'large.log']) this.copy(path, `copies/${path}`);
  }

  /** Resolves when all that is to happen has happened: within `durationMs`, at once when that is 0. */
  async comeAndGrow(durationMs: number): Promise<void> {
    const { originals, random } = this;
    const at = (act: () => void): Promise<void> => this.after(random.below(durationMs + 1), act);
    await Promise.all([
      at(() => originals.append('note-1.txt', this.note())),
      at(() => originals.append('note-2.txt', this.note())),
      at(() => originals.append('note-2.txt', this.note())),
      at(() => originals.append('sub/deep-0/table-0.csv', '7,grown,later\n')),
      at(() => originals.write('late.txt', this.note())),
      at(() => originals.write('late/folder/late.csv', this.table())),
      at(() => originals.write('late/picture.png', this.picture())),
      at(() => this.copy('note-3.txt', 'late/copy-of-note-3.txt')),
      at(() => this.moveIn('moved-in.pdf', minimalPdf(random.words(4)))),
      at(() => this.replace('note-4.txt', this.note())),
      this.writeSlowly('slow.txt', random.below(durationMs / 2 + 1), random.below(durationMs / 2 + 1)),
    ]);
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private after(delayMs: number, act: () => void): Promise<void> {
    if (delayMs === 0) {
      act();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        act();
        resolve();
      }, delayMs);
      this.timers.add(timer);
    });
  }

  /** As most programs save: under a temporary name beside it, then into place. */
  private moveIn(path: string, content: string | Uint8Array): void {
    const target = join(this.originals.root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.tmp`, content);
    renameSync(`${target}.tmp`, target);
    this.originals.note(path, content);
  }

  private replace(path: string, content: string): void {
    this.moveIn(path, content);
  }

  /** Open for writing all the while: nobody may take the first half for the file. */
  private async writeSlowly(path: string, startMs: number, durationMs: number): Promise<void> {
    const target = join(this.originals.root, path);
    const [begin, end] = [this.note(), this.note()];
    let writer = -1;
    await this.after(startMs, () => {
      writer = openSync(target, 'a');
      appendFileSync(writer, begin);
    });
    await this.after(durationMs, () => {
      appendFileSync(writer, end);
      closeSync(writer);
      this.originals.note(path, begin + end);
    });
  }

  private copy(from: string, to: string): void {
    this.originals.write(to, readFileSync(join(this.originals.root, from)));
  }

  private note(): string {
    return `${this.random.words(30)}\n`;
  }

  private table(): string {
    const rows = Array.from({ length: 20 }, (_, row) => `${row},${this.random.words(1)},${this.random.words(1)}\n`);
    return `id,name,town\n${rows.join('')}`;
  }

  /** Of files, and of an archive of files. */
  private archive(): Buffer {
    const notes = Object.fromEntries(Array.from({ length: 4 }, (_, n) => [`notes/${n}.txt`, this.note()]));
    return makeZip({ ...notes, 'paper.pdf': minimalPdf(this.random.words(5)), 'deep/inner.zip': makeZip({ 'inner.csv': this.table(), 'picture.png': this.picture() }) });
  }

  private picture(): Buffer {
    const salt = this.random.below(256);
    return greyPng(160, 120, (x, y) => x * 3 + y * 5 + salt);
  }
}
