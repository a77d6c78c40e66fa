import { expect, it } from 'vitest';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import { folderSettingsSchema } from '../../../shared/model/folder';
import { nothingDone } from '../../acting/acts';
import { newJob, type Job } from '../../job';
import { outcomeOf } from './outcome';

const CHANGED: ErrorData = { code: 'file.changed', message: 'It changed.', hint: '', cause: 'changing' };
const facts = { jobId: 1, fileId: 1, folderId: 1, path: 'a.txt', size: 1, mtimeMs: 1, ino: '1', event: 'created', trigger: 'live', attempts: 0, isFirst: true, arrivedAt: 1, lane: 'text' } as unknown as Parameters<typeof newJob>[0];
const job = (more: Partial<Job>): Job => ({ ...newJob(facts, '/in', folderSettingsSchema.parse({ name: 'In' })), error: CHANGED, ...more });

it('a file that changes while it is read is still arriving: it is looked at again at once, and no try is counted', () => {
  expect(outcomeOf(job({}), 1_000, 1)).toMatchObject({ state: 'waiting', dueAt: null, attempts: 0, error: null });
});

it('where an action says so it is tried again after a pause, and not without end', () => {
  const acts = { ...nothingDone(), hasFailed: true };
  expect(outcomeOf(job({ acts }), 1_000, 1, 0.5)).toMatchObject({ state: 'waiting', attempts: 1, error: { code: 'file.changed' } });
  expect(outcomeOf(job({ acts }), 1_000, 1, 0.5).dueAt).toBeGreaterThan(1_000);
  expect(outcomeOf(job({ acts, attempts: 99 }), 1_000, 1)).toMatchObject({ state: 'attention', attempts: 100 });
});
