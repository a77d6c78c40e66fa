import { describe, expect, it } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { ErrorCode } from '../../../shared/errors/error-table';
import type { RecognisedPage } from '../../store/recognised-pages';
import type { TaskOptions, WorkerPool } from '../../workers/worker-pool';
import { recognisePages, type PagesRequest } from './recognise-pages';

const readPage = (page: number): RecognisedPage => ({
  engine: 'test',
  text: `page ${page}`,
  layout: { page, lines: [] } as unknown as RecognisedPage['layout'],
  facts: { page, words: 2, confidence: 90, skipped: null, doubtfulWords: 0, preprocessing: [], attempts: [], durationMs: 1 },
});
const failure = (code: ErrorCode): FilemillError => new FilemillError(code, `It is ${code}.`);
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Workers that answer as `answer` does, and are heard no more once a page is called off. */
function poolOf(answer: (page: number, signal: AbortSignal) => Promise<RecognisedPage>) {
  const begun: number[] = [];
  const run = (options: TaskOptions, task: (worker: unknown, limit: () => void, number: number) => unknown): unknown => {
    const { signal } = options;
    if (!signal || signal.aborted) return Promise.reject(failure('call.cancelled'));
    const call = (_name: string, { page }: { page: number }): Promise<RecognisedPage> => {
      begun.push(page);
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(failure('call.cancelled')));
        answer(page, signal).then(resolve, reject);
      });
    };
    return task({ call }, () => undefined, 1);
  };
  return { begun, pool: { run } as unknown as WorkerPool };
}

/** So many pages, of which two may be under way at once. */
function request(pages: number, more: Partial<PagesRequest> = {}): PagesRequest & { underWay(): number } {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  const pump = (): void => {
    while (underWay < 2 && waiting.length > 0) waiting.shift()?.();
  };
  return {
    source: {} as PagesRequest['source'],
    options: {} as PagesRequest['options'],
    ocr: {} as PagesRequest['ocr'],
    pages: Array.from({ length: pages }, (_, index) => ({ page: index + 1, reason: 'noText' as const })),
    signal: new AbortController().signal,
    underWay: () => underWay,
    turn: (signal) =>
      new Promise((resolve) => {
        let isCalled = false;
        const begin = (): void => {
          if (isCalled) return;
          isCalled = true;
          underWay += 1;
          resolve(() => {
            underWay -= 1;
            pump();
          });
        };
        signal.addEventListener('abort', begin, { once: true });
        waiting.push(begin);
        pump();
      }),
    kept: () => undefined,
    keep: () => undefined,
    progressed: () => undefined,
    ...more,
  };
}

describe('a failure', () => {
  it.each<ErrorCode>(['ocr.noLanguage', 'disk.full', 'file.changed', 'file.vanished', 'file.needsPassword', 'bug'])(
    'that concerns the whole file (%s) ends its other pages before they begin',
    async (code) => {
      const { pool, begun } = poolOf((page) => (page === 3 ? Promise.reject(failure(code)) : tick().then(() => readPage(page))));
      const asked = request(60);
      await expect(recognisePages(pool, asked)).rejects.toMatchObject({ code });
      expect(begun.length).toBeLessThanOrEqual(4);
      expect(asked.underWay()).toBe(0);
    },
  );

  it('that concerns the whole file is told, not what became of pages that were under way', async () => {
    const { pool } = poolOf((page) => (page === 2 ? tick().then(() => Promise.reject(failure('file.changed'))) : new Promise(() => undefined)));
    await expect(recognisePages(pool, request(2))).rejects.toMatchObject({ code: 'file.changed' });
  });

  it('to keep a page ends the others too', async () => {
    const { pool, begun } = poolOf((page) => Promise.resolve(readPage(page)));
    const keep = (): void => {
      throw new Error('the ledger is gone');
    };
    await expect(recognisePages(pool, request(60, { keep }))).rejects.toThrow('the ledger is gone');
    expect(begun.length).toBeLessThanOrEqual(4);
  });

  it('of one page costs that page', async () => {
    const { pool } = poolOf((page) => (page === 2 ? Promise.reject(failure('file.tooSlow')) : Promise.resolve(readPage(page))));
    const { pages, warnings } = await recognisePages(pool, request(3));
    expect(pages.map(({ facts }) => facts.page)).toEqual([1, 3]);
    expect(warnings).toEqual(['Page 2 could not be read by OCR: It is file.tooSlow.']);
  });

  it('of every page is the first one’s', async () => {
    const { pool, begun } = poolOf((page) => Promise.reject(failure(page === 1 ? 'file.tooSlow' : 'file.damaged')));
    await expect(recognisePages(pool, request(5))).rejects.toMatchObject({ code: 'file.tooSlow' });
    expect(begun).toHaveLength(5);
  });
});

it('ends all pages when the caller cancels', async () => {
  const abort = new AbortController();
  const { pool, begun } = poolOf((page) => {
    if (page === 2) queueMicrotask(() => abort.abort());
    return new Promise(() => undefined);
  });
  const asked = request(60, { signal: abort.signal });
  await expect(recognisePages(pool, asked)).rejects.toMatchObject({ code: 'call.cancelled' });
  expect(begun).toEqual([1, 2]);
  expect(asked.underWay()).toBe(0);
});

it('begins nothing when it was cancelled before', async () => {
  const { pool, begun } = poolOf((page) => Promise.resolve(readPage(page)));
  await expect(recognisePages(pool, request(3, { signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'call.cancelled' });
  expect(begun).toEqual([]);
});
