import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { Switch } from '../../parts/switch';
import { useLanguages } from '../languages/use-languages';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

export function OcrEngine({ settings: { ocr } }: { settings: GeneralSettings }): ReactNode {
  const { list } = useLanguages();
  return (
    <>
      <Switch
        label={t('Use a tesseract of this machine')}
        checked={ocr.useNative}
        onChange={(useNative) => changeSettings({ ocr: { ...ocr, useNative } }, t('Engine'))}
      />
      {list === null ? null : (
        <p className={styles.now} data-testid="ocr-engine">
          {engineNow(list.nativeEngine, ocr.useNative)}
        </p>
      )}
    </>
  );
}

function engineNow(version: string | null, useNative: boolean): string {
  if (version === null) return t('In use now: the engine that ships. No tesseract is installed on this machine.');
  if (useNative) return t('In use now: tesseract {version} of this machine.', { version });
  return t('In use now: the engine that ships. Tesseract {version} is installed on this machine.', { version });
}
