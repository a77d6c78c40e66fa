import type { ReactNode } from 'react';
import type { FolderSettings, OcrMode } from '../../../shared/model/folder';
import { NumberField } from '../../parts/number-field';
import { Select } from '../../parts/select';
import { SettingRow } from '../../parts/setting-row';
import { Switch } from '../../parts/switch';
import { useSettings } from '../../state/settings-store';
import { LanguageChoice } from '../languages/language-choice';
import { useLanguages } from '../languages/use-languages';
import type { Change } from './change-folder';
import { SettingsGroup } from './settings-group';
import { t } from '../../../shared/words/words';

const MODES: readonly { value: OcrMode; label: string }[] = [
  { value: 'never', label: t('Never') },
  { value: 'automatic', label: t('Automatic') },
  { value: 'always', label: t('Always') },
];

export function TextRecognition({ settings: { ocr }, change }: { settings: FolderSettings; change: Change }): ReactNode {
  const general = useSettings((state) => state.settings?.ocr.languages);
  const { list } = useLanguages();
  const set = (part: Partial<FolderSettings['ocr']>, what: string): void => change({ ocr: { ...ocr, ...part } }, what);
  return (
    <SettingsGroup title={t('Text recognition (OCR)')}>
      <SettingRow
        label={t('Read pictures of text')}
        hint={t('Automatic unless changed: pages without a good text of their own, and pictures that seem to hold text. Always reads every picture. Holds for files that are read from now on.')}
      >
        <Select label={t('Read pictures of text')} value={ocr.mode} options={MODES} onChange={(mode) => set({ mode }, t('OCR'))} testId="ocr-mode" />
      </SettingRow>
      <SettingRow label={t('Languages')} hint={t('What the texts are written in, the most frequent first. Those of the general settings unless changed.')}>
        <Switch
          label={t('Those of the general settings')}
          checked={ocr.languages === null}
          onChange={(isGeneral) => set({ languages: isGeneral ? null : (general ?? ['eng']) }, t('Languages'))}
        />
        {ocr.languages === null ? null : (
          <LanguageChoice
            label={t('Languages of this folder')}
            codes={ocr.languages}
            installed={list?.languages ?? null}
            onChange={(languages) => set({ languages }, t('Languages'))}
          />
        )}
      </SettingRow>
      <SettingRow label={t('Needs attention below')} hint={t('A file that OCR reads less surely than this asks for a look. 50 % unless changed; 0 never asks.')}>
        <NumberField
          label={t('Needs attention below, percent')}
          value={ocr.reviewBelow}
          least={0}
          most={100}
          unit={t('% sure')}
          onCommit={(reviewBelow) => set({ reviewBelow }, t('Needs attention below'))}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
