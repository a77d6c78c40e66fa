import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/engine/workers/node-host';
import { FilemillError } from '../../src/shared/errors/filemill-error';
import { Mill } from '../helpers/mill';
import { FaultyHost, readPage } from './faulty-worker';

const real = nodeHost(join(import.meta.dirname, '..', '..', 'out', 'main'));

let mill: Mill;
let host: FaultyHost;
/** Pages as OCR was asked for them. */
let asked: string[];
beforeEach(() => {
  mill = new Mill();
  asked = [];
  host = scans();
});
afterEach(() => mill.end());

/** `scan-3.pdf` has three pages for OCR; others have text of their own. */
function scans(): FaultyHost {
  const made = new FaultyHost(real, () => 'fine');
  made.pagesOf = (path) => Number(/^scan-(\d+)/.exec(path)?.[1] ?? 0);
  made.onPage = ({ source, page }) => {
    asked.push(`${source.path} ${page}`);
    return Promise.resolve(readPage({ page }, `some words of ${source.path} page number ${page}`));
  };
  return made;
}

const report = (path: string) => {
  const { id } = mill.row(path) ?? { id: 0 };
  const found = mill.engine.database.get<{ reportId: number }>('SELECT report_id AS reportId FROM jobs WHERE file_id = ? AND is_current = 1', id);
  return found ? { data: mill.engine.reports.data(found.reportId), text: mill.engine.reports.text(found.reportId, 0, 10_000).text } : null;
};

async function start(settings: Parameters<Mill['watchInbox']>[0] = {}): Promise<void> {
  await mill.start(host);
  await mill.watchInbox(settings);
}

/** Answers when the worker is told to; tells when a page has begun. */
function held(): { onPage: FaultyHost['onPage']; begun: () => number; release: () => void } {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  let begun = 0;
  return {
    begun: () => begun,
    release: () => release(),
    onPage: async ({ page }, _worker, signal) => {
      begun += 1;
      mill.engine.revise();
      const stopped = new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new FilemillError('call.cancelled', 'It was cancelled.'))),
      );
      await Promise.race([gate, stopped]);
      return readPage({ page }, 'enough words to judge the page by');
    },
  };
}

describe('a scan', () => {
  it('is read page by page, can be found by its words, and says who read it', async () => {
    mill.drop('scan-3.pdf', 'x');
    await start();
    await mill.settled('scan-3.pdf', 'done');
    expect(asked.sort()).toEqual(['scan-3.pdf 1', 'scan-3.pdf 2', 'scan-3.pdf 3']);
    expect(report('scan-3.pdf')).toMatchObject({
      text: [1, 2, 3].map((page) => `some words of scan-3.pdf page number ${page}`).join('\f'),
      data: { ocr: { engine: 'test', confidence: 90, languages: ['eng'] }, statistics: { words: 21 }, pages: [{ textSource: 'ocr', charCount: 38 }, {}, {}] },
    });
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is left alone in a folder that wants no OCR', async () => {
    mill.drop('scan-1.pdf', 'x');
    await start({ ocr: { mode: 'never', languages: null, reviewBelow: 50 } });
    await mill.settled('scan-1.pdf', 'done');
    expect(asked).toEqual([]);
  });

  it('that is read unsurely needs attention, keeps its text, and is done once a person accepts it', async () => {
    host.onPage = ({ page }) => Promise.resolve(readPage({ page }, 'these words are hard to read', 30));
    mill.drop('scan-1.pdf', 'x');
    await start();
    const row = await mill.settled('scan-1.pdf');
    expect(row).toMatchObject({ state: 'attention', stateLabel: 'Low OCR confidence', error: { code: 'file.lowConfidence' } });
    expect(report('scan-1.pdf')?.text).toBe('these words are hard to read');
    expect(mill.engine.commands.accept([row.id])).toBe(1);
    await mill.settled('scan-1.pdf', 'done');
    expect(mill.accountingHolds()).toBe(true);
  });
});

