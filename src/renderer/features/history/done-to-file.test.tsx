import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { HistoryEffect } from '../../../shared/model/history';
import { callEngine } from '../../engine-client/engine-client';
import { DoneToFile } from './done-to-file';

vi.mock('../../engine-client/engine-client', () => ({ callEngine: vi.fn(() => Promise.resolve({ undone: 1, restored: 1, failed: [] })) }));

const effect: HistoryEffect = { id: 7, action: 'trash', target: '/trash/lake.jpg', runId: null, state: 'done' };

beforeEach(() => vi.mocked(callEngine).mockClear());
afterEach(cleanup);

it('takes back what can be taken back', () => {
  render(<DoneToFile effects={[effect, { ...effect, id: 8, state: 'undone' }]} />);
  fireEvent.click(screen.getByTestId('undo-effects'));
  expect(callEngine).toHaveBeenCalledWith('effects.undo', { ids: [7] });
  expect(screen.queryByTestId('undo-history-run')).toBeNull();
});

it('takes back a whole turn of applying a plan', () => {
  render(<DoneToFile effects={[{ ...effect, runId: 3 }]} />);
  fireEvent.click(screen.getByTestId('undo-history-run'));
  expect(callEngine).toHaveBeenCalledWith('duplicates.undo', { runId: 3 });
});

it('says why there is no way back', () => {
  const { container } = render(<DoneToFile effects={[{ ...effect, action: 'park', target: '/in/errors/a.pdf' }]} />);
  expect(container.textContent).toBe('Moved to errors/a.pdf – Retry the file, and it comes back.');
  expect(screen.queryByTestId('undo-effects')).toBeNull();
});
