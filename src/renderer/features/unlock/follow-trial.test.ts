import { expect, it } from 'vitest';
import type { FileRow } from '../../../shared/model/file';
import { followTrial, type Trial } from './follow-trial';

type Judged = Pick<FileRow, 'state' | 'error' | 'isHeld'>;

const locked: Judged = { state: 'attention', isHeld: false, error: { code: 'file.needsPassword', cause: 'needsPassword', message: '', hint: '' } };
const damaged: Judged = { state: 'attention', isHeld: false, error: { code: 'file.damaged', cause: 'damaged', message: '', hint: '' } };
const waiting: Judged = { state: 'waiting', isHeld: false, error: null };
const done: Judged = { state: 'done', isHeld: false, error: null };

/** Each file passes through its states, one a look, and stays in the last. */
async function follow(lives: Record<number, Judged[]>, signal = new AbortController().signal): Promise<{ trial: Trial; seen: string[] }> {
  const seen: string[] = [];
  const trial = await followTrial(Object.keys(lives).map(Number), {
    look: (id) => {
      const life = lives[id] ?? [];
      return Promise.resolve((life.length > 1 ? life.shift() : life[0]) ?? done);
    },
    pause: () => Promise.resolve(),
    onChange: (now) => seen.push(`${now.opened} opened, ${now.locked.length} locked`),
    signal,
  });
  return { trial, seen };
}

it('counts files as they settle', async () => {
  const { trial, seen } = await follow({
    1: [done],
    2: [waiting, { ...waiting, state: 'inProgress' }, done],
    3: [waiting, locked],
    4: [damaged],
  });
  expect(seen).toEqual(['2 opened, 0 locked', '2 opened, 1 locked', '3 opened, 1 locked']);
  expect(trial).toEqual({ total: 4, opened: 3, locked: [3] });
});

it('does not wait for a file that was set aside', async () => {
  expect((await follow({ 1: [{ ...waiting, isHeld: true }] })).trial.opened).toBe(1);
});

it('stops at the signal', async () => {
  const { trial } = await follow({ 1: [waiting] }, AbortSignal.abort());
  expect(trial).toEqual({ total: 1, opened: 0, locked: [] });
});
