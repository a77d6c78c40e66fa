import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { FileDetail } from '../../../shared/contract/engine-api';
import type { FileRow } from '../../../shared/model/file';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { ErrorNote } from '../../parts/error-note';
import { FileName } from '../../parts/file-name';
import { IconButton } from '../../parts/icon-button';
import { LargeDialog } from '../../parts/large-dialog';
import { Skeleton } from '../../parts/skeleton';
import { PageViewer } from '../detail/page/page-viewer';
import { t } from '../../../shared/words/words';
import styles from './quick-look.module.css';

interface Props {
  row: FileRow;
  onStep: (by: 1 | -1) => void;
  onClose: () => void;
}

/** A picture over the whole window; arrows lead to its neighbours, Space and Esc back. */
export function QuickLook({ row, onStep, onClose }: Props): ReactNode {
  const { value: detail, error } = useLive(`${row.id}`, (signal) => callEngine('files.detail', { id: row.id }, { signal }));
  const onKey = (event: KeyboardEvent): void => {
    const isOnButton = event.target instanceof Element && event.target.closest('button, input') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ' && !isOnButton) onClose();
    else if (event.key === 'ArrowLeft') onStep(-1);
    else if (event.key === 'ArrowRight') onStep(1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <LargeDialog label={t('{name}, quick look', { name: displayName(row.name) })} testId="quick-look" onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div className={styles.look} role="group" aria-label={t('Quick look')} tabIndex={-1} data-first onKeyDownCapture={onKey}>
        {detail ? (
          <Viewer key={detail.row.id} detail={detail} close={<Ends onStep={onStep} onClose={onClose} />} />
        ) : (
          <>
            <header className={styles.head}>
              <h2>
                <FileName name={row.name} />
              </h2>
              <Ends onStep={onStep} onClose={onClose} />
            </header>
            {error ? <ErrorNote error={error} /> : <Skeleton rows={6} />}
          </>
        )}
      </div>
    </LargeDialog>
  );
}

function Viewer({ detail, close }: { detail: FileDetail; close: ReactNode }): ReactNode {
  const [page, setPage] = useState(1);
  const title = (
    <h2 className={styles.title}>
      <FileName name={detail.row.name} />
    </h2>
  );
  return <PageViewer detail={detail} page={page} onPage={setPage} query="" hasSwitcher isLarge title={title} close={close} />;
}

function Ends({ onStep, onClose }: Pick<Props, 'onStep' | 'onClose'>): ReactNode {
  return (
    <span className={styles.ends}>
      <IconButton icon={ChevronLeft} label={t('Image before (←)')} data-testid="look-before" onClick={() => onStep(-1)} />
      <IconButton icon={ChevronRight} label={t('Next image (→)')} data-testid="look-next" onClick={() => onStep(1)} />
      <IconButton icon={X} label={t('Back (Esc)')} data-testid="look-close" onClick={onClose} />
    </span>
  );
}
