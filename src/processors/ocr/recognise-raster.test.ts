import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { OcrOptions } from '../../shared/contract/worker-api';
import { asRaster, drawText, SAMPLE_LINES, writeFakeTesseract } from './ocr.test-kit';
import type { GreyPicture } from './picture/grey-picture';
import { soften } from './picture/soften';
import { turn } from './picture/turn';
import { closeEngines, recogniseRaster } from './recognise-raster';

afterAll(() => closeEngines());

const OPTIONS: OcrOptions = { languages: ['eng'], languageFolder: null, mode: 'automatic', useNative: false };
const context = () => ({ signal: new AbortController().signal, progress: () => undefined });
const read = (picture: GreyPicture, options: Partial<OcrOptions> = {}) =>
  recogniseRaster(asRaster(picture), { ...OPTIONS, ...options }, context());

const page = await drawText(SAMPLE_LINES.slice(0, 4), { width: 1000, height: 320 });
const empty = { data: new Uint8Array(600 * 400).fill(250), width: 600, height: 400 };

describe('a page', () => {
  it('is read: text, lines, boxes on the page, and the evidence', async () => {
    const { engine, text, lines, facts } = await read(page);
    expect(engine).toMatch(/^tesseract\.js /);
    expect(text.split(/\n+/)).toEqual(SAMPLE_LINES.slice(0, 4));
    expect(lines.map(({ words }) => words.map((word) => word.text).join(' '))).toEqual(SAMPLE_LINES.slice(0, 4));
    expect(facts).toMatchObject({ preprocessing: [], skipped: null, doubtfulWords: 0 });
    expect(facts.words).toBe(text.split(/\s+/).length);
    expect(facts.confidence).toBeGreaterThan(85);
    expect(facts.attempts).toEqual([{ preprocessing: [], confidence: facts.confidence, words: facts.words }]);
  });

  it('is set upright first, and its words are found where they stand', async () => {
    const side = turn(page, 270);
    const { text, lines, facts } = await read(side);
    expect(text.split(/\n+/)).toEqual(SAMPLE_LINES.slice(0, 4));
    expect(facts.preprocessing).toEqual(['upright 90°']);
    const [first] = lines[0]?.words ?? [];
    // "The", at 60 from the left of the upright page, begins at the bottom of the turned one.
    expect(first?.text).toBe('The');
    expect((first?.box.y ?? 0) + (first?.box.height ?? 0)).toBeGreaterThan(side.height - 70);
    expect(first?.box.height).toBeGreaterThan(first?.box.width ?? 0);
  });

  it('that is blurred is sharpened', async () => {
    let blurred = page;
    for (let pass = 0; pass < 12; pass++) blurred = soften(blurred);
    const { text, facts } = await read(blurred);
    expect(text.split(/\n+/)).toEqual(SAMPLE_LINES.slice(0, 4));
    expect(facts.preprocessing).toContain('sharpen');
    expect(facts.attempts).toHaveLength(1);
  });

  it('that is blank starts no engine', async () => {
    const { engine, text, lines, facts } = await read(empty, { mode: 'always' });
    expect([engine, text, lines]).toEqual(['', '', []]);
    expect(facts).toMatchObject({ skipped: 'The page is blank.', words: 0, confidence: 0, attempts: [] });
  });

  it('that is a picture without text is left alone', async () => {
    const data = Uint8Array.from({ length: 500 * 400 }, (_, at) => {
      const [x, y] = [(at % 500) - 250, Math.floor(at / 500) - 200];
      return Math.hypot(x, y) < 120 ? 60 + y / 4 : 180 + x / 10;
    });
    const { facts } = await read({ data, width: 500, height: 400 });
    expect(facts.skipped).toBe('The picture holds no text.');
  });
});

