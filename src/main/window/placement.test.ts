import { describe, expect, it } from 'vitest';
import { DEFAULT_SIZE, placeWindow } from './placement';

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
