import type { Rectangle } from 'electron';

export const DEFAULT_SIZE = { width: 1200, height: 760 } as const;
export const SMALLEST_SIZE = { width: 900, height: 560 } as const;

/** So much of the title bar must lie on some screen, else the window could not be reached. */
const REACHABLE = { width: 120, height: 40 };

/**
 * Where the window opens: where it was, unless that place has gone (a screen was unplugged); then in its first size in
 * the middle of the main screen, which the system chooses when no position is given.
 */
export function placeWindow(remembered: Rectangle | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (remembered === null || !workAreas.some((area) => isReachable(remembered, area))) return { ...DEFAULT_SIZE };
  return {
    ...remembered,
    width: Math.max(remembered.width, SMALLEST_SIZE.width),
    height: Math.max(remembered.height, SMALLEST_SIZE.height),
  };
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const isTopOnScreen = window.y >= area.y - 1 && window.y + REACHABLE.height <= area.y + area.height;
  return width >= REACHABLE.width && isTopOnScreen;
}

export const FILE_SIZE = { width: 720, height: 640 } as const;
export const SMALLEST_FILE_SIZE = { width: 420, height: 320 } as const;
const STEP = 28;

/** A further window: a step down and to the right of the one it came from, if that is on a screen; else where the system puts it. */
export function placeBeside(origin: Rectangle | null, size: { width: number; height: number }, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const width = Math.max(size.width, SMALLEST_FILE_SIZE.width);
  const height = Math.max(size.height, SMALLEST_FILE_SIZE.height);
  if (origin === null) return { width, height };
  const [x, y] = [origin.x + STEP, origin.y + STEP];
  const fits = workAreas.some((area) => x >= area.x && y >= area.y && x + width <= area.x + area.width && y + height <= area.y + area.height);
  return fits ? { x, y, width, height } : { width, height };
}
