import { expect, it } from 'vitest';
import { actionWord, applyWords, planLine, runLine } from './plan-words';

const plan = { groups: 400, keep: 412, remove: 530, hardlink: 0, move: 0, frees: 3_100_000_000 };
const run = { id: 1, startedAt: 0, endedAt: 5, total: 530, done: 527, freedBytes: 1_900_000_000, failed: [], undone: 0, vaulted: 0 };
const failed = { path: '/a', error: { code: 'effect.changed', cause: 'changed', message: 'It changed.' } } as never;

it('says what is planned, without what is not', () => {
  expect(planLine(plan, 'trash')).toBe('Plan: keep 412, trash 530, frees 3.1 GB');
  expect(planLine({ ...plan, remove: 0, hardlink: 3, move: 2 }, 'vault')).toBe('Plan: keep 412, link 3, move 2, frees 3.1 GB');
  expect(planLine({ ...plan, remove: 0 }, 'trash')).toBe('Nothing is planned');
});

it('names on the button what will be done', () => {
  expect(applyWords(plan, 'trash')).toBe('Trash 530');
  expect(applyWords({ ...plan, hardlink: 12 }, 'vault')).toBe('Put in the vault: 530, link 12');
  expect(applyWords({ ...plan, remove: 0 }, 'trash')).toBe('Apply');
});

it('says where copies go', () => {
  expect(actionWord('remove', 'trash')).toBe('To trash');
  expect(actionWord('remove', 'vault')).toBe('To vault');
  expect(actionWord('move', 'trash')).toBe('To move');
});

it('tells what came of a run, also of one that was stopped', () => {
  expect(runLine({ ...run, failed: [failed, failed, failed] })).toBe('527 copies dealt with, 1.9 GB freed, 3 stayed as they were');
  expect(runLine({ ...run, done: 1, freedBytes: 20, failed: [failed] })).toBe('1 copy dealt with, 20 bytes freed, 1 stayed as it was, 528 not reached');
});
