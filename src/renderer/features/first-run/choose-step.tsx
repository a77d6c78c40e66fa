import { FlaskConical, FolderOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { callShell } from '../../engine-client/shell-client';
import { attempt } from '../../state/toast-store';
import { ChoiceCard } from './choice-card';
import { useFirstRun } from './first-run-store';
import { t } from '../../../shared/words/words';
import styles from './step.module.css';

export function ChooseStep(): ReactNode {
  const choose = useFirstRun((state) => state.choose);
  const [isBusy, setBusy] = useState(false);
  const pick = async (): Promise<void> => {
    const { path } = await callShell('folder.pick', {});
    if (path !== null) choose(path);
  };
  const sample = async (): Promise<void> => choose((await callShell('sample.create', {})).path);
  const run = (what: () => Promise<void>): void => {
    setBusy(true);
    void attempt(what).finally(() => setBusy(false));
  };
  return (
    <div className={styles.step}>
      <h1>{t('Where do your files arrive?')}</h1>
      <p className={styles.lead}>
        {t('Filemill watches a folder and reads every file that lands in it. You can also drop a folder onto this window.')}
      </p>
      <div className={styles.choices}>
        <ChoiceCard
          icon={FolderOpen}
          title={t('Choose a folder')}
          text={t('Scans, downloads, an inbox: any folder on this computer or in the network.')}
          disabled={isBusy}
          testId="first-run-pick"
          onChoose={() => run(pick)}
        />
        <ChoiceCard
          icon={FlaskConical}
          title={t('Create a sample folder with 12 example files')}
          text={t('Among them a document, a table, a photo and a broken PDF, to see what happens.')}
          disabled={isBusy}
          testId="first-run-sample"
          onChoose={() => run(sample)}
        />
      </div>
      <p className={styles.note}>{t('No account and no network: everything stays on this computer.')}</p>
    </div>
  );
}
