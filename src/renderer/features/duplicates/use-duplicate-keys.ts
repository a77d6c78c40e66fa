import { useEffect, useReducer, useRef } from 'react';
import type { CompareHandle } from './compare/compare-view';
import { stepBack } from './duplicate-actions';

/** What the keys of the screen do. */
export interface DuplicateKeys {
  /** Whether the group that is stepped to is on show; until it is, keys that act on it wait. */
  isReady(): boolean;
  compare: { readonly current: CompareHandle | null };
  stepMember(by: 1 | -1): void;
  stepGroup(by: 1 | -1): void;
  keep(): void;
  mark(): void;
  markAll(): void;
  makeKeeper(): void;
  notDuplicates(): void;
  keepAll(): void;
  undo(): void;
}

/** Single letters are no shortcuts while someone types or moves a slider. */
function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"], [role="separator"]') !== null;
}

function isForUs(event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.metaKey || event.altKey;
  return !event.defaultPrevented && !isCommand && !document.querySelector('dialog[open]') && !isTaken(event.target);
}

const ARROWS: Readonly<Record<string, readonly [x: -1 | 0 | 1, y: -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The one key that is of use where no group is on show. */
export function useUndoKey(show: (groupId: string) => void): void {
  const latest = useRef(show);
  latest.current = show;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isForUs(event) && !event.shiftKey && event.key === 'z') stepBack(latest.current);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'target' | 'repeat'>;

/** What acts on the group on show. */
const ACTS: ReadonlySet<string> = new Set(['k', 'x', 'X', 'l', 'n', 'b', ...Object.keys(ARROWS)]);
/** What goes on from there, and so comes after acts that wait. */
const STEPS: ReadonlySet<string> = new Set(['[', ']', 'z']);
/** Whoever presses more has lost sight of it. */
const MOST_WAITING = 32;

const isAct = ({ key, shiftKey, repeat }: Pressed): boolean => !repeat && ACTS.has(key) && !(shiftKey && key in ARROWS);

function press(keys: DuplicateKeys, pressed: Pressed): boolean {
  return pressed.shiftKey ? onShifted(keys, pressed) : onPlain(keys, pressed);
}

/** Everything on the screen by the keys alone, wherever on it one is. Of fast fingers no key is lost, and none meets another group than it was meant for. */
export function useDuplicateKeys(keys: DuplicateKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  const waiting = useRef<Pressed[]>([]);
  const [, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const [first] = waiting.current;
    if (!first || !latest.current.isReady()) return;
    waiting.current.shift();
    press(latest.current, first);
    // The next one finds what this one did.
    look();
    // New each time it is drawn.
  }, [keys]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isForUs(event)) return;
      const isBehind = waiting.current.length > 0;
      if (isBehind ? isAct(event) || STEPS.has(event.key) : isAct(event) && !latest.current.isReady()) {
        const { key, shiftKey, target, repeat } = event;
        if (waiting.current.length < MOST_WAITING) waiting.current.push({ key, shiftKey, target, repeat });
        event.preventDefault();
      } else if (press(latest.current, event)) event.preventDefault();
    };
    const release = (): void => latest.current.compare.current?.swap(false);
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.key === ' ') release();
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', release);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', release);
    };
  }, []);
}

function onShifted({ compare: { current: compare }, markAll }: DuplicateKeys, { key }: Pressed): boolean {
  const arrow = ARROWS[key];
  if (arrow) compare?.view?.pan(...arrow);
  else if (key === 'X') markAll();
  else if (key === 'T') compare?.turn(270);
  else if (key === '+') compare?.view?.step(1);
  else return false;
  return true;
}

function onPlain(keys: DuplicateKeys, { key, target, repeat }: Pressed): boolean {
  const compare = keys.compare.current;
  const isOnButton = target instanceof Element && target.closest('button, a') !== null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      keys.stepMember(1);
      return true;
    case 'ArrowLeft':
    case 'ArrowUp':
      keys.stepMember(-1);
      return true;
    case ']':
      keys.stepGroup(1);
      return true;
    case '[':
      keys.stepGroup(-1);
      return true;
    case ' ':
      if (isOnButton) return false;
      compare?.swap(true);
      return true;
    case '+':
    case '=':
      compare?.view?.step(1);
      return true;
    case '-':
      compare?.view?.step(-1);
      return true;
    case '0':
      compare?.view?.toggleActual();
      return true;
    case 't':
      compare?.turn(90);
      return true;
    case 'm':
      compare?.mirror();
      return true;
    default:
      // Held down, a key would decide about groups that nobody has seen.
      return !repeat && (/^[1-9]$/.test(key) ? (compare?.chooseMode(Number(key)) ?? false) : onLetter(keys, key));
  }
}

function onLetter(keys: DuplicateKeys, key: string): boolean {
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    k: keys.keep,
    x: keys.mark,
    l: keys.makeKeeper,
    n: keys.notDuplicates,
    b: keys.keepAll,
    z: keys.undo,
  };
  const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
  act?.();
  return act !== undefined;
}
