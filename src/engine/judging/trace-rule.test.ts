import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../shared/model/report';
import { JudgingRig, written } from './judging.test-kit';
import { previewTemplate } from './preview-template';
import { traceRule, type TracedRule } from './trace-rule';

const note: Report = { kind: 'text', encoding: 'utf-8', lineCount: 2, wordCount: 3, characterCount: 17, preview: '' };
const go = new AbortController().signal;

let rig: JudgingRig;
beforeEach(() => {
  rig = new JudgingRig();
});
afterEach(() => rig.end());

const trace = (rule: Parameters<typeof written>[0], fileId: number): Promise<TracedRule> => traceRule(rig.parts(), written(rule), fileId, go);

describe('one rule asked about one file', () => {
  test('has a tick or a cross for each condition, with what the file has', async () => {
    const id = rig.file({ path: 'sub/Invoice 7.txt', report: note, text: 'Invoice of May 7' });
    const traced = await trace({ name: 'r', if: { all: [{ 'name starts with': 'inv' }, { any: [{ 'words above': 5 }, { 'pages above': 1 }] }] }, then: [{ do: 'copy', to: 'done' }] }, id);
    expect(traced).toEqual({
      isMet: false,
      reason: null,
      steps: [],
      trace: {
        sentence: 'all',
        isMet: false,
        actual: null,
        parts: [
          { sentence: 'the name starts with “inv”', isMet: true, actual: 'Invoice 7.txt', parts: [] },
          {
            sentence: 'any',
            isMet: false,
            actual: null,
            parts: [
              { sentence: 'the number of words is above 5', isMet: false, actual: 3, parts: [] },
              { sentence: 'the number of pages is above 1', isMet: false, actual: null, parts: [] },
            ],
          },
        ],
      },
    });
  });

  test('tells what would be done, names that are taken included, and does nothing', async () => {
    const id = rig.file({ path: 'a.txt', report: note, text: 'No. 7' });
    writeFileSync(join(rig.pathOf(), 'a.txt'), 'No. 7');
    const rule = { name: 'r', if: { 'text matches': 'No\\. (?P<number>\\d+)' }, then: [{ do: 'copy', to: rig.base, as: 'no-{match.number}.txt' }, { do: 'rename', as: '{stem|upper}{ext}' }] };
    const target = join(rig.base, 'no-7.txt');
    expect((await trace(rule, id)).steps).toMatchObject([{ state: 'planned', target }, { state: 'planned', target: join(rig.pathOf(), 'A.txt'), isDestructive: true, sentence: expect.stringContaining('kept in the vault') }]);
    expect(existsSync(target)).toBe(false);
    writeFileSync(target, 'another one');
    expect((await trace(rule, id)).steps[0]).toMatchObject({ state: 'planned', target: join(rig.base, 'no-7 (2).txt') });
  });

  test('is asked though it is off, and whatever the file came with', async () => {
    const id = rig.file({ path: 'a.txt', report: note, event: 'modified' });
    expect(await trace({ name: 'r', isEnabled: false, on: ['created'], if: { kind: 'text' } }, id)).toMatchObject({ isMet: true, reason: null });
  });

  test('says why it would do nothing all the same', async () => {
    const id = rig.file({ path: 'a.txt', report: note });
    expect(await trace({ name: 'r', folders: ['Other'], if: { kind: 'text' } }, id)).toMatchObject({ isMet: false, reason: 'It is not for files in “Inbox”.', trace: { isMet: true } });
    rig.madeBy.set(join(rig.pathOf(), 'a.txt'), ['r']);
    expect(await trace({ name: 'r' }, id)).toMatchObject({ isMet: true, reason: 'It made this file itself, and leaves it alone.', steps: [] });
    const waiting = rig.file({ path: 'b.txt', state: 'waiting', settledAt: null });
    expect(await trace({ name: 'r', if: { 'text contains': 'x' } }, waiting)).toMatchObject({ isMet: false, reason: 'It was not read yet.' });
    const scan = rig.file({ path: 'c.png', kind: 'image', options: 'ocr:never', report: { kind: 'image', width: 2, height: 1, channels: 3, format: 'png', colorSpace: 'srgb', sizeBytes: 5, hasAlpha: false, frameCount: 1 } });
    expect(await trace({ name: 'r', if: { 'text contains': 'x' } }, scan)).toMatchObject({ isMet: false, reason: 'The text is not known: OCR has not read it.' });
  });

  test('needs a file that is known, in a folder that is watched', async () => {
    const id = rig.file({ path: 'a.txt', folderId: 1 });
    await expect(trace({ name: 'r' }, 99)).rejects.toMatchObject({ code: 'file.unknown' });
    rig.database.transaction((writer) => writer.run('UPDATE jobs SET folder_id = 77 WHERE file_id = ?', id));
    await expect(trace({ name: 'r' }, id)).rejects.toMatchObject({ code: 'file.unknown', message: 'Its folder is not watched any more.' });
  });
});

describe('a template with a file', () => {
  const preview = (template: string, form: 'path' | 'text', id: number) => previewTemplate(rig.parts(), template, form, id);

  test('gives a path or a text', () => {
    const id = rig.file({ path: 'sub/Invoice 7.txt', report: note, arrivedAt: new Date(2026, 0, 31).getTime() });
    expect(preview('{date:YYYY-MM}/{stem|slug}{ext}', 'path', id)).toEqual({ text: '2026-01/invoice-7.txt', problem: null });
    expect(preview('{name} has {words} words: {title|or none}', 'text', id)).toEqual({ text: 'Invoice 7.txt has 3 words: none', problem: null });
    expect(preview('no {match.number}{ext}', 'path', id).text).toBe('no ‹number›.txt');
    expect(preview('{source}', 'text', id).text).toBe(join(rig.pathOf(), 'sub/Invoice 7.txt'));
  });

  test('says what is wrong with it, or with the file', () => {
    const id = rig.file({ path: 'a.txt', report: note });
    expect(preview('{nmae}', 'path', id)).toEqual({ text: null, problem: expect.stringContaining('{name} is meant?') });
    expect(preview('../{name}', 'path', id).problem).toContain('upwards');
    expect(preview('{author}', 'path', id).problem).toContain('“{author}” is not known of this file.');
  });
});