describe('trouble with a page', () => {
  it('costs that page: the others are read, and a warning names it', async () => {
    const read = host.onPage;
    host.onPage = (input, worker, signal) =>
      input.page === 2 ? Promise.reject(new FilemillError('file.tooSlow', 'It took too long.')) : read(input, worker, signal);
    mill.drop('scan-3.pdf', 'x');
    await start();
    const { id } = await mill.settled('scan-3.pdf', 'done');
    expect(report('scan-3.pdf')?.text.split('\f')[1]).toBe('');
    const { warnings } = mill.engine.database.get<{ warnings: string }>('SELECT warnings FROM jobs WHERE file_id = ?', id) ?? { warnings: '' };
    expect(warnings).toContain('Page 2 could not be read by OCR: It took too long.');
  });

  it('that is the only one is the trouble of the file, with its cause', async () => {
    host.onPage = () => Promise.reject(new FilemillError('ocr.noLanguage', 'There is no data for “xyz”.'));
    mill.drop('scan-1.pdf', 'x');
    await start();
    expect(await mill.settled('scan-1.pdf')).toMatchObject({ state: 'attention', error: { code: 'ocr.noLanguage' } });
    expect(report('scan-1.pdf')?.data).toBeUndefined();
  });

  it('a worker that dies over a page is replaced, and the page read again', async () => {
    const read = host.onPage;
    let deaths = 0;
    host.onPage = (input, worker, signal) => {
      if (input.page === 2 && deaths++ === 0) {
        worker.die();
        return new Promise(() => undefined);
      }
      return read(input, worker, signal);
    };
    mill.drop('scan-2.pdf', 'x');
    await start();
    await mill.settled('scan-2.pdf', 'done');
    expect(report('scan-2.pdf')?.data).toMatchObject({ ocr: { pages: [{ page: 1 }, { page: 2 }] } });
  });
});

