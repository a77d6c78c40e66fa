import type { ReactNode } from 'react';
import styles from './page-head.module.css';

interface Props {
  title: string;
  /** Beside the title: a count, chips. */
  beside?: ReactNode;
  sentence?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, beside, sentence, actions }: Props): ReactNode {
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <div className={styles.line}>
          <h1>{title}</h1>
          {beside}
        </div>
        {sentence ? <p className={styles.sentence}>{sentence}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
