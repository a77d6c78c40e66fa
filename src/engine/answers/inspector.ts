import { lstatSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { choose, limitsFor, recognitionLimits } from '../../processors/catalogue';
import type { OcrOptions, ReadResult, Recognition, Source } from '../../shared/contract/worker-api';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { PageLayout } from '../../shared/model/page-layout';
import { mergeRecognised } from '../stages/process/merge-recognised';
import { recognisePages } from '../stages/process/recognise-pages';
import type { RecognisedPage } from '../store/recognised-pages';
import type { WorkerPool } from '../workers/worker-pool';
import { t } from '../../shared/words/words';

export interface InspectOptions {
  /** Null reads no pictures of text. */
  ocr: OcrOptions | null;
  passwords: string[];
  /** Tables of PDFs are not looked for. */
  withoutTables: boolean;
  /** Faces in pictures are looked for. */
  withFaces: boolean;
  /** Of pictures only the hashes are wanted. */
  onlyHashes?: boolean;
  /** By which it is read, whatever it seems to be; chosen by what it is when left out. */
  processor?: 'archive';
  /** Called as pages are read by OCR. */
  progressed(donePages: number, pages: number): void;
}

/** A reading, and where OCR found the words of pages. */
export type Inspected = ReadResult & { layouts: PageLayout[]; recognisedTexts: Map<number, string> };

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
    if (!stat) throw new FilemillError('file.vanished', t('There is no such file.'), { hint: t('Check the name.') });
    if (!stat.isFile()) {
      throw new FilemillError('file.notRegular', t('It is not a regular file.'), {
        hint: t('Only files are read, not folders, links or devices.'),
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

  /** @throws FilemillError with a `file.*` or `ocr.*` code */
  async read(source: Source, { mime, kind, sha256 }: Recognition, options: InspectOptions): Promise<Inspected> {
    if (source.size === 0) {
      throw new FilemillError('file.empty', t('The file is empty.'), { hint: t('Check the program that made it.') });
    }
    const recognised = { name: source.path, mime, kind, size: source.size };
    const { passwords, withoutTables, withFaces, onlyHashes } = options;
    const readOptions = { processor: options.processor ?? choose(recognised)[0]?.id ?? 'other', mime, kind, sha256, passwords, withoutTables, withFaces, onlyHashes };
    const { results } = await this.pool.run({ exclusive: true, ...limitsFor(recognised) }, (worker) =>
      worker.call('files.read', { scratchDir: this.scratchDir, items: [{ source, options: readOptions }] }),
    );
    const answer = only(results);
    if (!answer.ok) throw FilemillError.fromData(answer.error);
    const { result } = answer;
    if (options.ocr === null || result.pagesToRecognise.length === 0) return { ...result, layouts: [], recognisedTexts: new Map() };
    return this.readPages(source, { ...readOptions, processor: result.processor }, result, options.ocr, options);
  }

  private async readPages(
    source: Source,
    readOptions: Parameters<typeof recognisePages>[1]['options'],
    result: ReadResult,
    ocr: OcrOptions,
    { progressed }: InspectOptions,
  ): Promise<Inspected> {
    const kept: RecognisedPage[] = [];
    const { pages, warnings } = await recognisePages(this.pool, {
      source,
      options: readOptions,
      pages: result.pagesToRecognise,
      ocr,
      signal: new AbortController().signal,
      // The pool makes them queue up.
      turn: () => Promise.resolve(() => undefined),
      kept: () => undefined,
      keep: (page) => kept.push(page),
      progressed: (done) => {
        if (done >= 0) progressed(done, result.pagesToRecognise.length);
      },
    });
    const merged = mergeRecognised(result, pages, ocr.languages);
    const read = kept.filter(({ facts }) => facts.skipped === null).sort((a, b) => a.facts.page - b.facts.page);
    return {
      ...merged,
      warnings: [...merged.warnings, ...warnings],
      layouts: read.map(({ layout }) => layout),
      recognisedTexts: new Map(read.map(({ facts, text }) => [facts.page, text])),
    };
  }
}

function only<R>(results: R[]): R {
  const [result] = results;
  if (result === undefined) throw new FilemillError('bug', t('The worker gave no answer.'));
  return result;
}
