import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, placeBeside, placeWindow, SMALLEST_FILE_SIZE } from './placement';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];

describe('placeWindow', () => {
  it('opens where it was, on any screen', () => {
    const second = { x: 2000, y: 50, width: 1000, height: 700 };
    expect(placeWindow(second, screens)).toEqual(second);
  });

  it('comes back to the middle when its screen is gone or its title bar is out of reach', () => {
    expect(placeWindow({ x: 2000, y: 50, width: 1000, height: 700 }, screens.slice(0, 1))).toEqual(DEFAULT_SIZE);
    expect(placeWindow({ x: 100, y: -300, width: 1000, height: 700 }, screens)).toEqual(DEFAULT_SIZE);
    expect(placeWindow({ x: -950, y: 0, width: 1000, height: 700 }, screens)).toEqual(DEFAULT_SIZE);
    expect(placeWindow(null, screens)).toEqual(DEFAULT_SIZE);
  });

  it('is never smaller than it can be used', () => {
    expect(placeWindow({ x: 0, y: 0, width: 200, height: 100 }, screens)).toMatchObject({ width: 900, height: 560 });
  });
});

describe('placeBeside', () => {
  const size = { width: 700, height: 600 };

  it('steps down from the window before, on any screen', () => {
    expect(placeBeside({ x: 100, y: 50, width: 1000, height: 700 }, size, screens)).toEqual({ x: 128, y: 78, ...size });
    expect(placeBeside({ x: 2000, y: 50, width: 1000, height: 700 }, size, screens)).toEqual({ x: 2028, y: 78, ...size });
  });

  it('leaves the place to the system where the step would lead off the screen, or nowhere is one to step from', () => {
    expect(placeBeside({ x: 100, y: 500, width: 1000, height: 700 }, size, screens)).toEqual(size);
    expect(placeBeside({ x: 1500, y: 50, width: 700, height: 600 }, size, screens)).toEqual(size);
    expect(placeBeside(null, { width: 10, height: 10 }, screens)).toEqual(SMALLEST_FILE_SIZE);
  });
});
