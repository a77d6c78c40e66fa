import { CloudUpload, Pencil, PlugZap, Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors/filemill-error';
import type { ConnectionStep, DestinationView } from '../../../shared/model/destination';
import { displayName } from '../../../shared/model/display-name';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { Button } from '../../parts/button';
import { ConfirmDialog } from '../../parts/confirm-dialog';
import { ErrorNote } from '../../parts/error-note';
import { IconButton } from '../../parts/icon-button';
import { Link } from '../../parts/link';
import { Skeleton } from '../../parts/skeleton';
import { attempt, tell } from '../../state/toast-store';
import { ConnectionResult } from './connection-result';
import { DestinationDialog } from './destination-dialog';
import { t } from '../../../shared/words/words';
import { PartsOfText } from '../../parts/parts-of-text';
import styles from './destinations.module.css';

const READ_EVERY_MS = 1_000;
type Open = { is: 'none' } | { is: 'new' } | { is: 'edit' | 'remove'; view: DestinationView };
type Test = { at: 'testing' } | { at: 'tested'; steps: readonly ConnectionStep[] } | { at: 'failed'; error: ErrorData };

/** Where rules may upload to: added, tested, changed and removed here. */
export function DestinationsList(): ReactNode {
  const { value, error } = useLive('destinations', (signal) => callEngine('destinations.list', {}, { signal }), READ_EVERY_MS);
  const [open, setOpen] = useState<Open>({ is: 'none' });
  const close = (): void => setOpen({ is: 'none' });

  const remove = async (name: string): Promise<void> => {
    close();
    if (await attempt(() => callEngine('destinations.remove', { name }))) tell(t('Destination {name} removed', { name }));
  };

  return (
    <div className={styles.list} data-testid="destinations">
      {error ? <ErrorNote error={error} /> : null}
      {value?.problem ? <ErrorNote error={value.problem} /> : null}
      {value === null ? (
        error ? null : <Skeleton rows={2} />
      ) : value.destinations.length === 0 ? (
        <p className={styles.dim}>{t('There is none yet. Any S3-compatible server will do: a bucket, its address, and the keys to it.')}</p>
      ) : (
        <ul>
          {value.destinations.map((view) => (
            <DestinationLine key={view.name} view={view} onEdit={() => setOpen({ is: 'edit', view })} onRemove={() => setOpen({ is: 'remove', view })} />
          ))}
        </ul>
      )}
      <div>
        <Button icon={CloudUpload} data-testid="add-destination" onClick={() => setOpen({ is: 'new' })}>
          {t('Add a destination…')}
        </Button>
      </div>
      {open.is === 'new' || open.is === 'edit' ? <DestinationDialog view={open.is === 'edit' ? open.view : null} obstacle={value?.obstacle ?? null} onClose={close} /> : null}
      {open.is === 'remove' ? (
        <ConfirmDialog title={t('Remove {name}?', { name: displayName(open.view.name) })} confirm={t('Remove')} onConfirm={() => void remove(open.view.name)} onClose={close}>
          <p>{t('Nothing is deleted there. Its keys are forgotten here.')}</p>
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

const KEY_WORDS: Readonly<Record<DestinationView['keys'], string>> = {
  chain: t('keys as AWS programs find them'),
  remembered: t('keys locked by the system’s key store'),
  untilEnd: t('keys known until Filemill ends'),
  missing: t('its keys are not known: type them in again'),
};

function DestinationLine({ view, onEdit, onRemove }: { view: DestinationView; onEdit: () => void; onRemove: () => void }): ReactNode {
  const { name, destination, problem, keys, rules } = view;
  const [test, setTest] = useState<Test | null>(null);
  const run = async (): Promise<void> => {
    if (!destination) return;
    setTest({ at: 'testing' });
    try {
      const { steps } = await callEngine('destinations.test', { name, destination });
      setTest({ at: 'tested', steps });
    } catch (error) {
      setTest({ at: 'failed', error: toErrorData(error) });
    }
  };
  return (
    <li className={styles.destination} data-testid="destination">
      <div className={styles.head}>
        <div className={styles.words}>
          <p className={styles.name} translate="no">{displayName(name)}</p>
          {destination ? (
            <p className={styles.dim}>
              <PartsOfText text="{address} at {endpoint}" values={{ address: <code translate="no">{displayName(`s3://${destination.bucket}/${destination.prefix}`)}</code>, endpoint: destination.endpoint ?? t('Amazon S3') }} />
            </p>
          ) : null}
          {problem === null ? (
            <p className={styles.dim} data-missing={keys === 'missing'}>
              {capital(KEY_WORDS[keys])} · {rules.length === 0 ? t('no rule uploads to it') : rules.length === 1 ? <RuleLink name={rules[0] ?? ''} /> : t('{count, plural, one {# rule} other {# rules}} upload to it', { count: rules.length })}
            </p>
          ) : (
            <p className={styles.problem}>{problem}</p>
          )}
        </div>
        <Button icon={PlugZap} disabled={!destination || test?.at === 'testing' || keys === 'missing'} data-testid="test-destination" onClick={() => void run()}>
          {test?.at === 'testing' ? t('Testing…') : t('Test')}
        </Button>
        <IconButton icon={Pencil} label={t('Change {name}', { name })} onClick={onEdit} />
        <IconButton icon={Trash2} label={t('Remove {name}', { name })} onClick={onRemove} />
      </div>
      {test?.at === 'tested' ? <ConnectionResult steps={test.steps} /> : null}
      {test?.at === 'failed' ? <ErrorNote error={test.error} /> : null}
    </li>
  );
}

const RuleLink = ({ name }: { name: string }): ReactNode => (
  <PartsOfText
    text="{name} uploads to it"
    values={{
      name: (
        <Link to={{ section: 'rules', rule: name }} className={styles.link}>
          <bdi translate="no">{displayName(name)}</bdi>
        </Link>
      ),
    }}
  />
);

const capital = (text: string): string => (text[0]?.toUpperCase() ?? '') + text.slice(1);
