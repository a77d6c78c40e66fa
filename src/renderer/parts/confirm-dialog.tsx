import type { ReactNode } from 'react';
import { Button } from './button';
import { Dialog } from './dialog';
import { t } from '../../shared/words/words';

interface Props {
  title: string;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

export function ConfirmDialog({ title, confirm, onConfirm, onClose, children }: Props): ReactNode {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={440}
      testId="confirm"
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" onClick={onConfirm} autoFocus>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
