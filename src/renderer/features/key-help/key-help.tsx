import type { ReactNode } from 'react';
import { Dialog } from '../../parts/dialog';
import { groupsIn } from '../../keys/key-table';
import { keysOf } from '../../keys/own-keys';
import { showKey } from '../../keys/show-key';
import { Kbd } from '../../parts/kbd';
import { useDialogs } from '../../state/dialog-store';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { t } from '../../../shared/words/words';
import styles from './key-help.module.css';

export function KeyHelp(): ReactNode {
  const isOpen = useDialogs((state) => state.keyHelp);
  const setKeyHelp = useDialogs((state) => state.setKeyHelp);
  const section = useRoute((state) => state.route.section);
  const own = useSettings((state) => state.settings?.keys) ?? {};
  if (!isOpen) return null;
  return (
    <Dialog title={t('Keys')} onClose={() => setKeyHelp(false)} width={760} testId="key-help">
      <div className={styles.groups}>
        {groupsIn(section).map((group) => (
          <section key={group.id} className={styles.group}>
            <h3>{group.title}</h3>
            <ul>
              {group.actions.map((action) => (
                <li key={action.id}>
                  <span>{action.what}</span>
                  <span className={styles.keys}>
                    {(action.shown ?? keysOf(action, own)).map((key) => (
                      <Kbd key={key}>{showKey(key)}</Kbd>
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
