import type { ReactNode } from 'react';
import { Dialog } from '../../parts/dialog';
import { Kbd } from '../../parts/kbd';
import { useDialogs } from '../../state/dialog-store';
import { useRoute, type SectionId } from '../../state/route-store';
import { SECTIONS } from '../shell/sections';
import { t } from '../../../shared/words/words';
import styles from './key-help.module.css';

interface KeyGroup {
  readonly title: string;
  /** The only section in which they are of use; in it, the keys of other lists are of none. */
  readonly section?: SectionId;
  readonly keys: readonly (readonly [keys: readonly string[], what: string])[];
}

const EVERYWHERE = t('Everywhere');

const GROUPS: readonly KeyGroup[] = [
  {
    title: EVERYWHERE,
    keys: [
      [[t('Ctrl K'), '/'], t('Search')],
      [[t('Ctrl 1'), `… ${Math.min(10, SECTIONS.length - 1) % 10}`], t('Go to a section')],
      [[t('Ctrl ,')], t('Settings')],
      [['F6'], t('Next part of the window')],
      [[t('Esc')], t('Close, or clear the search')],
      [['?'], t('This list')],
    ],
  },
  {
    title: t('In a list of files'),
    keys: [
      [['↑', '↓', 'J', 'K'], t('Next or previous file')],
      [['Home', 'End'], t('First or last file')],
      [[t('Page Up'), t('Page Down')], t('One page up or down')],
      [['Enter'], t('Go to the details')],
      [[t('Shift ↑'), t('Shift ↓'), t('Ctrl A')], t('Select several')],
      [['R'], t('Retry')],
      [['P'], t('Set aside, or take up again')],
      [['F'], t('Move to the front')],
      [['W'], t('Why is it here?')],
      [['U'], t('Undo, in the history')],
      [[t('Shift F10')], t('Everything that can be done')],
    ],
  },
  {
    title: t('In the details'),
    keys: [
      [['←', '→'], t('Previous or next tab')],
      [[t('Page Up'), t('Page Down')], t('Previous or next page')],
      [['+', '−', '0'], t('Larger, smaller, to fit')],
      [['T', t('Shift T')], t('Turn the page')],
      [['Space'], t('Enlarge the page')],
      [[t('Alt ↓'), t('Alt ↑')], t('Next or previous doubtful word')],
      [[t('Esc')], t('Back to the list')],
    ],
  },
  {
    title: t('Duplicates'),
    section: 'duplicates',
    keys: [
      [['←', '→'], t('Previous or next file of the group')],
      [['[', ']'], t('Previous or next group')],
      [['K'], t('Keep it, and go on')],
      [['X'], t('Mark it for removal, and go on')],
      [[t('Shift X')], t('Mark all but the keeper, and go on')],
      [['L'], t('Make it the keeper')],
      [['N'], t('Not duplicates')],
      [['B'], t('Keep them all')],
      [['Z'], t('Take back the last step')],
      [['1', '… 6'], t('Way of comparing')],
      [['Space'], t('Swap the two while held')],
      [['+', '−', '0'], t('Larger, smaller, whole or actual pixels')],
      [[t('Shift ←'), t('… Shift ↓')], t('Move the pictures')],
      [['T', 'M'], t('Turn or mirror the right one')],
    ],
  },
  {
    title: t('Images'),
    section: 'images',
    keys: [
      [['←', '→', '↑', '↓'], t('Next image')],
      [['Home', 'End'], t('First or last image')],
      [['Enter'], t('Go to the details')],
      [['Space'], t('Quick look; ← and → lead on')],
      [[t('Shift ←'), t('Shift →'), t('Ctrl A')], t('Select several')],
      [['T'], t('Transform')],
      [['W'], t('Why is it here?')],
      [[t('Shift F10')], t('Everything that can be done')],
      [['+', '−', '0', '1'], t('Larger, smaller, to fit, actual pixels')],
    ],
  },
  {
    title: t('Archives'),
    section: 'archives',
    keys: [
      [['↑', '↓', 'J', 'K'], t('Next or previous entry')],
      [['Home', 'End'], t('First or last entry')],
      [['Enter'], t('Open the folder, the archive in it, or the entry')],
      [['Backspace'], t('One level up')],
      [['Space'], t('Quick look; ← and → lead on')],
      [[t('Shift ↑'), t('Shift ↓'), t('Ctrl A')], t('Select several')],
      [['E'], t('Extract what is selected, or all')],
      [['N'], t('New archive')],
    ],
  },
  {
    title: t('Rules'),
    section: 'rules',
    keys: [
      [['↑', '↓', 'J', 'K'], t('Next or previous rule, or file')],
      [[t('Alt ↑'), t('Alt ↓')], t('Move the rule up or down')],
      [['Space'], t('Switch it on or off')],
      [['Enter'], t('Go to its name')],
      [['N'], t('New rule')],
      [[t('Ctrl D')], t('Duplicate')],
      [[t('Del')], t('Delete; the notice takes it back')],
      [[t('Ctrl S')], t('Save')],
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
    <Dialog title={t('Keys')} onClose={() => setKeyHelp(false)} width={760} testId="key-help">
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
