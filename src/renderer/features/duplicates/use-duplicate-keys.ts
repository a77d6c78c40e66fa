import { useEffect, useRef } from 'react';
import type { CompareHandle } from './compare/compare-view';
import { stepBack } from './duplicate-actions';

/** What the keys of the screen do. */
export interface DuplicateKeys {
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

/** Everything on the screen by the keys alone, wherever on it one is. */
export function useDuplicateKeys(keys: DuplicateKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isForUs(event)) return;
      const done = event.shiftKey ? onShifted(latest.current, event) : onPlain(latest.current, event);
      if (done) event.preventDefault();
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

function onShifted({ compare: { current: compare }, markAll }: DuplicateKeys, { key }: KeyboardEvent): boolean {
  const arrow = ARROWS[key];
  if (arrow) compare?.view?.pan(...arrow);
  else if (key === 'X') markAll();
  else if (key === 'T') compare?.turn(270);
  else if (key === '+') compare?.view?.step(1);
  else return false;
  return true;
}

function onPlain(keys: DuplicateKeys, { key, target, repeat }: KeyboardEvent): boolean {
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
