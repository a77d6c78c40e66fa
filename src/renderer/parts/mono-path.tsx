import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { displayName } from '../../shared/model/display-name';
import { midSentence } from '../format/mid-sentence';
import { splitPath } from '../format/middle-ellipsis';
import { copyText } from '../state/copy-text';
import { IconButton } from './icon-button';
import { t } from '../../shared/words/words';
import styles from './mono-path.module.css';

interface Props {
  path: string;
  /** What is copied, in words: "Path", "Hash". */
  what?: string;
  /** Shown whole, on as many lines as it takes. */
  wraps?: boolean;
}

/** A path or hash that keeps both its ends in view, with a button to copy it whole. */
export function MonoPath({ path, what = t('Path'), wraps = false }: Props): ReactNode {
  const shown = displayName(path);
  const [head, tail] = splitPath(shown);
  return (
    <span className={styles.path} data-wraps={wraps}>
      <bdi className={styles.text} title={shown} translate="no">
        <span className={styles.head}>{head}</span>
        <span className={styles.tail}>{tail}</span>
      </bdi>
      <IconButton icon={Copy} label={t('Copy {what}', { what: midSentence(what) })} onClick={() => copyText(path, what)} className={styles.copy} />
    </span>
  );
}
