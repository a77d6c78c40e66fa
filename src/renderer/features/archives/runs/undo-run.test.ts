import { beforeEach, expect, it, vi } from 'vitest';
import type { ArchiveRun } from '../../../../shared/model/archive';
import { callEngine } from '../../../engine-client/engine-client';
import { undoRun } from './follow-run';
import { useRuns } from './runs-store';

vi.mock('../../../engine-client/engine-client', () => ({ callEngine: vi.fn() }));

const run = { id: 4, act: 'extract', effectId: 9 } as ArchiveRun;

beforeEach(() => {
  vi.mocked(callEngine).mockReset();
  useRuns.setState({ undoing: new Set(), undone: new Set() });
});

it('takes a run back once, however often that is asked while it is under way', async () => {
  let end = (): void => undefined;
  vi.mocked(callEngine).mockReturnValue(new Promise((resolve) => (end = () => resolve({ undone: 1, restored: 0, failed: [] }))) as never);
  undoRun(run);
  undoRun(run);
  expect(callEngine).toHaveBeenCalledTimes(1);
  expect(useRuns.getState().undoing.has(4)).toBe(true);
  end();
  await vi.waitFor(() => expect(useRuns.getState().undoing.size).toBe(0));
  expect(useRuns.getState().undone.has(4)).toBe(true);
});

it('can be asked again where it failed', async () => {
  const error = { code: 'internal', message: 'No.', hint: '', cause: 'bug' };
  vi.mocked(callEngine).mockResolvedValue({ undone: 0, restored: 0, failed: [{ id: 9, error }] } as never);
  undoRun(run);
  await vi.waitFor(() => expect(useRuns.getState().undoing.size).toBe(0));
  expect(useRuns.getState().undone.has(4)).toBe(false);
  undoRun(run);
  expect(callEngine).toHaveBeenCalledTimes(2);
});
