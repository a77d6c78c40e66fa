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

const MODES: readonly { value: OcrMode; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: 'automatic', label: 'Automatic' },
  { value: 'always', label: 'Always' },
];

export function TextRecognition({ settings: { ocr }, change }: { settings: FolderSettings; change: Change }): ReactNode {
  const general = useSettings((state) => state.settings?.ocr.languages);
  const { list } = useLanguages();
  const set = (part: Partial<FolderSettings['ocr']>, what: string): void => change({ ocr: { ...ocr, ...part } }, what);
  return (
    <SettingsGroup title="Text recognition (OCR)">
      <SettingRow
        label="Read pictures of text"
        hint="Automatic unless changed: pages without a good text of their own, and pictures that seem to hold text. Always reads every picture. Holds for files that are read from now on."
      >
        <Select label="Read pictures of text" value={ocr.mode} options={MODES} onChange={(mode) => set({ mode }, 'OCR')} testId="ocr-mode" />
      </SettingRow>
      <SettingRow label="Languages" hint="What the texts are written in, the most frequent first. Those of the general settings unless changed.">
        <Switch
          label="Those of the general settings"
          checked={ocr.languages === null}
          onChange={(isGeneral) => set({ languages: isGeneral ? null : (general ?? ['eng']) }, 'Languages')}
        />
        {ocr.languages === null ? null : (
          <LanguageChoice
            label="Languages of this folder"
            codes={ocr.languages}
            installed={list?.languages ?? null}
            onChange={(languages) => set({ languages }, 'Languages')}
          />
        )}
      </SettingRow>
      <SettingRow label="Needs attention below" hint="A file that OCR reads less surely than this asks for a look. 50 % unless changed; 0 never asks.">
        <NumberField
          label="Needs attention below, percent"
          value={ocr.reviewBelow}
          least={0}
          most={100}
          unit="% sure"
          onCommit={(reviewBelow) => set({ reviewBelow }, 'Needs attention below')}
        />
      </SettingRow>
    </SettingsGroup>
  );
}
