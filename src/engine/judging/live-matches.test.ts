import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../shared/model/report';
import { JudgingRig, written } from './judging.test-kit';
import { LiveMatches, type Matches, type MatchesAsked } from './live-matches';

const go = new AbortController().signal;
const text = (words: number): Report => ({ kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: words, characterCount: words * 5, preview: '' });
const picture: Report = { kind: 'image', width: 20, height: 10, channels: 3, format: 'png', colorSpace: 'srgb', sizeBytes: 5, hasAlpha: false, frameCount: 1 };

let rig: JudgingRig;
let matches: LiveMatches;
beforeEach(() => {
  rig = new JudgingRig();
  matches = new LiveMatches(rig.parts());
});
afterEach(() => rig.end());

const find = (condition: unknown, more: Partial<MatchesAsked> & { folders?: string[]; on?: ['modified'] } = {}): Promise<Matches> => {
  const { folders, on, ...asked } = more;
  return matches.find({ rule: written({ name: 'being written', if: condition, ...(folders ? { folders } : {}), ...(on ? { on } : {}) }), show: 'all', offset: 0, limit: 10, ...asked }, go);
};
const shown = ({ rows }: Matches): (string | boolean)[][] => rows.map(({ path, isMet }) => [path, isMet]);

describe('files beside a rule that is written', () => {
  test('are told apart, counted and paged', async () => {
    for (let n = 1; n <= 5; n += 1) rig.file({ path: `note-${n}.txt`, report: text(n), text: `word${n}` });
    const condition = { 'words above': 2 };
    expect(await find(condition)).toMatchObject({ files: 5, met: 3, unknown: 0, total: 5 });
    expect(shown(await find(condition, { show: 'met', offset: 1, limit: 1 }))).toEqual([['note-4.txt', true]]);
    expect(await find(condition, { show: 'unmet' })).toMatchObject({ files: 5, met: 3, total: 2, rows: [{ path: 'note-1.txt', isMet: false, unknown: null, folderName: 'Inbox' }, { path: 'note-2.txt' }] });
  });

  test('are those of its folders, whatever they came with, and only those that are there', async () => {
    const other = rig.folder('Other');
    rig.file({ path: 'a.txt', report: text(1) });
    rig.file({ path: 'b.txt', report: text(1), folderId: other });
    rig.file({ path: 'gone.txt', report: text(1), isPresent: false });
    expect(shown(await find({ kind: 'text' }, { folders: ['other'] }))).toEqual([['b.txt', true]]);
    expect(shown(await find({ kind: 'text' }, { folders: ['other'], folderId: 1 }))).toEqual([]);
    expect(shown(await find({ kind: 'text' }, { folderId: 1, on: ['modified'] }))).toEqual([['a.txt', true]]);
  });

  test('of which something is still to come say what', async () => {
    rig.file({ path: 'scan.png', kind: 'image', report: picture, processor: 'image', options: 'ocr:never' });
    rig.file({ path: 'read.png', kind: 'image', report: picture, processor: 'image', options: 'ocr3:automatic:eng' });
    rig.file({ path: 'new.txt', state: 'waiting', settledAt: null });
    rig.file({ path: 'packed.zip', kind: 'archive', report: { kind: 'archive', type: 'zip', totalSize: 1, isEncrypted: false } as unknown as Report });
    const { rows, met, unknown } = await find({ 'text contains': 'May' });
    expect(rows.map(({ path, unknown: why }) => [path, why])).toEqual([
      ['scan.png', 'the text is not known: OCR has not read it'],
      ['read.png', null],
      ['new.txt', 'the text is not known: it was not read yet'],
      ['packed.zip', null],
    ]);
    expect([met, unknown]).toEqual([0, 2]);
    expect((await find({ 'members.text contains': 'x' })).rows.map(({ unknown: why }) => why)).toEqual([null, null, 'the text of what is inside is not known: it was not read yet', 'the text of what is inside is not known: nobody has looked into it']);
    expect((await find({ 'duplicate contains': 'similar' }, { limit: 1 })).rows[0]?.unknown).toBe('the tiers of duplicates it is in is not known: it was not compared yet');
    expect((await find({ all: [{ name: 'no.such' }, { 'text contains': 'May' }] })).unknown).toBe(0);
  });

  test('that could not be read match only rules that ask for that', async () => {
    rig.file({ path: 'broken.pdf', state: 'attention', kind: 'document', error: JSON.stringify({ code: 'file.damaged', message: '', hint: '', cause: 'damaged' }) });
    expect(shown(await find({ kind: 'document' }))).toEqual([['broken.pdf', false]]);
    expect(shown(await find({ all: [{ kind: 'document' }, { error: 'file.damaged' }] }))).toEqual([['broken.pdf', true]]);
    expect(shown(await find({ valid: false }))).toEqual([['broken.pdf', true]]);
  });

  test('are looked at anew when they have changed, though what was found out is kept', async () => {
    const id = rig.file({ path: 'a.txt', report: text(1), text: 'of May' });
    const condition = { all: [{ 'words at most': 5 }, { 'text contains': 'may' }] };
    expect((await find(condition)).met).toBe(1);
    expect((await find(condition)).met).toBe(1);
    rig.file({ path: 'a.txt', report: text(9), text: 'of May, now longer' }, id);
    expect((await find(condition)).met).toBe(0);
    expect((await find({ 'words above': 5 })).met).toBe(1);
  });

  test('are let go of when it is called off', async () => {
    for (let n = 1; n <= 3; n += 1) rig.file({ path: `note-${n}.txt`, report: text(n) });
    const stop = new AbortController();
    stop.abort(new Error('called off'));
    await expect(matches.find({ rule: written({ name: 'x' }), show: 'all', offset: 0, limit: 10 }, stop.signal)).rejects.toThrow('called off');
  });

  test('have facts that change by themselves asked anew, though nothing has changed in the ledger', async () => {
    rig.file({ path: 'a.txt', report: text(1), sha256: 'b'.repeat(64), mtimeMs: Date.now() - 10_000 });
    expect((await find({ 'age above': '5 seconds' })).met).toBe(1);
    expect((await find({ 'duplicate contains': 'similar' })).unknown).toBe(1);
    rig.likeTiers.set('b'.repeat(64), ['similar']);
    expect((await find({ 'duplicate contains': 'similar' })).met).toBe(1);
  });

  test('let others have their turn meanwhile', async () => {
    for (let n = 1; n <= 1_500; n += 1) rig.file({ path: `note-${n}.txt`, report: text(n), text: `word${n} `.repeat(200) });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const [{ tookMs }, startedTurns] = [await find({ 'text contains': 'nothing' }), turns];
    clearInterval(timer);
    // At least once in any tenth of a second.
    expect(startedTurns).toBeGreaterThanOrEqual(Math.floor(tookMs / 100));
  });
});
