import { X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { FileDetail } from '../../../../shared/contract/engine-api';
import { displayName } from '../../../../shared/model/display-name';
import { Button } from '../../../parts/button';
import { ErrorNote } from '../../../parts/error-note';
import { FileName } from '../../../parts/file-name';
import { IconButton } from '../../../parts/icon-button';
import { LargeDialog } from '../../../parts/large-dialog';
import { useHtml } from './use-html';
import { WordSheet } from './word-sheet';
import { t } from '../../../../shared/words/words';
import styles from './word-preview.module.css';

/** A document as styled HTML beside what is told of it, and over the whole window on wish. */
export function WordPreview({ detail }: { detail: FileDetail }): ReactNode {
  const { row, sha256 } = detail;
  const { html, error, again } = useHtml(row.id, sha256 ?? '');
  const [isLarge, setLarge] = useState(false);
  if (error) {
    return (
      <ErrorNote error={error}>
        <Button onClick={again}>{t('Try again')}</Button>
      </ErrorNote>
    );
  }
  return (
    <>
      <WordSheet detail={detail} html={html} onEnlarge={() => setLarge(true)} />
      {isLarge ? (
        <LargeDialog label={t('{name}, enlarged', { name: displayName(row.name) })} onClose={() => setLarge(false)} testId="enlarged">
          <div className={styles.large}>
            <header className={styles.head}>
              <h2>
                <FileName name={row.name} />
              </h2>
              <IconButton icon={X} label={t('Back (Esc)')} data-first data-testid="enlarged-close" onClick={() => setLarge(false)} />
            </header>
            <WordSheet detail={detail} html={html} />
          </div>
        </LargeDialog>
      ) : null}
    </>
  );
}
