import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Patience, SILENT } from './patience';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A question that is answered when it is told to. */
function open<R>(answer: R): { ask: () => Promise<R>; answer: () => void } {
  let resolve: (value: R) => void = () => undefined;
  const promise = new Promise<R>((done) => (resolve = done));
  return { ask: vi.fn(() => promise), answer: () => resolve(answer) };
}

it('gives answers, and what was wrong', async () => {
  const patience = new Patience();
  expect(await patience.ask('a', () => Promise.resolve(1))).toBe(1);
  await expect(patience.ask('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});

it('waits no longer than its limit, asks a silent place nothing, and others as before', async () => {
  const patience = new Patience(5_000);
  const slow = open('late');
  const asked = patience.ask('share', slow.ask);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await asked).toBe(SILENT);
  const other = vi.fn(() => Promise.resolve('x'));
  expect([await patience.ask('share', other), await patience.ask('disk', other)]).toEqual([SILENT, 'x']);
  expect(other).toHaveBeenCalledTimes(1);
  slow.answer();
  await vi.advanceTimersByTimeAsync(0);
  expect(await patience.ask('share', other)).toBe('x');
});

it('asks few things of a place at one time; those who wait are told when it is silent', async () => {
  const patience = new Patience(5_000, 2);
  const questions = Array.from({ length: 5 }, (_, i) => open(i));
  const answers = questions.map(({ ask }) => patience.ask('share', ask));
  await vi.advanceTimersByTimeAsync(0);
  expect(questions.map(({ ask }) => vi.mocked(ask).mock.calls.length)).toEqual([1, 1, 0, 0, 0]);
  questions[0]?.answer();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await Promise.all(answers)).toEqual([0, SILENT, SILENT, SILENT, SILENT]);
  expect(questions.map(({ ask }) => vi.mocked(ask).mock.calls.length)).toEqual([1, 1, 1, 0, 0]);
});
