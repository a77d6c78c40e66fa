import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CompareHandle } from './compare/compare-view';
import { useDuplicateKeys } from './use-duplicate-keys';

const compare: CompareHandle = { chooseMode: vi.fn(() => true), swap: vi.fn(), turn: vi.fn(), mirror: vi.fn(), view: null };
let isReady = true;
const keys = {
  isReady: () => isReady,
  compare: { current: compare },
  stepMember: vi.fn(),
  stepGroup: vi.fn(),
  keep: vi.fn(),
  mark: vi.fn(),
  markAll: vi.fn(),
  makeKeeper: vi.fn(),
  notDuplicates: vi.fn(),
  keepAll: vi.fn(),
  undo: vi.fn(),
};

function Screen() {
  useDuplicateKeys({ ...keys });
  return (
    <>
      <div data-testid="place" />
      <input data-testid="field" />
      <button data-testid="button">Press</button>
    </>
  );
}

beforeEach(() => {
  vi.clearAllMocks();
});
afterEach(cleanup);

it('does what each key says', () => {
  const { getByTestId } = render(<Screen />);
  const place = getByTestId('place');
  const wanted = { k: keys.keep, x: keys.mark, l: keys.makeKeeper, n: keys.notDuplicates, b: keys.keepAll, z: keys.undo };
  for (const [key, act] of Object.entries(wanted)) {
    fireEvent.keyDown(place, { key });
    expect(act, key).toHaveBeenCalledOnce();
  }
  fireEvent.keyDown(place, { key: 'X', shiftKey: true });
  expect(keys.markAll).toHaveBeenCalledOnce();
  fireEvent.keyDown(place, { key: 'ArrowRight' });
  fireEvent.keyDown(place, { key: '[' });
  expect(keys.stepMember).toHaveBeenCalledWith(1);
  expect(keys.stepGroup).toHaveBeenCalledWith(-1);
  fireEvent.keyDown(place, { key: '3' });
  expect(compare.chooseMode).toHaveBeenCalledWith(3);
});

it('lets keys wait for the group that they are meant for, in their order', () => {
  const { getByTestId, rerender } = render(<Screen />);
  const place = getByTestId('place');
  const done: string[] = [];
  keys.stepGroup.mockImplementation(() => {
    done.push('step');
    isReady = false;
  });
  keys.mark.mockImplementation(() => done.push('mark'));
  for (const key of ['x', ']', 'x', ']', 'x']) fireEvent.keyDown(place, { key });
  // What is only looked at waits for nothing.
  fireEvent.keyDown(place, { key: '3' });
  expect(compare.chooseMode).toHaveBeenCalledWith(3);
  expect(done).toEqual(['mark', 'step']);
  isReady = true;
  rerender(<Screen />);
  expect(done).toEqual(['mark', 'step', 'mark', 'step']);
  isReady = true;
  rerender(<Screen />);
  expect(done).toEqual(['mark', 'step', 'mark', 'step', 'mark']);
  for (const act of [keys.stepGroup, keys.mark]) act.mockReset();
});

it('swaps for as long as Space is held', () => {
  const { getByTestId } = render(<Screen />);
  fireEvent.keyDown(getByTestId('place'), { key: ' ' });
  expect(compare.swap).toHaveBeenLastCalledWith(true);
  fireEvent.keyUp(getByTestId('place'), { key: ' ' });
  expect(compare.swap).toHaveBeenLastCalledWith(false);
});

it('leaves alone who types, who presses a button, and who uses a command', () => {
  const { getByTestId } = render(<Screen />);
  fireEvent.keyDown(getByTestId('field'), { key: 'x' });
  fireEvent.keyDown(getByTestId('place'), { key: 'x', ctrlKey: true });
  expect(keys.mark).not.toHaveBeenCalled();
  fireEvent.keyDown(getByTestId('button'), { key: ' ' });
  expect(compare.swap).not.toHaveBeenCalled();
});

it('decides nothing by a key that is held down', () => {
  const { getByTestId } = render(<Screen />);
  fireEvent.keyDown(getByTestId('place'), { key: 'x', repeat: true });
  fireEvent.keyDown(getByTestId('place'), { key: 'n', repeat: true });
  expect(keys.mark).not.toHaveBeenCalled();
  expect(keys.notDuplicates).not.toHaveBeenCalled();
});
