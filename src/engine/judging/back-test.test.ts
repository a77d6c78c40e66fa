import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Report } from '../../shared/model/report';
import { backTest, type BackTested } from './back-test';
import { JudgingRig, written } from './judging.test-kit';

const note = (words: number): Report => ({ kind: 'text', encoding: 'utf-8', lineCount: 1, wordCount: words, characterCount: words * 5, preview: '' });
const go = new AbortController().signal;
const copy = (to: string): object => ({ do: 'copy', to });

let rig: JudgingRig;
beforeEach(() => {
  rig = new JudgingRig();
  for (let n = 1; n <= 6; n += 1) rig.file({ path: `note-${n}.txt`, report: note(n), event: n === 6 ? 'modified' : 'created' });
});
afterEach(() => rig.end());

const rule = (more: object): ReturnType<typeof written> => written({ name: 'Long', if: { 'words above': 3 }, then: [copy('long')], ...more });
const test_ = (changed: ReturnType<typeof written>, formerName: string | null = null, last = 100, signal = go): Promise<BackTested> => backTest(rig.parts(), { rule: changed, formerName, last }, signal);
const short = ({ rows }: BackTested): unknown[] => rows.map(({ path, change }) => [path, change]);

describe('a changed rule over what was read last', () => {
  test('that is as it was changes nothing', async () => {
    rig.rules = [rule({})];
    expect(await test_(rule({}), 'Long')).toEqual({ files: 6, rows: [] });
  });

  test('tells what it would do newly, and what no longer, newest first, with what is done before and after', async () => {
    rig.rules = [rule({})];
    const answer = await test_(rule({ name: 'Short', if: { 'words at most': 4 } }), 'Long');
    expect(short(answer)).toEqual([['note-5.txt', 'noLongerMet'], ['note-3.txt', 'newlyMet'], ['note-2.txt', 'newlyMet'], ['note-1.txt', 'newlyMet']]);
    expect(answer.rows[0]).toMatchObject({ folderName: 'Inbox', before: [expect.stringContaining('long/note-5.txt')], after: [] });
    expect(answer.rows[1]).toMatchObject({ before: [], after: [expect.stringContaining('long/note-3.txt')] });
  });

  test('tells where the same files would be dealt with otherwise', async () => {
    rig.rules = [rule({})];
    const { rows } = await test_(rule({ then: [copy('elsewhere')] }), 'Long');
    expect(rows).toMatchObject([{ path: 'note-5.txt', change: 'otherwise', before: [expect.stringContaining('long/')], after: [expect.stringContaining('elsewhere/')] }, { path: 'note-4.txt', change: 'otherwise' }]);
  });

  test('counts what rules below it would do', async () => {
    rig.rules = [rule({ then: [{ do: 'rename', as: 'long.txt' }] }), written({ name: 'Below', if: { name: 'long.txt' }, then: [copy('below')] })];
    const { rows } = await test_(rule({ if: { 'words above': 4 }, then: [{ do: 'rename', as: 'long.txt' }] }), 'Long');
    expect(rows).toMatchObject([{ path: 'note-4.txt', change: 'noLongerMet', before: [expect.stringContaining('Rename'), expect.stringContaining('below/long.txt')], after: [] }]);
  });

  test('is told from a new rule, which comes last, and from one that is off', async () => {
    rig.rules = [written({ name: 'First', if: { 'words above': 4 }, stop: true, then: [copy('first')] })];
    expect(short(await test_(rule({ isEnabled: false })))).toEqual([['note-4.txt', 'newlyMet']]);
    rig.rules = [rule({ isEnabled: false })];
    expect(short(await test_(rule({}), 'Long'))).toEqual([['note-5.txt', 'newlyMet'], ['note-4.txt', 'newlyMet']]);
  });

  test('is asked about events as they were, and about folders that are watched', async () => {
    expect(short(await test_(rule({ on: ['modified'] })))).toEqual([['note-6.txt', 'newlyMet']]);
    expect(await test_(rule({ folders: ['Other'] }))).toEqual({ files: 6, rows: [] });
  });

  test('is asked about so many of the last, former versions included', async () => {
    rig.file({ path: 'note-1.txt', report: note(10), text: 'longer now' }, 1);
    expect(short(await test_(rule({}), null, 2))).toEqual([['note-1.txt', 'newlyMet']]);
    expect((await test_(rule({}))).files).toBe(7);
  });

  test('that makes no sense is refused; a test that is called off ends', async () => {
    await expect(test_({ ...rule({}), if: { fact: 'nonsense', operator: 'is', value: '1' } })).rejects.toMatchObject({ code: 'settings.invalid' });
    const stop = new AbortController();
    stop.abort(new Error('called off'));
    await expect(test_(rule({}), null, 100, stop.signal)).rejects.toThrow('called off');
  });
});
