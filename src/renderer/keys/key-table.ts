import { t } from '../../shared/words/words';
import type { SectionId } from '../state/route-store';

export interface KeyedAction {
  /** In the settings; stays what it is when the words change. */
  readonly id: string;
  readonly what: string;
  /** Each does it: names as of `keyNameOf`. */
  readonly keys: readonly string[];
  /** How several keys are told of together, where not one by one. */
  readonly shown?: readonly string[];
  /** Belongs to how lists and dialogs are used everywhere, so it cannot be put on other keys. */
  readonly isFixed?: boolean;
  /** Can be done from the command palette, by the key. */
  readonly isCommand?: boolean;
}

export interface KeyGroup {
  readonly id: string;
  readonly title: string;
  /** The only section in which they are of use; in it, the keys of other lists are of none. */
  readonly section?: SectionId;
  readonly actions: readonly KeyedAction[];
}

const fixed = (id: string, keys: readonly string[], what: string, shown?: readonly string[]): KeyedAction => ({ id, keys, what, isFixed: true, ...(shown ? { shown } : {}) });
const free = (id: string, keys: readonly string[], what: string): KeyedAction => ({ id, keys, what });
const command = (id: string, keys: readonly string[], what: string): KeyedAction => ({ id, keys, what, isCommand: true });

/** Ctrl 1 … 9 and 0 in the order of the rail; further sections have none. */
export const keyOfSection = (at: number): string | undefined => (at < 10 ? `Ctrl+${(at + 1) % 10}` : undefined);

const digits = Array.from({ length: 10 }, (_, at) => keyOfSection(at) ?? '');

