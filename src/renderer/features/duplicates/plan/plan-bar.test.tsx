import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DuplicateRun } from '../../../../shared/model/duplicates';
import { callEngine } from '../../../engine-client/engine-client';
import { aGroup } from '../a-group.test-kit';
import { useDuplicates } from '../duplicates-store';
import type { Summary } from '../use-summary';
import { PlanBar } from './plan-bar';

vi.mock('../../../engine-client/engine-client', () => ({ callEngine: vi.fn(() => Promise.resolve({})) }));

const none = { groups: 0, files: 0, reclaimableBytes: 0, decided: 0 };
const nothing = { groups: 0, keep: 0, remove: 0, hardlink: 0, move: 0, frees: 0 };
const run: DuplicateRun = { id: 4, startedAt: 0, endedAt: null, total: 530, done: 120, freedBytes: 1_200_000_000, took: { trash: 0, vault: 0, hardlink: 0, move: 0 }, failed: [], undone: 0, vaulted: 0 };

function aSummary(change: Partial<Summary> = {}): Summary {
  return {
    revision: 1,
    tiers: { identical: { ...none, groups: 41 }, samePicture: none, similar: { ...none, groups: 3 }, sameText: none },
    plan: nothing,
    behind: 0,
    run: null,
    trash: { isAvailable: true, reason: null },
    ...change,
  };
}

beforeEach(() => {
  vi.mocked(callEngine).mockClear();
  useDuplicates.setState({ said: null, steps: [], isReviewing: false });
});
afterEach(cleanup);

it('offers to look over a plan only when there is one', () => {
  const { rerender } = render(<PlanBar summary={aSummary()} tier="identical" isDecided={false} group={null} />);
  expect(screen.getByTestId('plan-line').textContent).toBe('Nothing is planned');
  expect(screen.getByTestId('review-plan').hasAttribute('disabled')).toBe(true);
  rerender(<PlanBar summary={aSummary({ plan: { ...nothing, keep: 1, remove: 2, frees: 3_000 } })} tier="identical" isDecided={false} group={null} />);
  fireEvent.click(screen.getByTestId('review-plan'));
  expect(useDuplicates.getState().isReviewing).toBe(true);
});

it('plans all groups at once only where they are certain', () => {
  const { rerender } = render(<PlanBar summary={aSummary()} tier="identical" isDecided={false} group={null} />);
  fireEvent.click(screen.getByRole('button', { name: 'Plan all 41 groups' }));
  expect(callEngine).toHaveBeenCalledWith('duplicates.planAll', { tier: 'identical', action: 'remove' });
  rerender(<PlanBar summary={aSummary()} tier="similar" isDecided={false} group={null} />);
  expect(screen.queryByTestId('plan-all')).toBeNull();
});

it('tells how far a run is, and stops it', () => {
  render(<PlanBar summary={aSummary({ run })} tier="identical" isDecided={false} group={null} />);
  expect(screen.getByTestId('run-progress').textContent).toContain('120 of 530, 1.2 GB freed');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(callEngine).toHaveBeenCalledWith('duplicates.cancelApply', {});
});

it('takes back the last run', () => {
  render(<PlanBar summary={aSummary({ run: { ...run, done: 530, took: { ...run.took, trash: 530 }, endedAt: 9 } })} tier="identical" isDecided={false} group={null} />);
  expect(screen.getByTestId('last-run').textContent).toContain('530 copies moved to the trash');
  fireEvent.click(screen.getByTestId('undo-run'));
  expect(callEngine).toHaveBeenCalledWith('duplicates.undo', { runId: 4 });
});

it('ends what it says with one full stop', () => {
  for (const said of ['a.jpg: it is kept', 'It is the last one that stays.']) {
    useDuplicates.setState({ said, isStepSaid: false });
    render(<PlanBar summary={aSummary()} tier="identical" isDecided={false} group={null} />);
    expect(screen.getByTestId('said').textContent).toMatch(/[^.]\.$/);
    cleanup();
  }
});

it('decides about the group on show, once it has made way', () => {
  const onLeave = vi.fn(() => expect(callEngine).not.toHaveBeenCalled());
  const group = aGroup();
  render(<PlanBar summary={aSummary()} tier="samePicture" isDecided={false} group={group} onLeave={onLeave} />);
  fireEvent.click(screen.getByTestId('not-duplicates'));
  expect(onLeave).toHaveBeenCalledOnce();
  expect(callEngine).toHaveBeenCalledWith('duplicates.decide', { ids: [group.id], decision: 'notDuplicates' });
});