describe('a file that is read again on wish', () => {
  it('is read in the other language though it was done, also after an end of Filemill, and only it', async () => {
    const languages: string[] = [];
    const read = host.onPage;
    host.onPage = (input, worker, signal) => {
      languages.push(`${input.source.path} ${input.ocr.languages.join('+')}`);
      return read(input, worker, signal);
    };
    mill.drop('scan-1.pdf', 'x');
    mill.drop('scan-1 other.pdf', 'y');
    await start();
    await mill.settled('scan-1.pdf', 'done');
    await mill.settled('scan-1 other.pdf', 'done');
    const { id } = mill.row('scan-1.pdf') ?? { id: 0 };
    languages.length = 0;
    mill.engine.pause();
    expect(mill.engine.commands.reread([id], { mode: 'automatic', languages: ['deu'] }, 'manual')).toBe(1);
    expect(mill.row('scan-1.pdf')).toMatchObject({ state: 'waiting' });
    expect(report('scan-1.pdf')?.text).toContain('some words');
    await mill.restart(host);
    mill.engine.resume();
    await mill.settled('scan-1.pdf', 'done');
    expect(languages).toEqual(['scan-1.pdf deu']);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('is read by OCR in a folder that wants none', async () => {
    mill.drop('scan-1.pdf', 'x');
    await start({ ocr: { mode: 'never', languages: null, reviewBelow: 50 } });
    const { id } = await mill.settled('scan-1.pdf', 'done');
    expect(asked).toEqual([]);
    mill.engine.commands.reread([id], { mode: 'always', languages: null }, 'manual');
    await mill.until(() => report('scan-1.pdf')?.text.includes('some words') === true);
    expect(mill.row('scan-1.pdf')?.state).toBe('done');
  });
});

describe('a scan under way', () => {
  it('lets files without OCR pass', async () => {
    const { onPage, begun, release } = held();
    host.onPage = onPage;
    mill.drop('scan-1.pdf', 'x');
    await start();
    await mill.until(() => begun() === 1);
    mill.drop('letter.txt', 'words');
    await mill.settled('letter.txt', 'done');
    expect(mill.row('scan-1.pdf')?.state).toBe('inProgress');
    expect(mill.engine.snapshot().lanes.find(({ lane }) => lane === 'ocr')).toMatchObject({ active: 1 });
    release();
    await mill.settled('scan-1.pdf', 'done');
  });

  it('is cancelled inside a page, and the worker lives on', async () => {
    const { onPage, begun } = held();
    host.onPage = onPage;
    mill.drop('scan-2.pdf', 'x');
    await start();
    await mill.until(() => begun() > 0);
    const started = host.started;
    expect(mill.engine.commands.cancel([mill.row('scan-2.pdf')?.id ?? 0])).toBe(1);
    expect(await mill.settled('scan-2.pdf')).toMatchObject({ state: 'ignored', reason: 'Cancelled by you.' });
    mill.drop('letter.txt', 'words');
    await mill.settled('letter.txt', 'done');
    expect(host.started).toBe(started);
    expect(mill.accountingHolds()).toBe(true);
  });

  it('that was cancelled is not taken for read: neither by a retry nor for a file with the same bytes', async () => {
    const read = host.onPage;
    const { onPage, begun } = held();
    host.onPage = (input, worker, signal) => (input.page === 1 ? read(input, worker, signal) : onPage(input, worker, signal));
    mill.drop('scan-3.pdf', 'x');
    await start();
    const kept = (): number => mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM recognised_pages')?.n ?? 0;
    await mill.until(() => begun() > 0 && kept() === 1);
    const { id } = mill.row('scan-3.pdf') ?? { id: 0 };
    mill.engine.commands.cancel([id]);
    await mill.settled('scan-3.pdf', 'ignored');
    asked.length = 0;
    host.onPage = read;
    expect(mill.engine.retry({ ids: [id] })).toBe(1);
    await mill.settled('scan-3.pdf', 'done');
    expect(asked.sort()).toEqual(['scan-3.pdf 2', 'scan-3.pdf 3']);
    expect(report('scan-3.pdf')?.text).toContain('some words of scan-3.pdf page number 3');
  });

  it('lets a file pass that comes while all workers are at its pages, as soon as one of them is done', async () => {
    const ends: (() => void)[] = [];
    host.onPage = async ({ page }) => {
      await new Promise<void>((resolve) => {
        ends.push(resolve);
        mill.engine.revise();
      });
      return readPage({ page }, 'enough words to judge the page by');
    };
    mill.drop('scan-9.pdf', 'x');
    await start();
    await mill.until(() => ends.length === mill.engine.pool.size);
    mill.drop('letter.txt', 'words');
    await mill.until(() => mill.engine.snapshot().lanes.some(({ lane, waiting }) => lane === 'text' && waiting > 0));
    ends.shift()?.();
    await mill.settled('letter.txt', 'done');
    expect(mill.row('scan-9.pdf')?.state).toBe('inProgress');
    const { id } = mill.row('scan-9.pdf') ?? { id: 0 };
    mill.engine.commands.cancel([id]);
    for (const end of ends) end();
    await mill.settled('scan-9.pdf', 'ignored');
  });

  it('goes on after an end of Filemill with the pages that are missing', async () => {
    const read = host.onPage;
    const { onPage, begun } = held();
    host.onPage = (input, worker, signal) => (input.page > 2 ? onPage(input, worker, signal) : read(input, worker, signal));
    mill.drop('scan-4.pdf', 'x');
    await start();
    const kept = (): number => mill.engine.database.get<{ n: number }>('SELECT count(*) AS n FROM recognised_pages')?.n ?? 0;
    await mill.until(() => begun() > 0 && kept() === 2);
    asked.length = 0;
    await mill.restart(scans());
    await mill.settled('scan-4.pdf', 'done');
    expect(asked.sort()).toEqual(['scan-4.pdf 3', 'scan-4.pdf 4']);
    expect(report('scan-4.pdf')?.text.split('\f')).toHaveLength(4);
  });

  it('rests while its lane is paused, between two pages, and goes on after', async () => {
    const { onPage, begun, release } = held();
    host.onPage = onPage;
    mill.drop('scan-9.pdf', 'x');
    await start();
    await mill.until(() => begun() > 0);
    await mill.engine.updateSettings({ lanes: { ocr: { concurrency: null, paused: true } } });
    const before = begun();
    release();
    await mill.until(() => mill.engine.snapshot().workers.busy === 0);
    await mill.engine.whenSettled();
    expect(begun()).toBe(before);
    expect(mill.row('scan-9.pdf')?.state).toBe('inProgress');
    await mill.engine.updateSettings({ lanes: {} });
    await mill.settled('scan-9.pdf', 'done');
    expect(begun()).toBe(9);
  });
});
