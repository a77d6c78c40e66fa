import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { FileWindows } from './file-windows';

class FakeWindow extends EventEmitter {
  isSmall = false;
  inFront = 0;
  readonly webContents = {};
  constructor(
    readonly fileId: number,
    readonly origin: unknown,
  ) {
    super();
  }
  isMinimized = (): boolean => this.isSmall;
  restore = (): boolean => (this.isSmall = false);
  show = (): void => undefined;
  focus = (): number => (this.inFront += 1);
  hide = vi.fn();
}

let opened: FakeWindow[];
let windows: FileWindows;
beforeEach(() => {
  opened = [];
  windows = new FileWindows((fileId, origin) => {
    const window = new FakeWindow(fileId, origin);
    opened.push(window);
    return window as unknown as BrowserWindow;
  });
});

it('opens one window for each file, and brings the one that is there to the front', () => {
  const seen = vi.fn();
  windows.onOpened(seen);
  windows.show(7);
  windows.show(8);
  (opened[0] as FakeWindow).isSmall = true;
  windows.show(7);
  expect(opened.map(({ fileId }) => fileId)).toEqual([7, 8]);
  expect(seen.mock.calls).toEqual([[opened[0], 7], [opened[1], 8]]);
  expect(opened[0]).toMatchObject({ isSmall: false, inFront: 1, origin: null });
  expect(opened[1]?.origin).toBe(opened[0]);
});

it('forgets a window that was closed, and its page with it', () => {
  windows.show(7);
  windows.show(8);
  expect(windows.pages).toEqual(opened.map(({ webContents }) => webContents));
  opened[1]?.emit('closed');
  expect(windows.pages).toEqual([opened[0]?.webContents]);
  windows.show(8);
  expect(opened).toHaveLength(3);
  windows.hide();
  expect(opened.map(({ hide }) => hide.mock.calls.length)).toEqual([1, 0, 1]);
});