/** Everything that a key does, by where it does it: what the list of keys, the palette and the settings show. */
export const KEY_GROUPS: readonly KeyGroup[] = [
  {
    id: 'everywhere',
    title: t('Everywhere'),
    actions: [
      free('palette', ['Ctrl+k'], t('All commands')),
      free('search', ['/'], t('Search')),
      fixed('section', digits, t('Go to a section'), ['Ctrl+1', '…', '0']),
      free('settings', ['Ctrl+,'], t('Settings')),
      free('nextRegion', ['F6'], t('Next part of the window')),
      fixed('close', ['Escape'], t('Close, or clear the search')),
      free('keyHelp', ['?'], t('This list')),
    ],
  },
  {
    id: 'files',
    title: t('In a list of files'),
    actions: [
      fixed('files.step', ['ArrowUp', 'ArrowDown', 'j', 'k'], t('Next or previous file')),
      fixed('files.ends', ['Home', 'End'], t('First or last file')),
      fixed('files.page', ['PageUp', 'PageDown'], t('One page up or down')),
      fixed('files.open', ['Enter'], t('Go to the details')),
      command('files.window', ['Shift+Enter'], t('Open in a window of its own')),
      fixed('files.select', ['Shift+ArrowUp', 'Shift+ArrowDown', 'Ctrl+a'], t('Select several')),
      command('files.retry', ['r'], t('Retry')),
      command('files.hold', ['p'], t('Set aside, or take up again')),
      command('files.front', ['f'], t('Move to the front')),
      command('files.why', ['w'], t('Why is it here?')),
      command('history.undo', ['u'], t('Undo, in the history')),
      fixed('files.menu', ['Shift+F10'], t('Everything that can be done')),
    ],
  },
  {
    id: 'detail',
    title: t('In the details'),
    actions: [
      fixed('detail.tab', ['ArrowLeft', 'ArrowRight'], t('Previous or next tab')),
      fixed('detail.page', ['PageUp', 'PageDown'], t('Previous or next page')),
      fixed('detail.zoom', ['+', '-', '0'], t('Larger, smaller, to fit')),
      free('detail.turn', ['t'], t('Turn the page')),
      free('detail.turnBack', ['Shift+T'], t('Turn the page the other way')),
      fixed('detail.enlarge', ['Space'], t('Enlarge the page')),
      fixed('detail.doubtful', ['Alt+ArrowDown', 'Alt+ArrowUp'], t('Next or previous doubtful word')),
      fixed('detail.back', ['Escape'], t('Back to the list')),
    ],
  },
  {
    id: 'duplicates',
    title: t('Duplicates'),
    section: 'duplicates',
    actions: [
      fixed('duplicates.member', ['ArrowLeft', 'ArrowRight'], t('Previous or next file of the group')),
      free('duplicates.previous', ['['], t('Previous group')),
      free('duplicates.next', [']'], t('Next group')),
      command('duplicates.keep', ['k'], t('Keep it, and go on')),
      command('duplicates.mark', ['x'], t('Mark it for removal, and go on')),
      command('duplicates.markAll', ['Shift+X'], t('Mark all but the keeper, and go on')),
      command('duplicates.keeper', ['l'], t('Make it the keeper')),
      command('duplicates.not', ['n'], t('Not duplicates')),
      command('duplicates.keepAll', ['b'], t('Keep them all')),
      command('duplicates.back', ['z'], t('Take back the last step')),
      fixed('duplicates.mode', ['1', '2', '3', '4', '5', '6'], t('Way of comparing'), ['1', '…', '6']),
      fixed('duplicates.swap', ['Space'], t('Swap the two while held')),
      fixed('duplicates.zoom', ['+', '-', '0'], t('Larger, smaller, whole or actual pixels')),
      fixed('duplicates.pan', ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown'], t('Move the pictures')),
      free('duplicates.turn', ['t'], t('Turn the right one')),
      free('duplicates.mirror', ['m'], t('Mirror the right one')),
    ],
  },
  {
    id: 'images',
    title: t('Images'),
    section: 'images',
    actions: [
      fixed('images.step', ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], t('Next image')),
      fixed('images.ends', ['Home', 'End'], t('First or last image')),
      fixed('images.open', ['Enter'], t('Go to the details')),
      command('images.window', ['Shift+Enter'], t('Open in a window of its own')),
      fixed('images.look', ['Space'], t('Quick look; ← and → lead on')),
      fixed('images.select', ['Shift+ArrowLeft', 'Shift+ArrowRight', 'Ctrl+a'], t('Select several')),
      command('images.transform', ['t'], t('Transform')),
      command('images.why', ['w'], t('Why is it here?')),
      fixed('images.menu', ['Shift+F10'], t('Everything that can be done')),
      fixed('images.zoom', ['+', '-', '0', '1'], t('Larger, smaller, to fit, actual pixels')),
    ],
  },
  {
    id: 'archives',
    title: t('Archives'),
    section: 'archives',
    actions: [
      fixed('archives.step', ['ArrowUp', 'ArrowDown', 'j', 'k'], t('Next or previous entry')),
      fixed('archives.ends', ['Home', 'End'], t('First or last entry')),
      fixed('archives.open', ['Enter'], t('Open the folder, the archive in it, or the entry')),
      fixed('archives.up', ['Backspace'], t('One level up')),
      fixed('archives.look', ['Space'], t('Quick look; ← and → lead on')),
      fixed('archives.select', ['Shift+ArrowUp', 'Shift+ArrowDown', 'Ctrl+a'], t('Select several')),
      command('archives.extract', ['e'], t('Extract what is selected, or all')),
      command('archives.create', ['n'], t('New archive')),
    ],
  },
  {
    id: 'rules',
    title: t('Rules'),
    section: 'rules',
    actions: [
      fixed('rules.step', ['ArrowUp', 'ArrowDown', 'j', 'k'], t('Next or previous rule, or file')),
      fixed('rules.move', ['Alt+ArrowUp', 'Alt+ArrowDown'], t('Move the rule up or down')),
      fixed('rules.toggle', ['Space'], t('Switch it on or off')),
      fixed('rules.open', ['Enter'], t('Go to its name')),
      command('rules.create', ['n'], t('New rule')),
      command('rules.duplicate', ['Ctrl+d'], t('Duplicate')),
      fixed('rules.delete', ['Delete'], t('Delete; the notice takes it back')),
      command('rules.save', ['Ctrl+s'], t('Save')),
    ],
  },
];

/** The groups whose keys work in a section. */
export function groupsIn(section: SectionId): readonly KeyGroup[] {
  const isSpecial = KEY_GROUPS.some((group) => group.section === section);
  return KEY_GROUPS.filter((group) => group.id === 'everywhere' || group.section === (isSpecial ? section : undefined));
}
