import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { callEngine } from '../../../engine-client/engine-client';
import { SimulateDialog } from './simulate-dialog';

vi.mock('../../../engine-client/engine-client', () => ({ callEngine: vi.fn() }));

const row = (path: string) => ({
  fileId: 1,
  path,
  folderName: 'Scans',
  outcomes: [
    { rule: 'Silent', isMet: false, reason: null, trace: null, steps: [] },
    { rule: 'File', isMet: true, reason: null, trace: null, steps: [{ action: 'move', state: 'planned', sentence: 'Move it to “/out/a.pdf”', target: '/out/a.pdf', isDestructive: true, effectId: null, error: null }] },
  ],
});
let signals: AbortSignal[] = [];
let answer: Promise<unknown> = Promise.resolve();

beforeEach(() => {
  signals = [];
  // happy-dom knows no modal dialogs.
  HTMLDialogElement.prototype.showModal = function show(): void {
    this.open = true;
  };
  vi.mocked(callEngine).mockImplementation(((name: string, _input: unknown, options: { signal: AbortSignal }) => {
    if (name === 'rules.simulating') return Promise.resolve({ files: 1_200 });
    signals.push(options.signal);
    return answer;
  }) as typeof callEngine);
});
afterEach(cleanup);

it('lists what would be done, only by rules that would do something', async () => {
  answer = Promise.resolve({ files: 3, acted: 1, steps: 1, rows: [row('a.pdf')] });
  render(<SimulateDialog unsaved={2} onClose={() => undefined} />);
  await waitFor(() => expect(screen.getByTestId('simulate-sum').textContent).toBe('Of 3 files, 1 would be acted on, in 1 step. Nothing was changed.'));
  expect(screen.getByTestId('simulated').textContent).toContain('Move it to “/out/a.pdf”');
  expect(screen.getByTestId('simulated').textContent).not.toContain('Silent');
  expect(screen.getByText('2 rules with unsaved changes: what is saved was asked.')).toBeTruthy();
});

it('says how far it is, can be called off, and asked again', async () => {
  answer = new Promise(() => undefined);
  render(<SimulateDialog unsaved={0} onClose={() => undefined} />);
  await waitFor(() => expect(screen.getByTestId('simulate-sum').textContent).toBe('Asking every rule about every file… 1,200 so far'));
  fireEvent.click(screen.getByTestId('simulate-cancel'));
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(screen.getByTestId('simulate-sum').textContent).toBe('Called off. Nothing was changed.');
  answer = Promise.resolve({ files: 3, acted: 0, steps: 0, rows: [] });
  fireEvent.click(screen.getByTestId('simulate-again'));
  await waitFor(() => expect(screen.getByTestId('simulate-sum').textContent).toContain('none would be acted on'));
  expect(screen.getByText('Nothing would be done')).toBeTruthy();
});
