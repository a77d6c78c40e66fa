import { X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { FileDetail } from '../../../shared/contract/engine-api';
import { displayName } from '../../../shared/model/display-name';
import { FileName } from '../../parts/file-name';
import { IconButton } from '../../parts/icon-button';
import { PageViewer } from './page-viewer';
import styles from './enlarged-page.module.css';

interface Props {
  detail: FileDetail;
  page: number;
  onPage: (page: number) => void;
  query: string;
  onClose: () => void;
}

/** The page over the whole window; Esc leads back to where one was. */
export function EnlargedPage({ detail, page, onPage, query, onClose }: Props): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-testid="page-frame"]')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // Beside everything else, because the preview that it belongs to may be hidden for lack of room.
  return createPortal(
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-label={`${displayName(detail.row.name)}, enlarged`}
      data-testid="enlarged"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <PageViewer
        detail={detail}
        page={page}
        onPage={onPage}
        query={query}
        hasSwitcher
        isLarge
        title={
          <h2 className={styles.title}>
            <FileName name={detail.row.name} />
          </h2>
        }
        close={<IconButton icon={X} label="Back (Esc)" data-testid="enlarged-close" onClick={onClose} />}
      />
    </dialog>,
    document.body,
  );
}
