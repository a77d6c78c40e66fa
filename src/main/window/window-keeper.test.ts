import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WindowKeeper } from './window-keeper';

class FakeWindow extends EventEmitter {
  isShown = true;
  isSmall = false;
  isVisible = (): boolean => this.isShown;
  isFocused = (): boolean => this.isShown;
  isMinimized = (): boolean => this.isSmall;
  restore = (): boolean => (this.isSmall = false);
  show = (): boolean => (this.isShown = true);
  hide = (): boolean => (this.isShown = false);
  focus = (): void => undefined;
  destroy = (): void => void this.emit('closed');
}

const opened: FakeWindow[] = [];
const made = (): WindowKeeper =>
  new WindowKeeper(() => {
    const window = new FakeWindow();
    opened.push(window);
    return window as unknown as BrowserWindow;
  });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  opened.length = 0;
});

it('opens no window before one is wanted, and then one', () => {
  const keeper = made();
  const seen = vi.fn();
  keeper.onOpened(seen);
  expect(keeper.window).toBeNull();
  keeper.show();
  keeper.show();
  expect(opened).toHaveLength(1);
  expect(seen).toHaveBeenCalledTimes(1);
});

it('brings back a hidden or minimised window as it was', () => {
  const keeper = made();
  keeper.show();
  keeper.hide();
  expect(keeper.isWatched).toBe(false);
  vi.advanceTimersByTime(10_000);
  keeper.show();
  vi.advanceTimersByTime(600_000);
  expect(opened).toHaveLength(1);
  expect(keeper.isWatched).toBe(true);
  (opened[0] as FakeWindow).isSmall = true;
  keeper.show();
  expect(opened[0]?.isSmall).toBe(false);
});

it('lets the page go after a while in the tray, and opens another', () => {
  const keeper = made();
  keeper.show();
  keeper.hide();
  vi.advanceTimersByTime(61_000);
  expect(keeper.window).toBeNull();
  const seen = vi.fn();
  keeper.onOpened(seen);
  keeper.show();
  expect(opened).toHaveLength(2);
  expect(seen).toHaveBeenCalledTimes(1);
});
