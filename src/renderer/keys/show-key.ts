import { t, words } from '../../shared/words/words';

const isMac = (): boolean => window.filemill?.platform === 'darwin';

/** What stands on the keys of a keyboard, where it is no letter or sign. */
const CAPS: Readonly<Record<string, string>> = {
  Ctrl: words('Ctrl@@key'),
  Alt: words('Alt@@key'),
  Shift: words('Shift@@key'),
  Space: words('Space@@key'),
  Enter: words('Enter@@key'),
  Escape: words('Esc@@key'),
  Home: words('Home@@key'),
  End: words('End@@key'),
  PageUp: words('Page Up@@key'),
  PageDown: words('Page Down@@key'),
  Backspace: words('Backspace@@key'),
  Delete: words('Del@@key'),
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
