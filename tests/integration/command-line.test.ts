import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filemill } from '../helpers/command-line';
import { lockedPdf } from '../helpers/locked-pdf';
import { Mill } from '../helpers/mill';
import { pictureOfText, scannedPdf } from '../helpers/picture-of-text';

/** A code of three letters that no language has. */
const UNKNOWN = 'qqq';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'filemill-command-line-'));
  writeFileSync(at('locked.pdf'), await lockedPdf('The balance is low', 'Rosebud'));
  writeFileSync(at('line.png'), await pictureOfText(['A line to be read']));
  mkdirSync(at('data/languages'), { recursive: true });
  writeFileSync(at('data/languages/zzz.traineddata'), 'of another one');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inspect = (...argv: string[]) => filemill('inspect', ...argv, '--data', at('data'));

describe('a locked file', () => {
  it('says how a password is given here, and nothing of the window', async () => {
    const { code, lines } = await inspect(at('locked.pdf'));
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('--password');
    expect(lines.join('\n')).not.toContain('in Filemill');
  });

  it('says that the password does not fit when one was given', async () => {
    const { json: [none] } = await inspect('--json', at('locked.pdf'));
    const { code, json: [wrong] } = await inspect('--json', at('locked.pdf'), '--password', 'rosebud');
    expect(code).toBe(1);
    expect(wrong).toMatchObject({ error: { code: 'file.needsPassword', cause: 'needsPassword', message: expect.stringContaining('does not fit') } });
    expect(none).toMatchObject({ error: { code: 'file.needsPassword', hint: expect.stringContaining('--password') } });
    expect((none as { error: { message: string } }).error.message).not.toContain('fit');
  });

  it('is read with the one that fits, whatever else was given', async () => {
    const { code, lines } = await inspect(at('locked.pdf'), '--password', 'wrong', '--password', 'Rosebud');
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('The balance is low');
  });
});

describe('a language that is not there', () => {
  it('is answered with those that are, and with how one is added', async () => {
    const { code, json } = await inspect('--json', at('line.png'), '--ocr', UNKNOWN);
    const { error } = json[0] as { error: { code: string; message: string; hint: string } };
    expect(code).toBe(1);
    expect(error).toMatchObject({ code: 'ocr.noLanguage', message: expect.stringContaining(UNKNOWN) });
    expect(error.hint).toMatch(/eng, zzz/);
    expect(error.hint).toContain(`${UNKNOWN}.traineddata`);
    expect(error.hint).toContain(at('data/languages'));
    expect(error.hint).toMatch(/settings/);
  });

  it('is told from one whose data can’t be used', async () => {
    const { json } = await inspect('--json', at('line.png'), '--ocr', 'zzz');
    const { error } = json[0] as { error: { code: string; hint: string } };
    expect(error.code).toBe('ocr.noLanguage');
    expect(error.hint).toContain(at('data/languages/zzz.traineddata'));
  });
});

describe('a self-test', () => {
  it('names engines, languages, LibreOffice and the key store', async () => {
    const { code, json } = await filemill('doctor', '--json', '--data', at('data'));
    const check = (name: string) => json.find((one) => one.type === 'check' && one.name === name);
    expect(code).toBeLessThan(3);
    expect(check('text recognition')).toMatchObject({ level: 'ok', found: { engine: expect.stringMatching(/^tesseract\.js \d/) } });
    expect(check('tesseract')).toMatchObject({ found: { version: expect.toSatisfy((version) => version === null || /^\d/.test(version)) } });
    expect(check('languages')).toMatchObject({ found: { languages: ['eng', 'zzz'] } });
    expect(check('LibreOffice')).toMatchObject({ found: { isUsable: expect.any(Boolean) } });
    expect(check('key store')).toMatchObject({ found: { isUsable: null }, sentence: expect.stringContaining('passwords') });
  }, 120_000);
});

describe('a search', () => {
  let mill: Mill;
  beforeEach(async () => {
    mill = new Mill();
    await mill.start();
    mill.drop('note.txt', 'The herring\npays');
    mill.drop('scan.pdf', await scannedPdf([['The first page'], ['The herring on the second']]));
    await mill.watchInbox();
    await mill.settled('note.txt');
    await mill.settled('scan.pdf');
  });
  afterEach(() => mill.end());
  const search = (...words: string[]) => filemill('search', ...words, '--data', mill.data);

  it('that finds nothing says so beside the results', async () => {
    for (const json of [[], ['--json']]) {
      expect(await search('walrus', ...json)).toMatchObject({ code: 0, lines: [], notes: 'No file matches.\n' });
    }
  });

  it('tells the page of a hit where a file has pages', async () => {
    const { lines, notes } = await search('herring');
    expect(lines.find((line) => line.includes('scan.pdf'))).toMatch(/scan\.pdf, page 2$/);
    expect(lines.find((line) => line.includes('note.txt'))).toMatch(/note\.txt$/);
    expect(notes).toBe('');
  });
});
