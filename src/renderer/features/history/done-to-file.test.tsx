import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HistoryEffect } from '../../../shared/model/history';
import { callEngine } from '../../engine-client/engine-client';
import { useUndo } from '../undo/undo-store';
import { DoneToFile, linesOfEffects } from './done-to-file';

vi.mock('../../engine-client/engine-client', () => ({ callEngine: vi.fn(() => Promise.resolve({ undone: 1, restored: 1, failed: [] })) }));

const effect: HistoryEffect = { id: 7, action: 'trash', rule: null, target: '/trash/lake.jpg', runId: null, state: 'done' };

beforeEach(() => vi.mocked(callEngine).mockClear());
afterEach(cleanup);

it('takes back each thing by itself', () => {
  render(<DoneToFile effects={[effect, { ...effect, id: 8, state: 'undone' }, { ...effect, id: 9, action: 'copy', target: '/a/b.pdf', rule: 'File' }]} jobId={4} name="lake.jpg" />);
  const [first, second, ...others] = screen.getAllByTestId('undo-effect');
  expect(others).toEqual([]);
  fireEvent.click(first as HTMLElement);
  expect(callEngine).toHaveBeenLastCalledWith('effects.undo', { ids: [7] });
  fireEvent.click(second as HTMLElement);
  expect(callEngine).toHaveBeenLastCalledWith('effects.undo', { ids: [9] });
  expect(screen.queryByTestId('undo-history-run')).toBeNull();
});

it('shows what taking back all of a version would do first', () => {
  render(<DoneToFile effects={[effect, { ...effect, id: 9, action: 'copy' }]} jobId={4} name="lake.jpg" />);
  fireEvent.click(screen.getByTestId('undo-job'));
  expect(useUndo.getState().asked).toEqual({ scope: { jobId: 4 }, subject: 'lake.jpg' });
  expect(callEngine).not.toHaveBeenCalled();
});

it('takes back a whole turn of applying a plan', () => {
  render(<DoneToFile effects={[{ ...effect, runId: 3 }]} jobId={4} name="lake.jpg" />);
  fireEvent.click(screen.getByTestId('undo-history-run'));
  expect(callEngine).toHaveBeenCalledWith('duplicates.undo', { runId: 3 });
  expect(screen.queryByTestId('undo-job')).toBeNull();
});

it('says why there is no way back, and which rule it was', () => {
  const { container } = render(
    <DoneToFile
      name="lake.jpg"
      effects={[
        { ...effect, action: 'park', target: '/in/errors/a.pdf' },
        { ...effect, id: 8, action: 'log', target: '/logs/x.jsonl', rule: 'Keep a log' },
      ]}
      jobId={4}
    />,
  );
  const [parked, logged] = [...container.querySelectorAll('[data-testid="history-effect"]')].map(({ textContent }) => textContent);
  expect(parked).toBe('Moved to errors/a.pdf – Retry the file, and it comes back.');
  expect(logged).toBe('Logged in logs/x.jsonl – What is logged stays.by Keep a log');
  expect(screen.queryByTestId('undo-effect')).toBeNull();
});

it('shows some of many', () => {
  const many = Array.from({ length: 40 }, (_, id) => ({ ...effect, id }));
  const { container } = render(<DoneToFile effects={many} jobId={4} name="lake.jpg" />);
  expect(screen.getAllByTestId('history-effect')).toHaveLength(6);
  expect(container.textContent).toContain('and 34 more');
  expect([0, 1, 6, 7, 8, 40].map(linesOfEffects)).toEqual([0, 1, 6, 7, 7, 7]);
});
