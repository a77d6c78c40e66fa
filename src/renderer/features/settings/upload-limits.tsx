import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { NumberField } from '../../parts/number-field';
import { OptionalNumber } from '../../parts/optional-number';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

const KB = 1_000;

export function UploadsAtOnce({ settings: { uploads } }: { settings: GeneralSettings }): ReactNode {
  return <NumberField label={t('Uploads at the same time')} value={uploads.atOnce} least={1} most={16} onCommit={(atOnce) => changeSettings({ uploads: { ...uploads, atOnce } }, t('Uploads at the same time'))} />;
}

export function UploadBandwidth({ settings: { uploads } }: { settings: GeneralSettings }): ReactNode {
  return (
    <OptionalNumber
      without={t('As fast as it goes')}
      label={t('Kilobytes a second')}
      value={uploads.bytesPerSecond === null ? null : Math.round(uploads.bytesPerSecond / KB)}
      first={1_000}
      least={1}
      most={100_000_000}
      unit={t('kB/s')}
      onChange={(kilobytes) => changeSettings({ uploads: { ...uploads, bytesPerSecond: kilobytes === null ? null : kilobytes * KB } }, t('Bandwidth of uploads'))}
    />
  );
}
