/** The parts of a keyboard event that name a key. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified']);

/**
 * One name for a key with what is held: "r", "Shift+X", "Ctrl+k", "ArrowDown", "?". Ctrl stands for the Command key of
 * macOS, too. Shift is named with letters and with keys that write nothing; in "?" it is part of the sign. Null for a
 * modifier alone.
 */
export function keyNameOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string | null {
  if (MODIFIERS.has(key)) return null;
  const isLetter = /^\p{L}$/u.test(key);
  const isSign = key.length === 1 && key !== ' ' && !isLetter;
  const base = key === ' ' ? 'Space' : isLetter ? (shiftKey ? key.toUpperCase() : key.toLowerCase()) : key;
  return [ctrlKey || metaKey ? 'Ctrl' : '', altKey ? 'Alt' : '', shiftKey && !isSign ? 'Shift' : '', base].filter(Boolean).join('+');
}

/** What a page is told when a key of this name is pressed. */
export function keyPressOf(name: string, isMac: boolean): KeyPress {
  const parts = name === '+' || name.endsWith('++') ? [...name.slice(0, -1).split('+').filter(Boolean), '+'] : name.split('+');
  const base = parts.at(-1) ?? '';
  const holds = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  return {
    key: base === 'Space' ? ' ' : base,
    ctrlKey: holds('Ctrl') && !isMac,
    metaKey: holds('Ctrl') && isMac,
    altKey: holds('Alt'),
    shiftKey: holds('Shift'),
  };
}
