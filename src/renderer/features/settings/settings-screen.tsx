import type { ReactNode } from 'react';
import '../../engine-client/bridge';
import { PageHead } from '../../parts/page-head';
import { MonoPath } from '../../parts/mono-path';
import { NumberField } from '../../parts/number-field';
import { Panel } from '../../parts/panel';
import { SettingRow } from '../../parts/setting-row';
import { Skeleton } from '../../parts/skeleton';
import { Switch } from '../../parts/switch';
import { useSnapshot } from '../../state/engine-store';
import { useSettings } from '../../state/settings-store';
import { AppearanceChoice } from './appearance-choice';
import { changeSettings } from './change-settings';
import styles from './settings-screen.module.css';

export function SettingsScreen(): ReactNode {
  const settings = useSettings((state) => state.settings);
  const dataFolder = useSnapshot((snapshot) => snapshot.dataFolder, '');
  const size = useSnapshot((snapshot) => snapshot.workers.size, 1);
  return (
    <div className={styles.screen}>
      <PageHead title="Settings" sentence="Changes take effect at once." />
      <Panel className={styles.panel}>
        {settings ? (
          <>
            <SettingRow label="Appearance" hint="Light or dark. Follows the system unless changed.">
              <AppearanceChoice
                value={settings.appearance}
                onChange={(appearance) => changeSettings({ appearance }, 'Appearance')}
              />
            </SettingRow>
            <SettingRow label="Workers" hint="How many files are read at the same time. One for each processor core unless changed.">
              <Switch
                label="One for each core"
                checked={settings.workers === null}
                onChange={(isAuto) => changeSettings({ workers: isAuto ? null : size }, 'Workers')}
              />
              {settings.workers === null ? null : (
                <NumberField
                  label="Workers"
                  value={settings.workers}
                  least={1}
                  most={64}
                  unit="workers"
                  onCommit={(workers) => changeSettings({ workers }, 'Workers')}
                />
              )}
            </SettingRow>
            <SettingRow
              label="Full scan"
              hint="Folders are compared with the ledger this often, in case an event was missed. Every 60 seconds unless changed."
            >
              <NumberField
                label="Seconds between two full scans"
                value={settings.rescanSeconds}
                least={5}
                most={86_400}
                unit="seconds"
                onCommit={(rescanSeconds) => changeSettings({ rescanSeconds }, 'Full scan')}
              />
            </SettingRow>
          </>
        ) : (
          <Skeleton rows={5} />
        )}
        <SettingRow label="Data folder" hint="The ledger, the index and the settings file settings.yaml lie here. It holds nothing of your folders but what was read.">
          <MonoPath path={dataFolder} />
        </SettingRow>
        <SettingRow label="Version" hint="No account, no network: nothing leaves this computer.">
          <p className={styles.version}>
            Filemill {window.filemill.versions.app}
            <span> on Electron {window.filemill.versions.electron}</span>
          </p>
        </SettingRow>
      </Panel>
    </div>
  );
}
