import { expect, test } from 'vitest';
import { keyNameOf, keyPressOf, type KeyPress } from './key-name';
import { groupsIn, KEY_GROUPS } from './key-table';
import { keysOf, takenBy, translateKey } from './own-keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
const action = (id: string) => {
  const found = KEY_GROUPS.flatMap((group) => group.actions).find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

test('a key has one name, whichever modifier key its system uses', () => {
  expect(keyNameOf(press('k', { ctrlKey: true }))).toBe('Ctrl+k');
  expect(keyNameOf(press('k', { metaKey: true }))).toBe('Ctrl+k');
  expect(keyNameOf(press('X', { shiftKey: true }))).toBe('Shift+X');
  expect(keyNameOf(press('?', { shiftKey: true }))).toBe('?');
  expect(keyNameOf(press(' '))).toBe('Space');
  expect(keyNameOf(press('ArrowDown', { altKey: true }))).toBe('Alt+ArrowDown');
  expect(keyNameOf(press('Shift', { shiftKey: true }))).toBeNull();
});

test('every usual key is a name that its own press has', () => {
  for (const { keys } of KEY_GROUPS.flatMap((group) => group.actions)) {
    for (const key of keys) expect(keyNameOf(keyPressOf(key, false))).toBe(key);
  }
});

test('ids and, where they count at the same place, keys are each of one action', () => {
  const ids = KEY_GROUPS.flatMap((group) => group.actions.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const group of KEY_GROUPS) {
    const keys = group.actions.flatMap((one) => one.keys);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('a key of a person’s own stands for the usual one, which then does nothing', () => {
  const own = { 'files.retry': 'Ctrl+Shift+R' };
  const here = groupsIn('files');
  expect(translateKey('Ctrl+Shift+R', here, own)).toBe('r');
  expect(translateKey('r', here, own)).toBe('nothing');
  expect(translateKey('w', here, own)).toBeNull();
  expect(keysOf(action('files.retry'), own)).toEqual(['Ctrl+Shift+R']);
});

test('it counts only where its action does', () => {
  const own = { 'duplicates.keep': 'h' };
  expect(translateKey('h', groupsIn('duplicates'), own)).toBe('k');
  expect(translateKey('h', groupsIn('files'), own)).toBeNull();
  expect(translateKey('k', groupsIn('files'), own)).toBeNull();
});

test('an action may have no key', () => {
  const own = { 'files.retry': '' };
  expect(keysOf(action('files.retry'), own)).toEqual([]);
  expect(translateKey('r', groupsIn('files'), own)).toBe('nothing');
});

test('a key that another action of the same place has is refused, and one that it gave up is free', () => {
  expect(takenBy('w', action('files.retry'), {})?.id).toBe('files.why');
  expect(takenBy('w', action('files.retry'), { 'files.why': 'q' })).toBeNull();
  expect(takenBy('x', action('files.retry'), {})).toBeNull();
  expect(takenBy('/', action('duplicates.keep'), {})?.id).toBe('search');
});

test('what lists and dialogs are used with everywhere can’t be put elsewhere', () => {
  expect(translateKey('h', groupsIn('files'), { 'files.open': 'h' })).toBeNull();
});
