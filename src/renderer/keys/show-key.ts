import { t, words } from '../../shared/words/words';

const isMac = (): boolean => window.filemill?.platform === 'darwin';

/** What stands on the keys of a keyboard, where it is no letter or sign. */
const CAPS: Readonly<Record<string, string>> = {
  Ctrl: words('Ctrl'),
  Alt: words('Alt'),
  Shift: words('Shift'),
  Space: words('Space'),
  Enter: words('Enter'),
  Escape: words('Esc'),
  Home: words('Home'),
  End: words('End'),
  PageUp: words('Page Up'),
  PageDown: words('Page Down'),
  Backspace: words('Backspace'),
  Delete: words('Del'),
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  '-': '−',
};
const MAC_CAPS: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };

/** As it stands on the keyboard: "Ctrl K", "⇧ ↓", "R". */
export function showKey(name: string): string {
  const parts = name === '+' ? ['+'] : name.split('+');
  return parts
    .map((part) => {
      const cap = (isMac() ? MAC_CAPS[part] : undefined) ?? CAPS[part];
      return cap === undefined ? part.toUpperCase() : t(cap);
    })
    .join(' ');
}
