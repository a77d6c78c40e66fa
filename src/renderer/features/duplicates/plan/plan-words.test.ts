import { expect, it } from 'vitest';
import { actionWord, applyWords, planLine, runLine } from './plan-words';

const plan = { groups: 400, keep: 412, remove: 530, hardlink: 0, move: 0, frees: 3_100_000_000 };
const run = { id: 1, startedAt: 0, endedAt: 5, total: 530, done: 527, freedBytes: 1_900_000_000, took: { trash: 527, vault: 0, hardlink: 0, move: 0 }, failed: [], undone: 0, vaulted: 0 };
const failed = { path: '/a', error: { code: 'effect.changed', cause: 'changed', message: 'It changed.' } } as never;

it('says what is planned, without what is not', () => {
  expect(planLine(plan, 'trash', 30)).toBe('Plan: keep 412, trash 530, frees 3.1 GB');
  expect(planLine({ ...plan, remove: 0, hardlink: 3, move: 2 }, 'vault', 30)).toBe('Plan: keep 412, link 3, move 2, frees 3.1 GB');
  expect(planLine({ ...plan, remove: 0 }, 'trash', 30)).toBe('Nothing is planned');
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

it('says when the vault frees what it takes', () => {
  expect(planLine(plan, 'vault', 30)).toBe('Plan: keep 412, vault 530, frees 3.1 GB after 30 days');
  expect(planLine({ ...plan, hardlink: 3 }, 'vault', 1)).toBe('Plan: keep 412, vault 530, link 3, frees 3.1 GB, some of it after 1 day');
});

it('tells what came of a run, also of one that was stopped', () => {
  expect(runLine({ ...run, failed: [failed, failed, failed] }, 30)).toBe('527 copies moved to the trash, 1.9 GB freed, 3 stayed as they were');
  const one = { ...run, done: 1, freedBytes: 20, took: { ...run.took, trash: 0, vault: 1 }, failed: [failed] };
  expect(runLine(one, 30)).toBe('1 copy moved to the vault, frees 20 bytes after 30 days, 1 stayed as it was, 528 not reached');
  const mixed = { ...run, took: { trash: 500, vault: 20, hardlink: 6, move: 1 }, vaulted: 20, failed: [failed, failed, failed] };
  expect(runLine(mixed, 7)).toBe(
    '500 copies moved to the trash, 20 moved to the vault, 6 made hard links, 1 moved away, frees 1.9 GB, some of it after 7 days, 20 in the vault, as the trash could not take them, 3 stayed as they were',
  );
  expect(runLine({ ...run, done: 0, took: { ...run.took, trash: 0 } }, 30)).toBe('Nothing was done, 530 not reached');
});
