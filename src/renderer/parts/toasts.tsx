import { X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useToasts, type Toast } from '../state/toast-store';
import { Button } from './button';
import { IconButton } from './icon-button';
import { t } from '../../shared/words/words';
import styles from './toasts.module.css';

const SHORT_MS = 5_000;
const LONG_MS = 10_000;

function ToastCard({ toast }: { toast: Toast }): ReactNode {
  const dismiss = useToasts((state) => state.dismiss);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismiss(toast.id), toast.action || toast.tone === 'problem' ? LONG_MS : SHORT_MS);
    return () => clearTimeout(timer);
  }, [toast, dismiss, held]);

  return (
    <div
      className={styles.toast}
      data-tone={toast.tone}
      data-testid="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div className={styles.words}>
        <p>{toast.text}</p>
        {toast.hint ? <p className={styles.hint}>{toast.hint}</p> : null}
      </div>
      {toast.also ? <Button onClick={toast.also.run}>{toast.also.label}</Button> : null}
      {toast.action ? (
        <Button
          onClick={() => {
            toast.action?.run();
            dismiss(toast.id);
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton icon={X} label={t('Dismiss')} onClick={() => dismiss(toast.id)} />
    </div>
  );
}

/** Short notices at the lower right, read aloud when there is a pause. */
export function Toasts(): ReactNode {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={styles.toasts} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
