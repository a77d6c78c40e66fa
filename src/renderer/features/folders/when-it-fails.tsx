import type { ReactNode } from 'react';
import type { FolderSettings } from '../../../shared/model/folder';
import { formatTook } from '../../format/duration';
import { NumberField } from '../../parts/number-field';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import { AttemptsByCause } from './attempts-by-cause';
import type { Change } from './change-folder';
import { retryPauses } from './retry-pauses';
import { SettingsGroup } from './settings-group';
import { t } from '../../../shared/words/words';
import styles from './settings-group.module.css';

const SHOWN_PAUSES = 5;

export function WhenItFails({ settings, change }: { settings: FolderSettings; change: Change }): ReactNode {
  const pauses = retryPauses(settings.maxAttempts, settings.retryFirstSeconds, settings.retryFactor);
  const shown = pauses.slice(0, SHOWN_PAUSES).map((seconds) => formatTook(seconds * 1000).replace(' ', '\u00a0'));
  return (
    <SettingsGroup title={t('When it fails')}>
      <SettingRow label={t('Attempts')} hint={t('How often a file is tried whose failure may pass, before it needs attention. 3 unless changed.')}>
        <NumberField
          label={t('Attempts')}
          value={settings.maxAttempts}
          least={1}
          most={20}
          onCommit={(maxAttempts) => change({ maxAttempts }, t('Attempts'))}
        />
      </SettingRow>
      <SettingRow
        label={t('Pauses between them')}
        hint={
          shown.length === 0
            ? t('The first pause is 1 second and each further one twice as long, unless changed. Now: none, as there is one attempt only.')
            : t('The first pause is 1 second and each further one twice as long, unless changed. Now: {pauses}.', { pauses: shown.join(', ') + (pauses.length > SHOWN_PAUSES ? ' …' : '') })
        }
      >
        <div className={styles.fields}>
          <NumberField
            label={t('First pause in seconds')}
            value={settings.retryFirstSeconds}
            least={0.1}
            most={3_600}
            decimals={1}
            unit={t('seconds first')}
            onCommit={(retryFirstSeconds) => change({ retryFirstSeconds }, t('First pause'))}
          />
          <NumberField
            label={t('Each further pause, times the one before')}
            value={settings.retryFactor}
            least={1}
            most={10}
            decimals={1}
            unit={t('times longer each')}
            onCommit={(retryFactor) => change({ retryFactor }, t('Growth of the pauses'))}
          />
        </div>
      </SettingRow>
      <SettingRow label={t('For single causes')} hint={t('Other numbers of attempts, for causes that may pass by themselves. None unless changed.')}>
        <AttemptsByCause
          attempts={settings.attemptsByCause}
          general={settings.maxAttempts}
          onChange={(attemptsByCause) => change({ attemptsByCause }, t('Attempts for a cause'))}
        />
      </SettingRow>
      <SettingRow label={t('Damaged files')}>
        <Switch
          label={t('Move them to errors/')}
          hint={t('Off unless switched on. They then lie in errors/ beside where they were, each with an .error file that says why.')}
          checked={settings.moveFailed}
          onChange={(moveFailed) => change({ moveFailed }, t('Damaged files'))}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
