import { useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { FolderSettings } from '../../../shared/model/folder';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { Switch } from '../../parts/switch';
import { TextField } from '../../parts/text-field';
import { tell } from '../../state/toast-store';
import { CheckResult } from './check-result';
import { pickFolder } from './choose-folder';
import { ExistingChoice, type Existing } from './existing-choice';
import { RecipeChoice } from './recipe-choice';
import { useFolderCheck } from './use-folder-check';
import { t } from '../../../shared/words/words';
import styles from './folder-questions.module.css';

interface Props {
  title: string;
  path: string;
  onOther: (path: string) => void;
  onAdded: () => void;
  onClose: () => void;
}

export function FolderQuestions({ title, path, onOther, onAdded, onClose }: Props): ReactNode {
  const [settings, setSettings] = useState<Partial<FolderSettings>>({ recursive: true });
  const [existing, setExisting] = useState<Existing>('process');
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ErrorData | null>(null);
  const { recursive, hidden, recipe = 'watch-only' } = settings;
  const { check, error, isStale } = useFolderCheck(path, { recursive, hidden });
  const change = (part: Partial<FolderSettings>): void => setSettings((before) => ({ ...before, ...part }));

  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const folder = await callEngine('folders.add', { path, settings, existing });
      tell(t('{name} is being watched', { name: folder.settings.name }));
      onAdded();
    } catch (thrown) {
      setRefusal(toErrorData(thrown));
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={title}
      onClose={onClose}
      testId="add-folder-dialog"
      footer={
        <>
          <span className={styles.left}>
            <Button kind="quiet" onClick={() => pickFolder(onOther)}>
              {t('Choose another…')}
            </Button>
          </span>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button
            kind="primary"
            disabled={!check?.ok || isBusy || isStale}
            data-testid="add-folder-start"
            onClick={() => void start()}
          >
            {t('Start watching')}
          </Button>
        </>
      }
    >
      <div className={styles.questions}>
        <CheckResult path={path} check={check} error={error} />
        {refusal ? <ErrorNote error={refusal} /> : null}
        {check?.ok ? (
          <>
            <div className={styles.name}>
              <span>{t('Name')}</span>
              <TextField
                label={t('Name of the folder in Filemill')}
                value={settings.name ?? check.suggestedName}
                onCommit={(name) => change({ name: name.trim() || undefined })}
              />
            </div>
            <div>
              <Switch label={t('Look into subfolders')} checked={recursive ?? true} onChange={(on) => change({ recursive: on })} />
              <Switch
                label={t('Read hidden files')}
                checked={hidden ?? false}
                onChange={(on) => change({ hidden: on })}
              />
            </div>
            {check.existingFiles > 0 ? <ExistingChoice check={check} value={existing} hasRules={recipe !== 'watch-only'} onChange={setExisting} /> : null}
            <RecipeChoice
              value={recipe}
              folderName={settings.name ?? check.suggestedName}
              alsoFiles={existing === 'process' && check.existingFiles > check.wouldIgnore}
              onChange={(chosen) => change({ recipe: chosen })}
            />
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
