import { expect, it } from 'vitest';
import type { StepMark } from '../../../shared/model/file';
import { possibleActions } from './possible-actions';

const row = { state: 'done', isHeld: false, isPresent: true, error: null, steps: [] as StepMark[] } as const;
const error = { code: 'file.damaged', cause: 'damaged', message: '', hint: '' } as const;

it('offers what makes sense in a state', () => {
  expect(possibleActions(row)).toEqual(['open', 'reveal']);
  expect(possibleActions({ ...row, state: 'attention', error })).toEqual(['retry', 'open', 'reveal']);
  expect(possibleActions({ ...row, state: 'inProgress' })).toEqual(['hold', 'cancel', 'open', 'reveal']);
  expect(possibleActions({ ...row, state: 'waiting' })).toEqual(['front', 'hold', 'cancel', 'open', 'reveal']);
});

it('offers first what settles the cause', () => {
  const locked = { ...error, code: 'file.needsPassword', cause: 'needsPassword' } as const;
  const doubtful = { ...error, code: 'file.lowConfidence', cause: 'lowConfidence' } as const;
  expect(possibleActions({ ...row, state: 'attention', error: locked }).slice(0, 2)).toEqual(['unlock', 'retry']);
  expect(possibleActions({ ...row, state: 'attention', error: doubtful }).slice(0, 2)).toEqual(['accept', 'retry']);
  expect(possibleActions({ ...row, state: 'done', error: null })).not.toContain('accept');
});

it('tries a file at once whose next try is planned', () => {
  expect(possibleActions({ ...row, state: 'waiting', error })[0]).toBe('retry');
});

it('tries again what was cancelled, not what the folder leaves alone', () => {
  expect(possibleActions({ ...row, state: 'ignored', steps: ['done', 'skipped'] })).not.toContain('retry');
  expect(possibleActions({ ...row, state: 'ignored', steps: ['done', 'failed', 'skipped'] })[0]).toBe('retry');
});

it('takes up again what was set aside', () => {
  expect(possibleActions({ ...row, state: 'waiting', isHeld: true })).toEqual(['takeUp', 'cancel', 'open', 'reveal']);
});

it('opens nothing that has left its folder', () => {
  expect(possibleActions({ ...row, isPresent: false })).toEqual([]);
});
