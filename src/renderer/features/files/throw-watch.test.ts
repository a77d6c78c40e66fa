import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ThrowWatch } from './throw-watch';

let waiting: FrameRequestCallback[] = [];

beforeEach(() => {
  waiting = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => waiting.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => (waiting = []));
});
afterEach(() => void vi.unstubAllGlobals());

/** The next frame of the screen is drawn. */
function frame(): void {
  for (const callback of waiting.splice(0)) callback(0);
}

function watchOf(clientHeight: number) {
  const list = { scrollTop: 0, clientHeight };
  const rested = vi.fn();
  const watch = new ThrowWatch(list as HTMLElement, rested);
  return {
    watch,
    rested,
    scrollBy(pixels: number) {
      list.scrollTop += pixels;
      watch.follow();
    },
  };
}

it('a list that is scrolled by the wheel or line by line is not thrown', () => {
  const { watch, scrollBy, rested } = watchOf(800);
  for (let notch = 0; notch < 20; notch += 1) scrollBy(notch % 2 === 0 ? 120 : -400);
  expect(watch.isThrown).toBe(false);
  frame();
  expect(rested).not.toHaveBeenCalled();
});

it('one that passes by is thrown until it has rested for a frame', () => {
  const { watch, scrollBy, rested } = watchOf(800);
  for (let step = 0; step < 5; step += 1) {
    scrollBy(1_200);
    expect(watch.isThrown).toBe(true);
    frame();
  }
  expect(rested).not.toHaveBeenCalled();
  // It goes on slowly: that can be looked at.
  scrollBy(100);
  frame();
  expect(rested).toHaveBeenCalledOnce();
  expect(watch.isThrown).toBe(false);
  frame();
  expect(rested).toHaveBeenCalledOnce();
});

it('tells nobody any more once it was stopped', () => {
  const { watch, scrollBy, rested } = watchOf(800);
  scrollBy(-5_000);
  watch.stop();
  expect(watch.isThrown).toBe(false);
  frame();
  expect(rested).not.toHaveBeenCalled();
});
