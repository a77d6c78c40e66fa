import { KEY_GROUPS, type KeyedAction, type KeyGroup } from './key-table';

/** By the id of an action: the key that does it instead of its usual ones; '' for none. */
export type OwnKeys = Readonly<Record<string, string>>;

export const keysOf = (action: KeyedAction, own: OwnKeys): readonly string[] => {
  const chosen = action.isFixed ? undefined : own[action.id];
  return chosen === undefined ? action.keys : chosen === '' ? [] : [chosen];
};

/** The action that has a key already where `action` is used; both must not have it. */
export function takenBy(key: string, action: KeyedAction, own: OwnKeys): KeyedAction | null {
  const home = KEY_GROUPS.find((group) => group.actions.includes(action));
  const besides = KEY_GROUPS.filter((group) => group === home || meet(group, home));
  return besides.flatMap((group) => group.actions).find((other) => other !== action && keysOf(other, own).includes(key)) ?? null;
}

/** Whether the keys of two groups work at the same place. */
function meet(a: KeyGroup, b: KeyGroup | undefined): boolean {
  return a.id === 'everywhere' || b?.id === 'everywhere';
}

/**
 * What a pressed key stands for in these groups.
 * @returns the usual key that does what was put on it; null for what it says itself; 'nothing' where its action has another key now
 */
export function translateKey(pressed: string, groups: readonly KeyGroup[], own: OwnKeys): string | null {
  const actions = groups.flatMap((group) => group.actions);
  const wanted = actions.find((action) => own[action.id] === pressed && pressed !== '' && !action.isFixed);
  if (wanted) return wanted.keys.includes(pressed) ? null : (wanted.keys[0] ?? null);
  const usual = actions.filter((action) => action.keys.includes(pressed));
  const isMoved = usual.length > 0 && usual.every((action) => !keysOf(action, own).includes(pressed));
  return isMoved ? 'nothing' : null;
}
