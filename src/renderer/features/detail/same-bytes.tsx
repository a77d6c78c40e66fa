import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { Link } from '../../parts/link';
import { t } from '../../../shared/words/words';
import styles from './tab.module.css';

const SHOWN = 10;

/** Other files with the same content. */
export function SameBytes({ detail }: { detail: FileDetail }): ReactNode {
  const { sameBytes } = detail;
  if (sameBytes.length === 0) return null;
  return (
    <section>
      <h3>{t('{count, plural, one {# other file has} other {# other files have}} the same content', { count: sameBytes.length })}</h3>
      <ul>
        {sameBytes.slice(0, SHOWN).map((other) => (
          <li key={other.id}>
            <Link className={styles.link} to={{ section: 'files', fileId: other.id }}>
              <bdi translate="no">{displayName(other.path)}</bdi>
            </Link>{' '}
            <span className={styles.dim}>{t('in {folderName}', { folderName: other.folderName })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
