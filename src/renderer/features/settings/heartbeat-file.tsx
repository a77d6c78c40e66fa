import { Copy } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { IconButton } from '../../parts/icon-button';
import { Switch } from '../../parts/switch';
import { TextField } from '../../parts/text-field';
import { copyText } from '../../state/copy-text';
import { useSnapshot } from '../../state/engine-store';
import { changeSettings } from './change-settings';
import { isAbsolutePath } from './is-absolute-path';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

const NAME = 'heartbeat.json';

export function HeartbeatFile({ settings: { heartbeatFile } }: { settings: GeneralSettings }): ReactNode {
  const dataFolder = useSnapshot((snapshot) => snapshot.dataFolder, '');
  const [isRelative, setRelative] = useState(false);
  const slash = dataFolder.includes('\\') ? '\\' : '/';
  const commit = (text: string): void => {
    const path = text.trim();
    setRelative(path !== '' && !isAbsolutePath(path));
    if (path === '' || isAbsolutePath(path)) changeSettings({ heartbeatFile: path || null }, t('Heartbeat file'));
  };
  return (
    <>
      <Switch
        label={t('Write a heartbeat file')}
        checked={heartbeatFile !== null}
        onChange={(isOn) => changeSettings({ heartbeatFile: isOn ? `${dataFolder}${slash}${NAME}` : null }, t('Heartbeat file'))}
      />
      {heartbeatFile === null ? null : (
        <>
          <span className={styles.field}>
            <TextField label={t('Path of the heartbeat file')} value={heartbeatFile} mono onCommit={commit} testId="heartbeat-path" />
            <IconButton icon={Copy} label={t('Copy the path')} onClick={() => copyText(heartbeatFile, t('Path'))} />
          </span>
          {isRelative ? (
            <p className={styles.problem} role="alert">
              {t('Give the whole path, from the root of the disk.')}
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
