import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from './icon-button';
import { t } from '../../shared/words/words';
import styles from './dialog.module.css';

interface Props {
  title: string;
  onClose: () => void;
  footer?: ReactNode;
  width?: number;
  testId?: string;
  children: ReactNode;
}

/** A modal dialog; the browser traps and restores the focus. Mounted means open. */
export function Dialog({ title, onClose, footer, width = 560, testId, children }: Props): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      style={{ width }}
      aria-labelledby={id}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={styles.header}>
        <h2 id={id}>{title}</h2>
        <IconButton icon={X} label={t('Close')} onClick={onClose} />
      </header>
      <div className={styles.body}>{children}</div>
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </dialog>
  );
}
