import { describe, expect, it } from 'vitest';
import type { Cause } from '../../shared/errors/error-table';
import type { Snapshot } from '../../shared/model/engine';
import { NoticeDesk } from './notice-desk';

interface Facts {
  causes?: Partial<Record<Cause, number>>;
  done?: number;
  attention?: number;
  hold?: string | null;
  mode?: string;
}

const snapshot = ({ causes = {}, done = 0, attention = 0, hold = null, mode = 'live' }: Facts): Snapshot =>
  ({
    byCause: causes,
    intakeHold: hold,
    folders: [{ id: 7, settings: { name: 'Scans' }, accounting: { done, attention }, health: { mode, sentence: 'The drive is not there.' } }],
  }) as unknown as Snapshot;

/** A desk that knows nothing yet, then these facts, and a minute of rest. */
function after(facts: Facts, level: 'problems' | 'summary' | 'everything' = 'problems', before: Facts = {}) {
  const desk = new NoticeDesk();
  desk.update(snapshot(before), 0);
  desk.update(snapshot(facts), 1_000);
  return desk.take(61_000, level);
}

describe('NoticeDesk', () => {
  it('tells problems in one notice for each cause, which leads to its files', () => {
    const notices = after({ causes: { damaged: 3, locked: 1 }, attention: 4, done: 200 });
    expect(notices).toEqual([
      { title: '3 files are damaged', body: 'Click to see why.', place: { screen: 'attention', value: 'cause=damaged' }, retry: null },
      { title: '1 file is locked', body: 'Click to see why.', place: { screen: 'attention', value: 'cause=locked' }, retry: 'locked' },
    ]);
  });

  it('puts many causes into one notice', () => {
    const [notice, ...others] = after({ causes: { damaged: 3, locked: 1, bug: 1, needsPassword: 2 }, attention: 7 });
    expect(others).toEqual([]);
    expect(notice).toMatchObject({ title: '7 files need you', place: { screen: 'attention', value: null }, retry: null });
    expect(notice?.body).toContain('3 are damaged');
    expect(notice?.body).toContain('1 is locked');
  });

  it('sums up what became of a folder', () => {
    expect(after({ causes: { damaged: 3 }, done: 1_214, attention: 3 }, 'summary')).toEqual([
      { title: '1,214 files done, 3 need you in Scans', body: '3 files are damaged', place: { screen: 'files', value: 'folderId=7&state=attention' }, retry: null },
    ]);
    expect(after({ done: 1 }, 'summary')).toMatchObject([{ title: '1 file done in Scans', place: { value: 'folderId=7&state=done' } }]);
    expect(after({ causes: { locked: 1 }, attention: 1 }, 'summary')).toMatchObject([{ title: '1 file needs you in Scans', retry: 'locked' }]);
    expect(after({ done: 5 }, 'problems')).toEqual([]);
  });

  it('tells what stands in the way of all, and with everything also that it is over', () => {
    const held = { hold: 'The disk is nearly full.' };
    expect(after(held)).toMatchObject([{ title: 'Filemill is held up', body: 'The disk is nearly full.' }]);
    expect(after({ mode: 'waitingForDrive' })).toMatchObject([{ body: 'Scans: The drive is not there.' }]);
    expect(after({}, 'summary', held)).toEqual([]);
    expect(after({}, 'everything', held)).toMatchObject([{ title: 'Filemill goes on' }]);
  });

  it('does not tell later what was forgotten', () => {
    const desk = new NoticeDesk();
    desk.update(snapshot({}), 0);
    desk.update(snapshot({ causes: { damaged: 3 }, attention: 3, hold: 'x' }), 1_000);
    expect(desk.isPending).toBe(true);
    desk.forget();
    expect(desk.isPending).toBe(false);
    expect(desk.take(100_000, 'everything')).toEqual([]);
  });
});
