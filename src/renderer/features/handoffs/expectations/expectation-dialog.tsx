import { FolderOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../../shared/errors/filemill-error';
import { expectationSchema, type Expectation } from '../../../../shared/model/handoff';
import { callEngine } from '../../../engine-client/engine-client';
import { Button } from '../../../parts/button';
import { Chip } from '../../../parts/chip';
import { Dialog } from '../../../parts/dialog';
import { ErrorNote } from '../../../parts/error-note';
import { NumberField } from '../../../parts/number-field';
import { Select } from '../../../parts/select';
import { Switch } from '../../../parts/switch';
import { useSnapshot } from '../../../state/engine-store';
import { tell } from '../../../state/toast-store';
import { pickFolder } from '../../add-folder/choose-folder';
import { TextInput } from '../../rules/condition/text-input';
import { FieldRow } from '../../rules/editor/field-row';
import { DAY_NAMES } from '../words';
import { t } from '../../../../shared/words/words';
import styles from './expectations.module.css';

/** Null for a new one. */
export function ExpectationDialog({ expectation, onClose }: { expectation: Expectation | null; onClose: () => void }): ReactNode {
  const folder = useSnapshot((snapshot) => snapshot.folders[0]?.path ?? '', '');
  const [draft, setDraft] = useState<Expectation>(() => expectation ?? { ...expectationSchema.parse({ id: 'new', name: 'x', folder: '/', pattern: '*', by: '07:00' }), id: crypto.randomUUID(), name: '', folder, pattern: '' });
  const [error, setError] = useState<ErrorData | null>(null);
  const set = (part: Partial<Expectation>): void => setDraft((now) => ({ ...now, ...part }));
  const parsed = expectationSchema.safeParse({ ...draft, timeZone: draft.timeZone === '' ? null : draft.timeZone });
  const save = async (): Promise<void> => {
    if (!parsed.success) return;
    try {
      await callEngine('expectations.put', { expectation: parsed.data });
      tell(expectation ? t('Expectation changed') : t('From now on it is expected'));
      onClose();
    } catch (thrown) {
      setError(toErrorData(thrown));
    }
  };
  const toggle = (day: number): void => set({ days: draft.days.includes(day) ? draft.days.filter((one) => one !== day) : [...draft.days, day].sort((one, other) => one - other) });
  return (
    <Dialog
      title={expectation ? t('Change an expectation') : t('Add an expectation')}
      width={560}
      testId="expectation-dialog"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" disabled={!parsed.success} data-testid="save-expectation" onClick={() => void save()}>
            {expectation ? t('Change it') : t('Add it')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {error ? <ErrorNote error={error} /> : null}
        <FieldRow label={t('Name')}>
          <TextInput label={t('Name')} value={draft.name} placeholder={t('Sales of the day')} testId="expectation-name" onChange={(name) => set({ name })} />
        </FieldRow>
        <FieldRow label={t('Folder')} hint={t('A watched folder, or one in it.')}>
          <span className={styles.pathLine}>
            <TextInput label={t('Folder')} value={draft.folder} isMono testId="expectation-folder" onChange={(path) => set({ folder: path })} />
            <Button icon={FolderOpen} onClick={() => pickFolder((path) => set({ folder: path }))}>{t('Choose…')}</Button>
          </span>
        </FieldRow>
        <FieldRow label={t('Files')} hint={t('A pattern for their names: * stands for anything.')}>
          <TextInput label={t('Pattern for names')} value={draft.pattern} isMono placeholder="sales_*.csv" testId="expectation-pattern" onChange={(pattern) => set({ pattern })} />
        </FieldRow>
        <FieldRow label={t('How many')}>
          <NumberField label={t('How many')} value={draft.count} least={1} most={100_000} onCommit={(count) => set({ count })} />
        </FieldRow>
        <FieldRow label={t('Days')}>
          <span className={styles.days} role="group" aria-label={t('Days')}>
            {DAY_NAMES.map((name, at) => (
              <Chip key={name} label={name} pressed={draft.days.includes(at + 1)} onPress={() => toggle(at + 1)} />
            ))}
          </span>
        </FieldRow>
        <FieldRow label={t('By@@time')} hint={t('With the time zone where it is not this machine’s: Europe/Berlin.')}>
          <span className={styles.pathLine}>
            <TextInput label={t('By what time')} value={draft.by} placeholder="07:00" testId="expectation-by" onChange={(by) => set({ by })} />
            <TextInput label={t('Time zone')} value={draft.timeZone ?? ''} placeholder={t('This machine’s')} testId="expectation-zone" onChange={(timeZone) => set({ timeZone: timeZone === '' ? null : timeZone })} />
          </span>
        </FieldRow>
        <FieldRow label={t('Grace')} hint={t('So much later it still is in time.')}>
          <NumberField label={t('Grace in minutes')} value={draft.graceMinutes} least={0} most={1_440} unit={t('min')} onCommit={(graceMinutes) => set({ graceMinutes })} />
        </FieldRow>
        <FieldRow label={t('Counts from')} hint={t('What came earlier is not for this time.')}>
          <NumberField label={t('Hours before')} value={draft.hoursBefore} least={1} most={168} unit={t('hours before')} onCommit={(hoursBefore) => set({ hoursBefore })} />
        </FieldRow>
        <FieldRow label={t('Silence is')}>
          <Select
            label={t('Severity')}
            value={draft.severity}
            options={[
              { value: 'info', label: t('Told in the notices') },
              { value: 'warning', label: t('A warning') },
              { value: 'problem', label: t('A problem') },
            ]}
            onChange={(severity) => set({ severity })}
          />
        </FieldRow>
        <Switch label={t('On')} checked={draft.isOn} onChange={(isOn) => set({ isOn })} />
      </div>
    </Dialog>
  );
}
