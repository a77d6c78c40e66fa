import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './large-dialog.module.css';

interface Props {
  label: string;
  onClose: () => void;
  testId?: string;
  children: ReactNode;
}

/** Fills the window. Mounted means open; Esc leads back to where one was. What has `data-first` gets the focus. */
export function LargeDialog({ label, onClose, testId, children }: Props): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  // Beside everything else, because what it belongs to may be hidden for lack of room.
  return createPortal(
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-label={label}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>,
    document.body,
  );
}
