import { useState, type ReactNode } from 'react';
import type { FolderView } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { attempt, tell } from '../../state/toast-store';
import { scanFolder } from './scan-folder';
import { t } from '../../../shared/words/words';

/** So many files are gone at once that it may be another drive: nothing is believed until someone says so. */
export function MissingNotice({ folder }: { folder: FolderView }): ReactNode {
  const { id, settings, missingFiles } = folder;
  const [isBusy, setBusy] = useState(false);
  if (missingFiles === 0) return null;
  const busy = (what: Promise<unknown>): void => {
    setBusy(true);
    void what.finally(() => setBusy(false));
  };
  const accept = (): Promise<boolean> =>
    attempt(async () => {
      const { count } = await callEngine('folders.acceptMissing', { id });
      tell(t('{name}: {count, plural, one {# file} other {# files}} noted as gone', { name: settings.name, count }));
    });
  const sentence = t('{count, plural, one {# file that was here is not found} other {# files that were here are not found}}; this may be another drive.', { count: missingFiles });
  return (
    <Notice text={sentence} testId="missing-files">
      <Button disabled={isBusy} onClick={() => busy(accept())}>
        {t('They are gone')}
      </Button>
      <Button disabled={isBusy} onClick={() => busy(scanFolder(folder))}>
        {t('Scan again')}
      </Button>
    </Notice>
  );
}
