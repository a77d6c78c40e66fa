import { Eye, EyeOff, PlugZap } from 'lucide-react';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { ConnectionStep, DestinationView } from '../../../shared/model/destination';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorNote } from '../../parts/error-note';
import { IconButton } from '../../parts/icon-button';
import { Select } from '../../parts/select';
import { Switch } from '../../parts/switch';
import { tell } from '../../state/toast-store';
import { ConnectionResult } from './connection-result';
import { destinationOf, formOf, keysOf, NEW_DESTINATION, whatIsMissing, type DestinationForm } from './destination-form';
import { DestinationText } from './destination-text';
import styles from './destinations.module.css';

interface Props {
  /** Null for a new one. */
  view: DestinationView | null;
  /** Why keys can't be remembered here; null when they can. */
  obstacle: string | null;
  onClose: () => void;
}

type Step = { at: 'writing' } | { at: 'testing' | 'saving' } | { at: 'tested'; steps: readonly ConnectionStep[] } | { at: 'failed'; error: ErrorData };

/** Where files go: everything about one destination, with a test before it is saved. */
export function DestinationDialog({ view, obstacle, onClose }: Props): ReactNode {
  const [form, setForm] = useState<DestinationForm>(() => (view ? formOf(view) : NEW_DESTINATION));
  const [step, setStep] = useState<Step>({ at: 'writing' });
  const [isShown, setShown] = useState(false);
  const id = useId();
  const isNew = view === null;
  const hasKeys = view !== null && (view.keys === 'remembered' || view.keys === 'untilEnd');
  const missing = whatIsMissing(form, hasKeys);
  const isBusy = step.at === 'testing' || step.at === 'saving';
  const set = (change: Partial<DestinationForm>): void => {
    setForm((before) => ({ ...before, ...change }));
    if (!isBusy) setStep({ at: 'writing' });
  };
  const text = (key: keyof DestinationForm & string, more: { label: string; placeholder?: string; hint?: string; isDisabled?: boolean }): ReactNode => (
    <DestinationText {...more} value={String(form[key as 'name'])} testId={`destination-${key}`} onChange={(value) => set({ [key]: value })} />
  );

  const run = async (at: 'testing' | 'saving', act: () => Promise<Step | null>): Promise<void> => {
    setStep({ at });
    try {
      const next = await act();
      if (next) setStep(next);
    } catch (error) {
      setStep({ at: 'failed', error: toErrorData(error) });
    }
  };
  const asWritten = (): { destination: ReturnType<typeof destinationOf>; keys?: NonNullable<ReturnType<typeof keysOf>> } => {
    const keys = keysOf(form);
    return { destination: destinationOf(form), ...(keys ? { keys } : {}) };
  };
  const test = (): Promise<void> =>
    run('testing', async () => {
      const { steps } = await callEngine('destinations.test', { name: hasKeys ? form.name : null, ...asWritten() });
      return { at: 'tested', steps };
    });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (missing !== null || isBusy) return;
    void run('saving', async () => {
      await callEngine('destinations.save', { name: form.name.trim(), ...asWritten(), isNew, remember: form.remember && obstacle === null });
      tell(isNew ? `Destination ${form.name.trim()} added` : `Destination ${form.name.trim()} changed`);
      onClose();
      return null;
    });
  };

  return (
    <Dialog
      title={isNew ? 'Add a destination' : `Destination ${form.name}`}
      onClose={onClose}
      width={620}
      testId="destination-dialog"
      footer={
        <>
          <span className={styles.test}>
            <Button icon={PlugZap} disabled={missing !== null || isBusy} data-testid="destination-test" onClick={() => void test()}>
              {step.at === 'testing' ? 'Testing…' : 'Test connection'}
            </Button>
          </span>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" type="submit" form={id} disabled={missing !== null || isBusy} title={missing ?? undefined} data-testid="destination-save">
            {step.at === 'saving' ? 'Saving…' : 'Save'}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={save}>
        {text('name', { label: 'Name', placeholder: 'archive', isDisabled: !isNew, hint: isNew ? 'Rules call it by this name.' : '' })}
        {text('bucket', { label: 'Bucket', placeholder: 'my-bucket' })}
        {text('endpoint', { label: 'Endpoint', placeholder: 'https://s3.example.com', hint: 'Address of any S3-compatible server. Left empty, it is Amazon S3.' })}
        {text('region', { label: 'Region', placeholder: form.endpoint === '' ? 'eu-central-1' : 'us-east-1' })}
        {text('prefix', { label: 'Prefix', placeholder: 'incoming/2026', hint: 'Stands before every key.' })}
        <Row label="Keys of objects">
          <Select
            label="Keys of objects"
            value={form.keyFrom}
            options={[
              { value: 'path', label: 'The file’s path in its folder' },
              { value: 'name', label: 'Its bare name' },
            ]}
            onChange={(keyFrom) => set({ keyFrom })}
          />
        </Row>
        <Row label="Credentials">
          <Select
            label="Credentials"
            value={form.credentials}
            testId="destination-credentials"
            options={[
              { value: 'typed', label: 'Typed in here' },
              { value: 'chain', label: 'As AWS programs find them' },
            ]}
            onChange={(credentials) => set({ credentials })}
          />
        </Row>
        {form.credentials === 'chain' ? (
          <p className={styles.hint}>From the environment, a profile in ~/.aws, or the role of this machine.</p>
        ) : (
          <>
            {text('accessKeyId', { label: 'Access key', placeholder: hasKeys ? 'As before' : '' })}
            <Row label="Secret">
              <input
                className={styles.input}
                type={isShown ? 'text' : 'password'}
                aria-label="Secret"
                autoComplete="off"
                spellCheck={false}
                maxLength={1_024}
                value={form.secretAccessKey}
                placeholder={hasKeys ? 'As before' : ''}
                data-testid="destination-secretAccessKey"
                onChange={(event) => set({ secretAccessKey: event.currentTarget.value })}
              />
              <IconButton icon={isShown ? EyeOff : Eye} label={isShown ? 'Hide the secret' : 'Show the secret'} onClick={() => setShown(!isShown)} />
            </Row>
            <div className={styles.indented}>
              <Switch
                label="Remember them"
                hint={obstacle ?? 'Kept locked by the key store of this system, never in a file. Unless switched on, they are forgotten when Filemill ends.'}
                checked={form.remember && obstacle === null}
                disabled={obstacle !== null}
                onChange={(remember) => set({ remember })}
              />
            </div>
          </>
        )}
        <details className={styles.more}>
          <summary>More</summary>
          <div className={styles.form}>
            <Row label="Encryption there">
              <Select
                label="Encryption there"
                value={form.encryption}
                testId="destination-encryption"
                options={[
                  { value: 'none', label: 'As the bucket says' },
                  { value: 's3', label: 'SSE-S3 (AES256)' },
                  { value: 'kms', label: 'SSE-KMS' },
                ]}
                onChange={(encryption) => set({ encryption })}
              />
            </Row>
            {form.encryption === 'kms' ? text('kmsKey', { label: 'KMS key', placeholder: 'The bucket’s own' }) : null}
            <Row label="Address style">
              <Select
                label="Address style"
                value={form.pathStyle}
                options={[
                  { value: 'auto', label: 'What fits the server' },
                  { value: 'path', label: 'Bucket in the path' },
                  { value: 'host', label: 'Bucket in the host’s name' },
                ]}
                onChange={(pathStyle) => set({ pathStyle })}
              />
            </Row>
            {text('certificates', { label: 'Certificates', placeholder: '/etc/ssl/our-ca.pem', hint: 'A PEM file whose authorities are trusted besides the usual ones.' })}
            {form.credentials === 'typed' ? text('sessionToken', { label: 'Session token' }) : null}
            {text('sourceSystem', { label: 'Source system', hint: 'Goes into the metadata of every object.' })}
          </div>
        </details>
        {step.at === 'tested' ? <ConnectionResult steps={step.steps} /> : null}
        {step.at === 'failed' ? <ErrorNote error={step.error} /> : null}
        {missing !== null && form !== NEW_DESTINATION ? <p className={styles.hint}>{missing}</p> : null}
      </form>
    </Dialog>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className={styles.row}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      <span className={styles.control}>{children}</span>
    </div>
  );
}
