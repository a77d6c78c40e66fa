import { FolderOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import { archivePolicySchema, handoffPlaceSchema, type ArchivePolicy, type HandoffPlace } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { useLive } from '../../../engine-client/use-live';
import { Button } from '../../../parts/button';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { NumberField } from '../../../parts/number-field';
import { Select } from '../../../parts/select';
import { Switch } from '../../../parts/switch';
import { tell } from '../../../state/toast-store';
import { pickFolder } from '../../add-folder/choose-folder';
import { ListInput } from '../../rules/condition/list-input';
import { TextInput } from '../../rules/condition/text-input';
import { FieldRow } from '../../rules/editor/field-row';
import { t } from '../../../../shared/words/words';
import styles from './places.module.css';

const SELDOM_MS = 60_000;

/** Null for a new one. */
export function PlaceDialog({ place, onClose }: { place: HandoffPlace | null; onClose: () => void }): ReactNode {
  const [draft, setDraft] = useState<HandoffPlace>(() => place ?? { ...handoffPlaceSchema.parse({ path: '/' }), path: '' });
  const [error, setError] = useState<ErrorData | null>(null);
  const { value: known } = useLive('zstd', (signal) => callEngine('handoffPlaces.list', {}, { signal }), SELDOM_MS);
  const noZstd = known?.noZstd ?? null;
  const set = (part: Partial<HandoffPlace>): void => setDraft((now) => ({ ...now, ...part }));
  const { archive } = draft;
  const setArchive = (part: Partial<ArchivePolicy>): void => set({ archive: { ...(archive ?? { ...archivePolicySchema.parse({ to: '/' }), to: '' }), ...part } });
  const parsed = handoffPlaceSchema.safeParse(draft);
  const save = async (): Promise<void> => {
    if (!parsed.success) return;
    try {
      await callEngine('handoffPlaces.put', { place: parsed.data, formerPath: place?.path ?? null });
      tell(place ? t('Place changed') : draft.apps.length > 0 ? t('From now on it is watched') : t('Place added'));
      onClose();
    } catch (thrown) {
      setError(toErrorData(thrown));
    }
  };
  return (
    <Dialog
      title={place ? t('Change a place') : t('Add a place')}
      width={560}
      testId="place-dialog"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" disabled={!parsed.success} data-testid="save-place" onClick={() => void save()}>
            {place ? t('Change it') : t('Add it')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {error ? <ErrorNote error={error} /> : null}
        <FieldRow label={t('Folder')} hint={t('In which programs leave files and their sidecars.')}>
          <span className={styles.pathLine}>
            <TextInput label={t('Folder')} value={draft.path} isMono testId="place-path" onChange={(path) => set({ path })} />
            <Button icon={FolderOpen} onClick={() => pickFolder((path) => set({ path }))}>{t('Choose…')}</Button>
          </span>
        </FieldRow>
        <FieldRow label={t('Takes for')} hint={t('Names in next_app. What is addressed to them is read, judged by the folder’s rules, and moved to processed/ or errors/. With none, Filemill only looks.')}>
          <ListInput label={t('Names that it takes for')} values={draft.apps} placeholder="validator" testId="place-apps" onChange={(apps) => set({ apps })} />
        </FieldRow>
        <FieldRow label={t('Patience')} hint={t('So long data and sidecar that do not agree may still be being written.')}>
          <NumberField label={t('Patience in seconds')} value={draft.settleSeconds} least={0} most={3_600} unit="s" onCommit={(settleSeconds) => set({ settleSeconds })} />
        </FieldRow>
        <FieldRow label={t('Stuck after')} hint={t('What waits longer raises an alert.')}>
          <NumberField label={t('Stuck after minutes')} value={draft.stuckMinutes} least={1} most={525_600} unit={t('min')} onCommit={(stuckMinutes) => set({ stuckMinutes })} />
        </FieldRow>
        <Switch label={t('Archive what is old')} hint={t('Each file packed, unpacked again for proof, and its original kept in the vault.')} checked={archive !== null} onChange={(isOn) => (isOn ? setArchive({}) : set({ archive: null }))} />
        {archive ? (
          <>
            <FieldRow label={t('Into')} hint={t('A folder that is not watched; the tree is mirrored there.')}>
              <span className={styles.pathLine}>
                <TextInput label={t('Folder of the archive')} value={archive.to} isMono testId="archive-to" onChange={(to) => setArchive({ to })} />
                <Button icon={FolderOpen} onClick={() => pickFolder((to) => setArchive({ to }))}>{t('Choose…')}</Button>
              </span>
            </FieldRow>
            <FieldRow label={t('Older than')}>
              <NumberField label={t('Older than days')} value={archive.olderThanDays} least={1} most={36_500} unit={t('days')} onCommit={(olderThanDays) => setArchive({ olderThanDays })} />
            </FieldRow>
            <FieldRow label={t('Each day at')}>
              <TextInput label={t('Time of day')} value={archive.at} placeholder="03:00" onChange={(at) => setArchive({ at })} />
            </FieldRow>
            <FieldRow label={t('Format')} hint={noZstd ?? t('zstd is smaller and faster; gzip is opened everywhere.')}>
              <Select
                label={t('Format')}
                value={archive.format}
                options={[{ value: 'gzip', label: 'gzip (.gz)' }, ...(noZstd === null || archive.format === 'zstd' ? [{ value: 'zstd' as const, label: 'zstd (.zst)' }] : [])]}
                onChange={(format) => setArchive({ format })}
              />
            </FieldRow>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
