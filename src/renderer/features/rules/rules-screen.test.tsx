import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FilemillError } from '../../../shared/errors/filemill-error';
import { callEngine } from '../../engine-client/engine-client';
import { useEngine } from '../../state/engine-store';
import { RulesScreen } from './rules-screen';

vi.mock('../../engine-client/engine-client', () => ({ callEngine: vi.fn() }));

const LIST = { rules: [], problem: null, path: '/data/rules.yaml' };
let answer: (outcome: unknown) => void;
let puts: unknown[];

beforeEach(() => {
  puts = [];
  vi.mocked(callEngine).mockImplementation(((name: string, input: unknown) => {
    if (name === 'rules.put') puts.push(input);
    if (name !== 'rules.read') return Promise.resolve({ warnings: [], problem: null, orders: [] });
    return new Promise((done, fail) => (answer = (outcome) => (outcome instanceof Error ? fail(outcome) : done(outcome as never))));
  }) as typeof callEngine);
});
afterEach(cleanup);

it('adds the rule that was asked for while the list was still on its way, once', async () => {
  render(<RulesScreen />);
  await waitFor(() => expect(callEngine).toHaveBeenCalled());
  fireEvent.keyDown(window, { key: 'n' });
  expect(puts).toEqual([]);
  await act(() => Promise.resolve(answer(LIST)));
  await waitFor(() => expect(puts).toHaveLength(1));
  expect(screen.getByTestId('new-rule')).toBeTruthy();
  expect(puts).toHaveLength(1);
});

it('adds none where nobody asked', async () => {
  render(<RulesScreen />);
  await waitFor(() => expect(callEngine).toHaveBeenCalled());
  await act(() => Promise.resolve(answer(LIST)));
  expect(screen.getByTestId('new-rule')).toBeTruthy();
  expect(puts).toEqual([]);
});

it('forgets what was asked for when the list does not come', async () => {
  render(<RulesScreen />);
  await waitFor(() => expect(callEngine).toHaveBeenCalled());
  fireEvent.keyDown(window, { key: 'n' });
  await act(() => Promise.resolve(answer(new FilemillError('store.unwritable', 'No room.'))));
  await waitFor(() => expect(screen.getByText('No room.')).toBeTruthy());
  const asked = vi.mocked(callEngine).mock.calls.length;
  act(() => useEngine.setState({ connection: useEngine.getState().connection + 1 }));
  await waitFor(() => expect(vi.mocked(callEngine).mock.calls.length).toBeGreaterThan(asked), { timeout: 5_000 });
  await act(() => Promise.resolve(answer(LIST)));
  expect(screen.getByTestId('new-rule')).toBeTruthy();
  expect(puts).toEqual([]);
});
