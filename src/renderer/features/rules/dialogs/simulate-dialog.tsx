import { CirclePlay } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { callEngine } from '../../../engine-client/engine-client';
import { formatCount } from '../../../format/number';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { EmptyState } from '../../../parts/empty-state';
import { ErrorNote } from '../../../parts/error-note';
import { Meter } from '../../../parts/meter';
import { Select } from '../../../parts/select';
import { Skeleton } from '../../../parts/skeleton';
import { useSnapshot } from '../../../state/engine-store';
import { namedFolders } from '../list/named-folders';
import { useRun } from '../run/run-store';
import { useAnswer } from '../use-answer';
import { useSimulated } from './use-simulated';
import { PAGE, WouldBeDone } from './would-be-done';
import { t } from '../../../../shared/words/words';
import { PartsOfText } from '../../../parts/parts-of-text';
import styles from './dialogs.module.css';

/** What all rules that are on would do with the files that are there. Nothing is changed. */
export function SimulateDialog({ unsaved, onClose }: { unsaved: number; onClose: () => void }): ReactNode {
  const watched = useSnapshot((snapshot) => snapshot.folders, []);
  const folders = namedFolders(watched);
  const seen = new Map(watched.map(({ id, accounting }) => [id, accounting.seen]));
  const [folder, setFolder] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const [isCalledOff, setCalledOff] = useState(false);
  const key = isCalledOff ? null : JSON.stringify([folder, limit]);
  const { value, error, key: answered } = useAnswer(
    key,
    (signal) => callEngine('rules.simulate', { ...(folder === '' ? {} : { folderId: Number(folder) }), offset: 0, limit }, { signal }),
    60_000,
  );
  const isAsking = key !== null && answered !== key;
  const asked = useSimulated(isAsking);
  const wanted = folders.filter(({ id }) => folder === '' || String(id) === folder).reduce((sum, { id }) => sum + (seen.get(id) ?? 0), 0);
  const footer = isAsking ? (
    <Button data-testid="simulate-cancel" onClick={() => setCalledOff(true)}>
      {t('Cancel')}
    </Button>
  ) : (
    <>
      {isCalledOff ? (
        <Button data-testid="simulate-again" onClick={() => setCalledOff(false)}>
          {t('Simulate again')}
        </Button>
      ) : null}
      <Button onClick={onClose}>{t('Close')}</Button>
      {value && value.acted > 0 && !isCalledOff ? (
        <Button
          data-testid="simulate-run"
          onClick={() => {
            onClose();
            useRun.getState().ask({ names: null, folderId: folder === '' ? null : Number(folder) });
          }}
        >
          {t('Run them on these files…')}
        </Button>
      ) : null}
    </>
  );
  return (
    <Dialog title={t('Simulate all rules')} width={860} onClose={onClose} testId="simulate-dialog" footer={footer}>
      <div className={styles.line}>
        <p role="status" data-testid="simulate-sum">
          {isCalledOff ? t('Called off. Nothing was changed.') : isAsking ? askingWords(asked) : value ? <Sum {...value} /> : null}
        </p>
        {folders.length > 1 ? (
          <Select
            label={t('Folder')}
            value={folder}
            options={[{ value: '', label: t('All folders') }, ...folders.map(({ id, name }) => ({ value: String(id), label: name }))]}
            onChange={(next) => {
              setFolder(next);
              setCalledOff(false);
            }}
          />
        ) : null}
      </div>
      {isAsking && asked !== null ? <Meter fraction={wanted > 0 ? asked / wanted : null} tone="inProgress" label={t('Files asked about')} /> : null}
      {unsaved > 0 ? <p className={styles.dim}>{t('{unsaved, plural, one {# rule} other {# rules}} with unsaved changes: what is saved was asked.', { unsaved })}</p> : null}
      {isCalledOff ? null : error ? <ErrorNote error={error} /> : value ? null : <Skeleton rows={8} />}
      {value && !isCalledOff && value.rows.length === 0 ? <EmptyState icon={CirclePlay} title={t('Nothing would be done')} text={t('No rule that is on acts on a file that is there.')} /> : null}
      {value && !isCalledOff && value.rows.length > 0 ? <WouldBeDone rows={value.rows} total={value.acted} limit={limit} isBusy={isAsking} onMore={() => setLimit(limit + PAGE)} /> : null}
    </Dialog>
  );
}

const askingWords = (asked: number | null): string => asked ? t('Asking every rule about every file… {asked, number} so far', { asked }) : t('Asking every rule about every file…');

function Sum({ files, acted, steps }: { files: number; acted: number; steps: number }): ReactNode {
  return (
    <PartsOfText
      text="Of {files, plural, one {# file} other {# files}}, {acted, plural, one {{count} would be acted on} other {{count} would be acted on}}, in {steps, plural, one {# step} other {# steps}}. Nothing was changed."
      values={{ files, acted, count: <b>{acted === 0 ? t('none@@of files') : formatCount(acted)}</b>, steps }}
    />
  );
}
