import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useEngine } from '../../state/engine-store';
import { useRoute } from '../../state/route-store';
import { Screen } from './screen';

beforeEach(() => {
  useEngine.setState(useEngine.getInitialState(), true);
  Object.assign(window, { filemill: { shell: { call: vi.fn(), on: () => () => undefined } } });
  useRoute.getState().go({ section: 'history' });
});
afterEach(() => {
  cleanup();
  useEngine.setState(useEngine.getInitialState(), true);
});

it('waits for an engine that starts, and says so plainly when there will be none', () => {
  render(<Screen />);
  expect(screen.getByTestId('skeleton')).toBeTruthy();
  act(() =>
    useEngine.getState().shellSays({
      state: 'failed',
      error: { code: 'store.newer', cause: 'settings', message: 'The ledger is newer.', hint: 'Install the newest version.' },
    }),
  );
  expect(screen.queryByTestId('skeleton')).toBeNull();
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('History');
  expect(screen.getByTestId('empty').textContent).toContain('does nothing with your files');
  expect(screen.getByRole('button', { name: 'Copy diagnostics' })).toBeTruthy();
});
