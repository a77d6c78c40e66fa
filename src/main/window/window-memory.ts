import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { atomicWrite } from '../../base/atomic-write';

export type Appearance = 'system' | 'light' | 'dark';

/** What the shell must know before any other process runs; lies in `<data>/window.json`. */
export interface WindowFacts {
  bounds: Rectangle | null;
  isMaximized: boolean;
  /** A copy of the setting, so that the very first paint has the right ground colour. */
  appearance: Appearance;
  /** The one-time notice that closing leaves Filemill in the tray was given. */
  trayNoticeGiven: boolean;
}

const UNKNOWN: WindowFacts = { bounds: null, isMaximized: false, appearance: 'system', trayNoticeGiven: false };
const SETTLE_MS = 1_000;

export interface WindowMemory {
  readonly facts: Readonly<WindowFacts>;
  /** Kept at once, written a second after the last change. */
  remember(changed: Partial<WindowFacts>): void;
  /** Writes now what is not written yet. */
  flush(): void;
}

/** A missing or damaged file is no problem worth a word: the window opens at its first size. */
export function openWindowMemory(dataFolder: string, onFault: (error: unknown) => void): WindowMemory {
  const path = join(dataFolder, 'window.json');
  const facts = readFacts(path);
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    try {
      atomicWrite(path, `${JSON.stringify(facts, null, 2)}\n`);
    } catch (error) {
      onFault(error);
    }
  }

  return {
    facts,
    remember(changed) {
      Object.assign(facts, changed);
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(flush, SETTLE_MS);
    },
    flush,
  };
}

function readFacts(path: string): WindowFacts {
  try {
    return parseFacts(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { ...UNKNOWN };
  }
}

/** By hand rather than by schema: the schema library would cost the first paint a tenth of its time. */
export function parseFacts(found: unknown): WindowFacts {
  if (typeof found !== 'object' || found === null) return { ...UNKNOWN };
  const { bounds, isMaximized, appearance, trayNoticeGiven } = found as Record<string, unknown>;
  return {
    bounds: parseBounds(bounds),
    isMaximized: isMaximized === true,
    appearance: appearance === 'light' || appearance === 'dark' ? appearance : 'system',
    trayNoticeGiven: trayNoticeGiven === true,
  };
}

function parseBounds(found: unknown): Rectangle | null {
  if (typeof found !== 'object' || found === null) return null;
  const { x, y, width, height } = found as Record<string, unknown>;
  const numbers = [x, y, width, height];
  const isSane = numbers.every((value) => Number.isInteger(value) && Math.abs(value as number) < 100_000);
  if (!isSane || (width as number) <= 0 || (height as number) <= 0) return null;
  return { x, y, width, height } as Rectangle;
}
