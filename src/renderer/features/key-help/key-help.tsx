import type { ReactNode } from 'react';
import { Dialog } from '../../parts/dialog';
import { Kbd } from '../../parts/kbd';
import { useDialogs } from '../../state/dialog-store';
import styles from './key-help.module.css';

const GROUPS: readonly { title: string; keys: readonly [keys: readonly string[], what: string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [['Ctrl K', '/'], 'Search'],
      [['Ctrl 1', '… 6'], 'Go to a section'],
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
];

export function KeyHelp(): ReactNode {
  const isOpen = useDialogs((state) => state.keyHelp);
  const setKeyHelp = useDialogs((state) => state.setKeyHelp);
  if (!isOpen) return null;
  return (
    <Dialog title="Keys" onClose={() => setKeyHelp(false)} width={440} testId="key-help">
      {GROUPS.map((group) => (
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
    </Dialog>
  );
}
