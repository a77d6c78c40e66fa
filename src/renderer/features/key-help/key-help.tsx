import type { ReactNode } from 'react';
import { Dialog } from '../../parts/dialog';
import { Kbd } from '../../parts/kbd';
import { useDialogs } from '../../state/dialog-store';
import { useRoute, type SectionId } from '../../state/route-store';
import { SECTIONS } from '../shell/sections';
import styles from './key-help.module.css';

interface KeyGroup {
  readonly title: string;
  /** The only section in which they are of use; in it, the keys of other lists are of none. */
  readonly section?: SectionId;
  readonly keys: readonly (readonly [keys: readonly string[], what: string])[];
}

const EVERYWHERE = 'Everywhere';

const GROUPS: readonly KeyGroup[] = [
  {
    title: EVERYWHERE,
    keys: [
      [['Ctrl K', '/'], 'Search'],
      [['Ctrl 1', `… ${Math.min(10, SECTIONS.length - 1) % 10}`], 'Go to a section'],
      [['Ctrl ,'], 'Settings'],
      [['F6'], 'Next part of the window'],
      [['Esc'], 'Close, or clear the search'],
      [['?'], 'This list'],
    ],
  },
  {
    title: 'In a list of files',
    keys: [
      [['↑', '↓', 'J', 'K'], 'Next or previous file'],
      [['Home', 'End'], 'First or last file'],
      [['Page Up', 'Page Down'], 'One page up or down'],
      [['Enter'], 'Go to the details'],
      [['Shift ↑', 'Shift ↓', 'Ctrl A'], 'Select several'],
      [['R'], 'Retry'],
      [['P'], 'Set aside, or take up again'],
      [['F'], 'Move to the front'],
      [['W'], 'Why is it here?'],
      [['U'], 'Undo, in the history'],
      [['Shift F10'], 'Everything that can be done'],
    ],
  },
  {
    title: 'In the details',
    keys: [
      [['←', '→'], 'Previous or next tab'],
      [['Page Up', 'Page Down'], 'Previous or next page'],
      [['+', '−', '0'], 'Larger, smaller, to fit'],
      [['T', 'Shift T'], 'Turn the page'],
      [['Space'], 'Enlarge the page'],
      [['Alt ↓', 'Alt ↑'], 'Next or previous doubtful word'],
      [['Esc'], 'Back to the list'],
    ],
  },
  {
    title: 'Duplicates',
    section: 'duplicates',
    keys: [
      [['←', '→'], 'Previous or next file of the group'],
      [['[', ']'], 'Previous or next group'],
      [['K'], 'Keep it, and go on'],
      [['X'], 'Mark it for removal, and go on'],
      [['Shift X'], 'Mark all but the keeper, and go on'],
      [['L'], 'Make it the keeper'],
      [['N'], 'Not duplicates'],
      [['B'], 'Keep them all'],
      [['Z'], 'Take back the last step'],
      [['1', '… 6'], 'Way of comparing'],
      [['Space'], 'Swap the two while held'],
      [['+', '−', '0'], 'Larger, smaller, whole or actual pixels'],
      [['Shift ←', '… Shift ↓'], 'Move the pictures'],
      [['T', 'M'], 'Turn or mirror the right one'],
    ],
  },
  {
    title: 'Images',
    section: 'images',
    keys: [
      [['←', '→', '↑', '↓'], 'Next image'],
      [['Home', 'End'], 'First or last image'],
      [['Enter'], 'Go to the details'],
      [['Space'], 'Quick look; ← and → lead on'],
      [['Shift ←', 'Shift →', 'Ctrl A'], 'Select several'],
      [['T'], 'Transform'],
      [['W'], 'Why is it here?'],
      [['Shift F10'], 'Everything that can be done'],
      [['+', '−', '0', '1'], 'Larger, smaller, to fit, actual pixels'],
    ],
  },
  {
    title: 'Archives',
    section: 'archives',
    keys: [
      [['↑', '↓', 'J', 'K'], 'Next or previous entry'],
      [['Home', 'End'], 'First or last entry'],
      [['Enter'], 'Open the folder, the archive in it, or the entry'],
      [['Backspace'], 'One level up'],
      [['Space'], 'Quick look; ← and → lead on'],
      [['Shift ↑', 'Shift ↓', 'Ctrl A'], 'Select several'],
      [['E'], 'Extract what is selected, or all'],
      [['N'], 'New archive'],
    ],
  },
  {
    title: 'Rules',
    section: 'rules',
    keys: [
      [['↑', '↓', 'J', 'K'], 'Next or previous rule, or file'],
      [['Alt ↑', 'Alt ↓'], 'Move the rule up or down'],
      [['Space'], 'Switch it on or off'],
      [['Enter'], 'Go to its name'],
      [['N'], 'New rule'],
      [['Ctrl D'], 'Duplicate'],
      [['Del'], 'Delete; the notice takes it back'],
      [['Ctrl S'], 'Save'],
    ],
  },
];

export function KeyHelp(): ReactNode {
  const isOpen = useDialogs((state) => state.keyHelp);
  const setKeyHelp = useDialogs((state) => state.setKeyHelp);
  const section = useRoute((state) => state.route.section);
  if (!isOpen) return null;
  const isSpecial = GROUPS.some((group) => group.section === section);
  const shown = GROUPS.filter((group) => group.title === EVERYWHERE || group.section === (isSpecial ? section : undefined));
  return (
    <Dialog title="Keys" onClose={() => setKeyHelp(false)} width={760} testId="key-help">
      <div className={styles.groups}>
        {shown.map((group) => (
          <section key={group.title} className={styles.group}>
            <h3>{group.title}</h3>
            <ul>
              {group.keys.map(([keys, what]) => (
                <li key={what}>
                  <span>{what}</span>
                  <span className={styles.keys}>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
