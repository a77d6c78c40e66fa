import { expect, it } from 'vitest';
import type { VerifyReport } from '../../../shared/model/verify-report';
import { verdictOf } from './verify-words';

const report = (misfits: number, underWay = 0): VerifyReport => ({
  ok: misfits === 0,
  checks: [{ name: 'files', checked: 10, misfits }],
  misfits: [],
  underWay,
  durationMs: 5,
});

it('says in one sentence what came of it', () => {
  expect(verdictOf(report(0))).toBe('Everything fits.');
  expect(verdictOf(report(1))).toBe('One thing does not fit.');
  expect(verdictOf(report(3))).toBe('3 things do not fit.');
  expect(verdictOf(report(0, 1))).toBe('Everything fits. 1 file changed meanwhile and is about to be read.');
});
