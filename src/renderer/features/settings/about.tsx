import type { ReactNode } from 'react';
import '../../engine-client/bridge';
import { MonoPath } from '../../parts/mono-path';
import { useSnapshot } from '../../state/engine-store';
import { t } from '../../../shared/words/words';
import { PartsOfText } from '../../parts/parts-of-text';
import styles from './about.module.css';

export function Version(): ReactNode {
  return (
    <p className={styles.version}>
      <PartsOfText text="Filemill {app}{electron}" values={{ app: window.filemill.versions.app, electron: <span> {' '}{t('on Electron {electron}', { electron: window.filemill.versions.electron })}</span> }} />
    </p>
  );
}

export function DataFolder(): ReactNode {
  return <MonoPath path={useSnapshot((snapshot) => snapshot.dataFolder, '')} />;
}
