import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findLanguage, listLanguages } from '../../../base/trained-data';
import { drawText, writeFakeTesseract } from '../ocr.test-kit';
import { findNative } from './find-native';
import { openNativeEngine } from './native-engine';
import { EngineFailure, type PreparedPage } from './ocr-engine';
import { parseTsv } from './parse-tsv';
import { toPgm } from './to-pgm';
import { openWasmEngine } from './wasm-engine';

const folder = mkdtempSync(join(tmpdir(), 'filemill-ocr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const ignore = (): void => undefined;
const picture = await drawText(['Hello harbour', 'Nine boats'], { width: 420, height: 200 });
const page: PreparedPage = { picture, dpi: 200, segmentation: 'automatic' };
const isWindows = process.platform === 'win32';

const HEAD = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const TSV = [
  HEAD,
  '1\t1\t0\t0\t0\t0\t0\t0\t420\t200\t-1\t',
  '2\t1\t1\t0\t0\t0\t10\t10\t90\t50\t-1\t',
  '3\t1\t1\t1\t0\t0\t10\t10\t90\t50\t-1\t',
  '4\t1\t1\t1\t1\t0\t10\t10\t90\t20\t-1\t',
  '5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t95.5\tHello',
  '5\t1\t1\t1\t1\t2\t60\t10\t40\t20\t91\tthere',
  '4\t1\t1\t1\t2\t0\t10\t40\t90\t20\t-1\t',
  '5\t1\t1\t1\t2\t1\t10\t40\t40\t20\t60\t ',
  '5\t1\t1\t1\t2\t2\t60\t40\t40\t20\t88\tagain',
  '3\t1\t1\t2\t0\t0\t10\t80\t90\t20\t-1\t',
  '4\t1\t1\t2\t1\t0\t10\t80\t90\t20\t-1\t',
  '5\t1\t1\t2\t1\t1\t10\t80\t90\t20\t12\tEnd',
].join('\n');

describe('the table of the tesseract program', () => {
  it('becomes lines, a block for each paragraph, without empty words', () => {
    const lines = parseTsv(TSV);
    expect(lines.map(({ block, words }) => [block, ...words.map((word) => word.text)])).toEqual([
      [0, 'Hello', 'there'],
      [0, 'again'],
      [1, 'End'],
    ]);
    expect(lines[0]?.words[0]).toEqual({ text: 'Hello', confidence: 95.5, box: { x: 10, y: 10, width: 40, height: 20 } });
  });
});

const fakeTesseract = (name: string, body: string): string => writeFakeTesseract(mkdtempSync(join(folder, `${name}-`)), body);

describe.skipIf(isWindows)('a tesseract of the machine', () => {
  it('is found on the path and asked for its languages', async () => {
    const place = fakeTesseract('found', 'exit 1');
    const native = await findNative(place);
    expect(native).toMatchObject({ path: join(place, 'tesseract'), version: '5.9.1' });
    expect([...(native?.languages ?? [])]).toEqual(['eng', 'xyz']);
  });

  it('gets the picture by standard input, one thread, and the languages', async () => {
    writeFileSync(join(folder, 'answer.tsv'), TSV);
    const place = fakeTesseract(
      'reads',
      `echo "$OMP_THREAD_LIMIT $*" > "${folder}/asked"; cat > "${folder}/input"; cat "${folder}/answer.tsv"`,
    );
    const native = await findNative(place);
    if (!native) throw new Error('not found');
    const lines = await openNativeEngine(native, ['eng', 'xyz']).read(page, never, ignore);
    expect(lines).toHaveLength(3);
    expect(readFileSync(join(folder, 'asked'), 'utf8').trim()).toBe('1 stdin stdout -l eng+xyz --psm 3 --dpi 200 tsv');
    expect(readFileSync(join(folder, 'input'))).toEqual(Buffer.from(toPgm(picture)));
  });

  it('fails as an engine when it ends badly, with what it said', async () => {
    const native = await findNative(fakeTesseract('fails', 'echo "Error in pixRead" >&2; exit 3'));
    if (!native) throw new Error('not found');
    const reading = openNativeEngine(native, ['eng']).read(page, never, ignore);
    await expect(reading).rejects.toThrow(EngineFailure);
    await expect(reading).rejects.toThrow(/3: Error in pixRead/);
  });

  it('is not looked for in the current folder, or by any other relative entry of the path', async () => {
    const place = fakeTesseract('near', 'exit 1');
    expect((await findNative(relative(process.cwd(), place)))?.version).not.toBe('5.9.1');
    const before = process.cwd();
    process.chdir(place);
    try {
      for (const entry of ['.', '', './', `.${delimiter}${delimiter}`]) expect((await findNative(entry))?.version).not.toBe('5.9.1');
    } finally {
      process.chdir(before);
    }
  });

  it.skipIf(!existsSync('/usr/bin/setpriv'))('is told by the system when the worker has been killed', async () => {
    const native = await findNative(fakeTesseract('tied', `exec setpriv --dump > "${folder}/privileges"`));
    if (!native) throw new Error('not found');
    await openNativeEngine(native, ['eng']).read(page, never, ignore);
    expect(readFileSync(join(folder, 'privileges'), 'utf8')).toMatch(/death signal: .*kill/i);
  });

  it('is killed at the signal', async () => {
    const native = await findNative(fakeTesseract('hangs', `echo $$ > "${folder}/pid"; exec sleep 60`));
    if (!native) throw new Error('not found');
    const abort = new AbortController();
    const reading = openNativeEngine(native, ['eng']).read(page, abort.signal, ignore);
    await expect.poll(() => existsSync(join(folder, 'pid')) && readFileSync(join(folder, 'pid'), 'utf8').trim()).toBeTruthy();
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    abort.abort(new Error('enough'));
    await expect(reading).rejects.toThrow('enough');
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  });

  it('is not there in an empty folder', async () => {
    const usual = await findNative(mkdtempSync(join(folder, 'empty-')));
    expect(usual === null || !usual.path.startsWith(folder)).toBe(true);
  });
});

const real = await findNative();

describe.skipIf(!real?.languages.has('eng'))('the real one', () => {
  it('reads a page', async () => {
    if (!real) throw new Error('not found');
    const lines = await openNativeEngine(real, ['eng']).read(page, never, ignore);
    expect(lines.flatMap(({ words }) => words.map((word) => word.text))).toEqual(['Hello', 'harbour', 'Nine', 'boats']);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('languages', () => {
  it('come with the application or lie in a folder, plain or packed', () => {
    const added = mkdtempSync(join(folder, 'added-'));
    for (const name of ['deu.traineddata', 'chi_sim.traineddata.gz', 'notes.txt', '.traineddata', 'a b.traineddata']) {
      writeFileSync(join(added, name), 'x');
    }
    expect(listLanguages(added).map(({ code, isShipped }) => [code, isShipped])).toEqual([
      ['chi_sim', false],
      ['deu', false],
      ['eng', true],
    ]);
    expect(findLanguage('deu', added)).toMatchObject({ path: join(added, 'deu.traineddata'), isShipped: false });
    expect(findLanguage('chi_sim', added)?.path).toBe(join(added, 'chi_sim.traineddata.gz'));
    expect(findLanguage('eng', null)?.isShipped).toBe(true);
  });

  it('are not looked for outside the folder', () => {
    writeFileSync(join(folder, 'out.traineddata'), 'x');
    const inside = mkdtempSync(join(folder, 'inside-'));
    expect(findLanguage('../out', inside)).toBeNull();
    expect(findLanguage('fra', inside)).toBeNull();
    expect(listLanguages(join(folder, 'nowhere')).map(({ code }) => code)).toEqual(['eng']);
  });
});

describe('the engine that ships', () => {
  const english = findLanguage('eng', null);

  it('refuses damaged language data, and the process goes on', async () => {
    const path = join(folder, 'bad.traineddata');
    writeFileSync(path, 'not trained at all');
    await expect(openWasmEngine([{ code: 'bad', path, isShipped: false }], never)).rejects.toThrow(EngineFailure);
    writeFileSync(path, Buffer.concat([Buffer.from([31, 139]), Buffer.from('not packed either')]));
    await expect(openWasmEngine([{ code: 'bad', path, isShipped: false }], never)).rejects.toThrow(EngineFailure);
  });

  it('reads page after page, tells how far it is, and stops inside a page', async () => {
    if (!english) throw new Error('no language data');
    const engine = await openWasmEngine([english], never);
    expect(engine.name).toMatch(/^tesseract\.js \d+\.\d+\.\d+$/);
    for (let turn = 0; turn < 2; turn++) {
      const fractions: number[] = [];
      const lines = await engine.read(page, never, (fraction) => fractions.push(fraction));
      expect(lines.map(({ words }) => words.map((word) => word.text).join(' '))).toEqual(['Hello harbour', 'Nine boats']);
      expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
      const [first] = lines[0]?.words ?? [];
      expect(first?.box.x).toBeGreaterThan(55);
      expect(first?.box.x).toBeLessThan(70);
    }
    expect(engine.heldBytes()).toBeGreaterThan(1e6);
    const abort = new AbortController();
    const stopped = engine.read(page, abort.signal, ignore);
    abort.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    await expect(engine.read(page, never, ignore)).rejects.toThrow(EngineFailure);
  });
});
