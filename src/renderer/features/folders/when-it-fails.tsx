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
import styles from './settings-group.module.css';

const SHOWN_PAUSES = 5;

export function WhenItFails({ settings, change }: { settings: FolderSettings; change: Change }): ReactNode {
  const pauses = retryPauses(settings.maxAttempts, settings.retryFirstSeconds, settings.retryFactor);
  const shown = pauses.slice(0, SHOWN_PAUSES).map((seconds) => formatTook(seconds * 1000).replace(' ', '\u00a0'));
  return (
    <SettingsGroup title="When it fails">
      <SettingRow label="Attempts" hint="How often a file is tried whose failure may pass, before it needs attention. 3 unless changed.">
        <NumberField
          label="Attempts"
          value={settings.maxAttempts}
          least={1}
          most={20}
          onCommit={(maxAttempts) => change({ maxAttempts }, 'Attempts')}
        />
      </SettingRow>
      <SettingRow
        label="Pauses between them"
        hint={`The first pause is 1 second and each further one twice as long, unless changed. Now: ${
          shown.length === 0 ? 'none, as there is one attempt only' : shown.join(', ') + (pauses.length > SHOWN_PAUSES ? ' …' : '')
        }.`}
      >
        <div className={styles.fields}>
          <NumberField
            label="First pause in seconds"
            value={settings.retryFirstSeconds}
            least={0.1}
            most={3_600}
            decimals={1}
            unit="seconds first"
            onCommit={(retryFirstSeconds) => change({ retryFirstSeconds }, 'First pause')}
          />
          <NumberField
            label="Each further pause, times the one before"
            value={settings.retryFactor}
            least={1}
            most={10}
            decimals={1}
            unit="times longer each"
            onCommit={(retryFactor) => change({ retryFactor }, 'Growth of the pauses')}
          />
        </div>
      </SettingRow>
      <SettingRow label="For single causes" hint="Other numbers of attempts, for causes that may pass by themselves. None unless changed.">
        <AttemptsByCause
          attempts={settings.attemptsByCause}
          general={settings.maxAttempts}
          onChange={(attemptsByCause) => change({ attemptsByCause }, 'Attempts for a cause')}
        />
      </SettingRow>
      <SettingRow label="Damaged files">
        <Switch
          label="Move them to errors/"
          hint="Off unless switched on. They then lie in errors/ beside where they were, each with an .error file that says why."
          checked={settings.moveFailed}
          onChange={(moveFailed) => change({ moveFailed }, 'Damaged files')}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
