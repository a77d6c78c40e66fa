import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useEngine } from '../../state/engine-store';
import { aSnapshot } from '../../testing/a-snapshot';
import { EngineBanner } from './engine-banner';

const call = vi.fn(() => Promise.resolve({ ok: true, output: {} }));

beforeEach(() => {
  Object.assign(window, { filemill: { shell: { call, on: () => () => undefined } } });
  useEngine.getState().connected(aSnapshot());
});
afterEach(cleanup);

it('is silent while the engine is there', () => {
  render(<EngineBanner />);
  expect(screen.queryByTestId('banner')).toBeNull();
});

it('says that the engine restarts and that the state shown is the last one', () => {
  render(<EngineBanner />);
  act(() => useEngine.getState().lost());
  expect(screen.getByTestId('banner').textContent).toContain('The engine is restarting…');
  expect(screen.getByTestId('banner').textContent).toContain('last known state');
});

it('gives the cause of a failure and offers to restart', () => {
  render(<EngineBanner />);
  act(() =>
    useEngine.getState().shellSays({
      state: 'failed',
      error: { code: 'store.newer', cause: 'settings', message: 'The ledger is newer.', hint: 'Install the newest version.' },
    }),
  );
  expect(screen.getByTestId('banner').textContent).toContain('The ledger is newer. Install the newest version.');
  fireEvent.click(screen.getByRole('button', { name: 'Restart engine' }));
  expect(call).toHaveBeenCalledWith('engine.restart', {});
});
