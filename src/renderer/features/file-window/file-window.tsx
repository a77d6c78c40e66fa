import { useEffect, type ReactNode } from 'react';
import { t } from '../../../shared/words/words';
import { focusDetail, useEscape } from '../../parts/beside-list';
import { Toasts } from '../../parts/toasts';
import { ExtractDialog } from '../archives/extract/extract-dialog';
import { FileDetail } from '../detail/file-detail';
import { RereadDialog } from '../reread/reread-dialog';
import { EngineBanner } from '../shell/engine-banner';
import { useLookAhead } from '../shell/use-look-ahead';
import { TransformDialog } from '../transform/transform-dialog';
import { UndoDialog } from '../undo/undo-dialog';
import { UnlockDialog } from '../unlock/unlock-dialog';
import styles from './file-window.module.css';

const close = (): void => window.close();

/** All about one file, with what can be done to it, in a window of its own. */
export function FileWindow({ id }: { id: number }): ReactNode {
  useLookAhead();
  useEscape(close);
  useEffect(focusDetail, []);
  return (
    <main className={styles.window} aria-label={t('Details of a file')}>
      <EngineBanner />
      <FileDetail id={id} query="" onClose={close} onName={showInTitle} />
      <Toasts />
      <UnlockDialog />
      <RereadDialog />
      <TransformDialog />
      <UndoDialog />
      <ExtractDialog />
    </main>
  );
}

function showInTitle(name: string): void {
  document.title = `${name} – Filemill`;
}