describe('two columns', () => {
  it('are read one after the other, an empty line between them', async () => {
    const [left, right] = [SAMPLE_LINES.map((line) => line.slice(0, 24)), SAMPLE_LINES.map((line) => line.slice(-24).trim())];
    const size = { width: 1000, height: 450, size: 26 };
    const [one, other] = [await drawText(left, size), await drawText(right, { ...size, left: 560 })];
    const { text, lines } = await read({ ...one, data: one.data.map((value, at) => Math.min(value, other.data[at] ?? 255)) });
    const halves = lines.map(({ words }) => ((words[0]?.box.x ?? 0) < 500 ? 'left' : 'right'));
    expect(halves).toEqual([...left.map(() => 'left'), ...right.map(() => 'right')]);
    expect(text).toContain('\n\n');
    expect(lines[0]?.block).not.toBe(lines.at(-1)?.block);
  });
});

describe.skipIf(process.platform === 'win32')('a tesseract of the machine that fails', () => {
  it('is replaced by the engine that ships', async () => {
    const folder = writeFakeTesseract(mkdtempSync(join(tmpdir(), 'filemill-ocr-')), 'exit 4');
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const { engine, facts } = await read(page, { useNative: true });
      expect(engine).toMatch(/^tesseract\.js /);
      expect(facts.attempts).toHaveLength(1);
    } finally {
      process.env['PATH'] = path;
      rmSync(folder, { recursive: true });
    }
  });
});

describe.skipIf(process.platform === 'win32')('a line that is passed over', () => {
  /** A program that reads the boxes of lines without their words, and the first time leaves one out. */
  async function readForgetfully(forgets: (time: number) => boolean) {
    const lines = [...SAMPLE_LINES, ...SAMPLE_LINES, ...SAMPLE_LINES];
    const tall = await drawText(lines, { width: 1000, height: 1120 });
    const folder = mkdtempSync(join(tmpdir(), 'filemill-ocr-'));
    const rows = lines.map((_, line) =>
      ['5', '1', '1', '1', String(line + 1), '1', '50', String(50 + line * 48), '900', '42', '95', `Line${line + 1}`].join('\t'),
    );
    for (const time of [1, 2, 3, 4, 5]) {
      writeFileSync(join(folder, `${time}.tsv`), (forgets(time) ? rows.filter((_, line) => line !== 7) : rows).join('\n'));
    }
    const body = `cat > /dev/null; echo x >> "${folder}/times"; cat "${folder}/$(wc -l < "${folder}/times" | tr -d ' ').tsv"`;
    const path = process.env['PATH'];
    process.env['PATH'] = `${writeFakeTesseract(folder, body)}:${path ?? ''}`;
    closeEngines();
    try {
      const reading = await read(tall, { useNative: true });
      return { ...reading, times: readFileSync(join(folder, 'times'), 'utf8').trim().split('\n').length };
    } finally {
      closeEngines();
      process.env['PATH'] = path;
      rmSync(folder, { recursive: true });
    }
  }

  it('is read in another try, which is kept, although the first one was as sure', async () => {
    const { text, facts, times } = await readForgetfully((time) => time === 1);
    expect(text).toContain('Line7 Line8 Line9');
    expect(times).toBe(2);
    expect(facts.attempts.map(({ words }) => words)).toEqual([20, 21]);
    expect(facts.preprocessing).toEqual(facts.attempts[1]?.preprocessing);
  });

  it('costs one more try where it cannot be read', async () => {
    const { facts, times } = await readForgetfully(() => true);
    expect(times).toBe(2);
    expect(facts.preprocessing).toEqual(facts.attempts[0]?.preprocessing);
  });
});

describe('an end', () => {
  it('comes within a page when it is cancelled, and the next page is read', async () => {
    const abort = new AbortController();
    const reading = recogniseRaster(asRaster(page), OPTIONS, {
      signal: abort.signal,
      progress: (label) => {
        if (label === 'Reading the page') abort.abort();
      },
    });
    await expect(reading).rejects.toMatchObject({ code: 'call.cancelled' });
    expect((await read(page)).facts.words).toBeGreaterThan(20);
  });

  it('comes when the page takes too long', async () => {
    const reading = recogniseRaster(asRaster(page), OPTIONS, context(), 0);
    await expect(reading).rejects.toMatchObject({ code: 'file.tooSlow' });
  });

  it('comes at once without the language', async () => {
    const reading = read(page, { languages: ['eng', 'zzz'] });
    await expect(reading).rejects.toMatchObject({ code: 'ocr.noLanguage', message: expect.stringContaining('zzz') });
  });
});
