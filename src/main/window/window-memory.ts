import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { atomicWrite } from '../../base/atomic-write';
import { LANGUAGE_CHOICES, type LanguageChoice } from '../../shared/words/languages';

export type Appearance = 'system' | 'light' | 'dark';

/** What the shell must know before any other process runs; lies in `<data>/window.json`. */
export interface WindowFacts {
  bounds: Rectangle | null;
  isMaximized: boolean;
  /** Where it was with each arrangement of screens, the last used first. */
  places: readonly WindowPlace[];
  /** Of the window of one file that was resized last; null before any was. */
  fileSize: { readonly width: number; readonly height: number } | null;
  /** A copy of the setting, so that the very first paint has the right ground colour. */
  appearance: Appearance;
  /** A copy of the setting, so that menu, tray and the very first message speak it. */
  language: LanguageChoice;
  /** The one-time notice that closing leaves Filemill in the tray was given. */
  trayNoticeGiven: boolean;
  /** What this system was last told about starting Filemill with the session. */
  startsAtLogin: boolean;
}

/** One window place, for screens as `arrangementOf` names them. */
export interface WindowPlace {
  readonly screens: string;
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

/** A desk at home, one at work, none: more arrangements than this nobody comes back to. */
const MOST_PLACES = 8;

const UNKNOWN: WindowFacts = { bounds: null, isMaximized: false, places: [], fileSize: null, appearance: 'system', language: 'system', trayNoticeGiven: false, startsAtLogin: false };
const SETTLE_MS = 1_000;
const LONGEST_ARRANGEMENT = 500;

export interface WindowMemory {
  readonly facts: Readonly<WindowFacts>;
  /** Kept at once, written a second after the last change. */
  remember(changed: Partial<WindowFacts>): void;
  /** Where the window is now, with these screens. */
  rememberPlace(place: WindowPlace): void;
  /** Where it was with these screens, else where it was last. */
  placeFor(screens: string): Pick<WindowFacts, 'bounds' | 'isMaximized'>;
  /** Writes now what is not written yet. */
  flush(): void;
}

/** A missing or damaged file is no problem worth a word: the window opens at its first size. */
export function openWindowMemory(dataFolder: string, onFault: (error: unknown) => void): WindowMemory {
  const path = pathIn(dataFolder);
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

  function remember(changed: Partial<WindowFacts>): void {
    Object.assign(facts, changed);
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(flush, SETTLE_MS);
  }

  return {
    facts,
    remember,
    rememberPlace(place) {
      const { bounds, isMaximized } = place;
      const others = facts.places.filter(({ screens }) => screens !== place.screens);
      remember({ bounds, isMaximized, places: [place, ...others].slice(0, MOST_PLACES) });
    },
    placeFor: (screens) => facts.places.find((place) => place.screens === screens) ?? facts,
    flush,
  };
}

interface Screen {
  readonly bounds: Rectangle;
  readonly scaleFactor: number;
}

/** The screens at hand, in one text that is the same whenever the same ones stand side by side in the same way. */
export function arrangementOf(screens: readonly Screen[]): string {
  const each = screens.map(({ bounds: { x, y, width, height }, scaleFactor }) => `${width}x${height}+${x}+${y}@${scaleFactor}`);
  return each.sort().join(' ').slice(0, LONGEST_ARRANGEMENT);
}

/** Before there is a log and a window. */
export const rememberedLanguage = (dataFolder: string): LanguageChoice => readFacts(pathIn(dataFolder)).language;

const pathIn = (dataFolder: string): string => join(dataFolder, 'window.json');

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
  const { bounds, isMaximized, places, fileSize, appearance, language, trayNoticeGiven, startsAtLogin } = found as Record<string, unknown>;
  return {
    bounds: parseBounds(bounds),
    isMaximized: isMaximized === true,
    places: Array.isArray(places) ? places.slice(0, MOST_PLACES).flatMap(parsePlace) : [],
    fileSize: parseSize(fileSize),
    appearance: appearance === 'light' || appearance === 'dark' ? appearance : 'system',
    language: LANGUAGE_CHOICES.find((choice) => choice === language) ?? 'system',
    trayNoticeGiven: trayNoticeGiven === true,
    startsAtLogin: startsAtLogin === true,
  };
}

function parsePlace(found: unknown): WindowPlace[] {
  if (typeof found !== 'object' || found === null) return [];
  const { screens, bounds, isMaximized } = found as Record<string, unknown>;
  const place = parseBounds(bounds);
  if (place === null || typeof screens !== 'string' || screens.length > LONGEST_ARRANGEMENT) return [];
  return [{ screens, bounds: place, isMaximized: isMaximized === true }];
}

function parseSize(found: unknown): WindowFacts['fileSize'] {
  const bounds = typeof found === 'object' && found !== null ? parseBounds({ x: 0, y: 0, ...found }) : null;
  return bounds === null ? null : { width: bounds.width, height: bounds.height };
}

function parseBounds(found: unknown): Rectangle | null {
  if (typeof found !== 'object' || found === null) return null;
  const { x, y, width, height } = found as Record<string, unknown>;
  const numbers = [x, y, width, height];
  const isSane = numbers.every((value) => Number.isInteger(value) && Math.abs(value as number) < 100_000);
  if (!isSane || (width as number) <= 0 || (height as number) <= 0) return null;
  return { x, y, width, height } as Rectangle;
}
