import { memo, type ReactNode } from 'react';
import { displayName } from '../../shared/model/display-name';
import { splitName } from '../format/middle-ellipsis';
import styles from './file-name.module.css';

/** A file's name, made harmless for the eye; shortened before its extension. */
export const FileName = memo(function FileName({ name }: { name: string }): ReactNode {
  const shown = displayName(name);
  const [head, tail] = splitName(shown);
  return (
    <bdi className={styles.name} title={shown} data-whole={tail ? shown : undefined} translate="no">
      <span className={styles.head} aria-hidden={tail ? true : undefined}>
        {head}
      </span>
      {tail ? (
        <span className={styles.tail} aria-hidden>
          {tail}
        </span>
      ) : null}
    </bdi>
  );
});
