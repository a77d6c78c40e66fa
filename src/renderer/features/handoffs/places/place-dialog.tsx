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
      tell(place ? 'Place changed' : draft.apps.length > 0 ? 'From now on it is watched' : 'Place added');
      onClose();
    } catch (thrown) {
      setError(toErrorData(thrown));
    }
  };
  return (
    <Dialog
      title={place ? 'Change a place' : 'Add a place'}
      width={560}
      testId="place-dialog"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={!parsed.success} data-testid="save-place" onClick={() => void save()}>
            {place ? 'Change it' : 'Add it'}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {error ? <ErrorNote error={error} /> : null}
        <FieldRow label="Folder" hint="In which programs leave files and their sidecars.">
          <span className={styles.pathLine}>
            <TextInput label="Folder" value={draft.path} isMono testId="place-path" onChange={(path) => set({ path })} />
            <Button icon={FolderOpen} onClick={() => pickFolder((path) => set({ path }))}>Choose…</Button>
          </span>
        </FieldRow>
        <FieldRow label="Takes for" hint="Names in next_app. What is addressed to them is read, judged by the folder’s rules, and moved to processed/ or errors/. With none, Filemill only looks.">
          <ListInput label="Names that it takes for" values={draft.apps} placeholder="validator" testId="place-apps" onChange={(apps) => set({ apps })} />
        </FieldRow>
        <FieldRow label="Patience" hint="So long data and sidecar that do not agree may still be being written.">
          <NumberField label="Patience in seconds" value={draft.settleSeconds} least={0} most={3_600} unit="s" onCommit={(settleSeconds) => set({ settleSeconds })} />
        </FieldRow>
        <FieldRow label="Stuck after" hint="What waits longer raises an alert.">
          <NumberField label="Stuck after minutes" value={draft.stuckMinutes} least={1} most={525_600} unit="min" onCommit={(stuckMinutes) => set({ stuckMinutes })} />
        </FieldRow>
        <Switch label="Archive what is old" hint="Each file packed, unpacked again for proof, and its original kept in the vault." checked={archive !== null} onChange={(isOn) => (isOn ? setArchive({}) : set({ archive: null }))} />
        {archive ? (
          <>
            <FieldRow label="Into" hint="A folder that is not watched; the tree is mirrored there.">
              <span className={styles.pathLine}>
                <TextInput label="Folder of the archive" value={archive.to} isMono testId="archive-to" onChange={(to) => setArchive({ to })} />
                <Button icon={FolderOpen} onClick={() => pickFolder((to) => setArchive({ to }))}>Choose…</Button>
              </span>
            </FieldRow>
            <FieldRow label="Older than">
              <NumberField label="Older than days" value={archive.olderThanDays} least={1} most={36_500} unit="days" onCommit={(olderThanDays) => setArchive({ olderThanDays })} />
            </FieldRow>
            <FieldRow label="Each day at">
              <TextInput label="Time of day" value={archive.at} placeholder="03:00" onChange={(at) => setArchive({ at })} />
            </FieldRow>
            <FieldRow label="Format" hint={noZstd ?? 'zstd is smaller and faster; gzip is opened everywhere.'}>
              <Select
                label="Format"
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
