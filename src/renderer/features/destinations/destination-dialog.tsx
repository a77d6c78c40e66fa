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
import { t } from '../../../shared/words/words';
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
      tell(isNew ? t('Destination {name} added', { name: form.name.trim() }) : t('Destination {name} changed', { name: form.name.trim() }));
      onClose();
      return null;
    });
  };

  return (
    <Dialog
      title={isNew ? t('Add a destination') : t('Destination {name}', { name: form.name })}
      onClose={onClose}
      width={620}
      testId="destination-dialog"
      footer={
        <>
          <span className={styles.test}>
            <Button icon={PlugZap} disabled={missing !== null || isBusy} data-testid="destination-test" onClick={() => void test()}>
              {step.at === 'testing' ? t('Testing…') : t('Test connection')}
            </Button>
          </span>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button kind="primary" type="submit" form={id} disabled={missing !== null || isBusy} title={missing ?? undefined} data-testid="destination-save">
            {step.at === 'saving' ? t('Saving…') : t('Save')}
          </Button>
        </>
      }
    >
      <form id={id} className={styles.form} onSubmit={save}>
        {text('name', { label: t('Name'), placeholder: t('archive@@name of a destination'), isDisabled: !isNew, hint: isNew ? t('Rules call it by this name.') : '' })}
        {text('bucket', { label: t('Bucket'), placeholder: 'my-bucket' })}
        {text('endpoint', { label: t('Endpoint'), placeholder: 'https://s3.example.com', hint: t('Address of any S3-compatible server. Left empty, it is Amazon S3.') })}
        {text('region', { label: t('Region'), placeholder: form.endpoint === '' ? 'eu-central-1' : 'us-east-1' })}
        {text('prefix', { label: t('Prefix'), placeholder: 'incoming/2026', hint: t('Stands before every key.') })}
        <Row label={t('Keys of objects')}>
          <Select
            label={t('Keys of objects')}
            value={form.keyFrom}
            options={[
              { value: 'path', label: t('The file’s path in its folder') },
              { value: 'name', label: t('Its bare name') },
            ]}
            onChange={(keyFrom) => set({ keyFrom })}
          />
        </Row>
        <Row label={t('Credentials')}>
          <Select
            label={t('Credentials')}
            value={form.credentials}
            testId="destination-credentials"
            options={[
              { value: 'typed', label: t('Typed in here') },
              { value: 'chain', label: t('As AWS programs find them') },
            ]}
            onChange={(credentials) => set({ credentials })}
          />
        </Row>
        {form.credentials === 'chain' ? (
          <p className={styles.hint}>{t('From the environment, a profile in ~/.aws, or the role of this machine.')}</p>
        ) : (
          <>
            {text('accessKeyId', { label: t('Access key'), placeholder: hasKeys ? t('As before') : '' })}
            <Row label={t('Secret')}>
              <input
                className={styles.input}
                type={isShown ? 'text' : 'password'}
                aria-label={t('Secret')}
                autoComplete="off"
                spellCheck={false}
                maxLength={1_024}
                value={form.secretAccessKey}
                placeholder={hasKeys ? t('As before') : ''}
                data-testid="destination-secretAccessKey"
                onChange={(event) => set({ secretAccessKey: event.currentTarget.value })}
              />
              <IconButton icon={isShown ? EyeOff : Eye} label={isShown ? t('Hide the secret') : t('Show the secret')} onClick={() => setShown(!isShown)} />
            </Row>
            <div className={styles.indented}>
              <Switch
                label={t('Remember them')}
                hint={obstacle ?? t('Kept locked by the key store of this system, never in a file. Unless switched on, they are forgotten when Filemill ends.')}
                checked={form.remember && obstacle === null}
                disabled={obstacle !== null}
                onChange={(remember) => set({ remember })}
              />
            </div>
          </>
        )}
        <details className={styles.more}>
          <summary>{t('More')}</summary>
          <div className={styles.form}>
            <Row label={t('Encryption there')}>
              <Select
                label={t('Encryption there')}
                value={form.encryption}
                testId="destination-encryption"
                options={[
                  { value: 'none', label: t('As the bucket says') },
                  { value: 's3', label: 'SSE-S3 (AES256)' },
                  { value: 'kms', label: 'SSE-KMS' },
                ]}
                onChange={(encryption) => set({ encryption })}
              />
            </Row>
            {form.encryption === 'kms' ? text('kmsKey', { label: t('KMS key'), placeholder: t('The bucket’s own') }) : null}
            <Row label={t('Address style')}>
              <Select
                label={t('Address style')}
                value={form.pathStyle}
                options={[
                  { value: 'auto', label: t('What fits the server') },
                  { value: 'path', label: t('Bucket in the path') },
                  { value: 'host', label: t('Bucket in the host’s name') },
                ]}
                onChange={(pathStyle) => set({ pathStyle })}
              />
            </Row>
            {text('certificates', { label: t('Certificates'), placeholder: '/etc/ssl/our-ca.pem', hint: t('A PEM file whose authorities are trusted besides the usual ones.') })}
            {form.credentials === 'typed' ? text('sessionToken', { label: t('Session token') }) : null}
            {text('sourceSystem', { label: t('Source system'), hint: t('Goes into the metadata of every object.') })}
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
