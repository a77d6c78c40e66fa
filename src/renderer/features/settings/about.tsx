import type { ReactNode } from 'react';
import '../../engine-client/bridge';
import { MonoPath } from '../../parts/mono-path';
import { useSnapshot } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import styles from './about.module.css';

export function Version(): ReactNode {
  return (
    <p className={styles.version}>
      Filemill {window.filemill.versions.app}
      <span> {t('on Electron {version}', { version: window.filemill.versions.electron })}</span>
    </p>
  );
}

export function DataFolder(): ReactNode {
  return <MonoPath path={useSnapshot((snapshot) => snapshot.dataFolder, '')} />;
}
