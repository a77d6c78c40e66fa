import type { ReactNode } from 'react';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { countOf } from '../../format/number';
import { Link } from '../../parts/link';
import styles from './tab.module.css';

const SHOWN = 10;

/** Other files with the same content. */
export function SameBytes({ detail }: { detail: FileDetail }): ReactNode {
  const { sameBytes } = detail;
  if (sameBytes.length === 0) return null;
  return (
    <section>
      <h3>{countOf(sameBytes.length, 'other file has', 'other files have')} the same content</h3>
      <ul>
        {sameBytes.slice(0, SHOWN).map((other) => (
          <li key={other.id}>
            <Link className={styles.link} to={{ section: 'files', fileId: other.id }}>
              {displayName(other.path)}
            </Link>{' '}
            <span className={styles.dim}>in {other.folderName}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
