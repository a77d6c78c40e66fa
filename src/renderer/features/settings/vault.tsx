import type { ReactNode } from 'react';
import type { EngineApi } from '../../../shared/contract/engine-api';
import type { ErrorData } from '../../../shared/errors/filemill-error';
import type { GeneralSettings } from '../../../shared/model/settings';
import type { CallOutput } from '../../../shared/rpc/define-api';
import { callEngine } from '../../engine-client/engine-client';
import { useLive } from '../../engine-client/use-live';
import { formatSize } from '../../format/size';
import { formatMoment } from '../../format/time';
import { ErrorNote } from '../../parts/error-note';
import { FactList } from '../../parts/fact-list';
import { Link } from '../../parts/link';
import { NumberField } from '../../parts/number-field';
import { Skeleton } from '../../parts/skeleton';
import { Switch } from '../../parts/switch';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import { PartsOfText } from '../../parts/parts-of-text';
import styles from './setting.module.css';

const GB = 1_000_000_000;
const READ_EVERY_MS = 2_000;

type Control = { settings: GeneralSettings };

type Held = CallOutput<EngineApi, 'vault.read'>;

const useVault = (): { value: Held | null; error: ErrorData | null } => useLive('vault', (signal) => callEngine('vault.read', {}, { signal }), READ_EVERY_MS);

/** What the vault holds now. */
export function VaultContents({ settings: { vault } }: Control): ReactNode {
  const { value, error } = useVault();
  if (!value) return error ? <ErrorNote error={error} /> : <Skeleton rows={2} />;
  return (
    <div data-testid="vault-contents">
      {value.files === 0 ? (
        <p>{t('It is empty.@@vault')}</p>
      ) : (
        <FactList
          facts={[
            [t('Files'), t('{count, plural, one {# file} other {# files}}', { count: value.files })],
            [t('Room'), t('{used} of {most}', { used: formatSize(value.bytes), most: formatSize(vault.bytes) })],
            [t('Oldest'), value.oldestAt === null ? '' : t('{moment}; let go after {days, plural, one {# day} other {# days}}', { moment: formatMoment(value.oldestAt), days: vault.days })],
            [t('New files'), value.isEncrypted ? t('Encrypted') : t('As they are, not encrypted')],
          ]}
        />
      )}
      <p className={styles.now}>
        <PartsOfText
          text="{removed} and {moved} stand in the history, each with its way back."
          values={{
            removed: <Link to={{ section: 'history', deed: 'removed' }} className={styles.link}>{t('What was removed')}</Link>,
            moved: <Link to={{ section: 'history', deed: 'moved' }} className={styles.link}>{t('what was moved')}</Link>,
          }}
        />
      </p>
    </div>
  );
}

export function VaultDays({ settings: { vault } }: Control): ReactNode {
  return (
    <NumberField
      label={t('Days that the vault keeps files')}
      value={vault.days}
      least={1}
      most={36_500}
      unit={t('days')}
      onCommit={(days) => changeSettings({ vault: { ...vault, days } }, t('Days in the vault'))}
    />
  );
}

export function VaultBytes({ settings: { vault } }: Control): ReactNode {
  return (
    <NumberField
      label={t('Largest vault in gigabytes')}
      value={vault.bytes / GB}
      least={0}
      most={1_000_000}
      decimals={2}
      unit={t('GB')}
      onCommit={(gigabytes) => changeSettings({ vault: { ...vault, bytes: Math.round(gigabytes * GB) } }, t('Largest vault'))}
    />
  );
}

export function KeepMoved({ settings: { vault } }: Control): ReactNode {
  return (
    <Switch
      label={t('Keep a copy of what rules move')}
      checked={vault.keepMoved}
      onChange={(keepMoved) => changeSettings({ vault: { ...vault, keepMoved } }, t('What the vault keeps'))}
    />
  );
}

/** It can be switched off always, and on where the system keeps keys. */
export function EncryptVault({ settings: { vault } }: Control): ReactNode {
  const { value } = useVault();
  const obstacle = value?.obstacle ?? null;
  return (
    <>
      <Switch
        label={t('Encrypt what comes into the vault')}
        checked={vault.encrypt}
        disabled={(!value || obstacle !== null) && !vault.encrypt}
        onChange={(encrypt) => changeSettings({ vault: { ...vault, encrypt } }, t('Encryption of the vault'))}
      />
      {obstacle === null ? null : <p className={styles.now}>{obstacle}</p>}
    </>
  );
}
