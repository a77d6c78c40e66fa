import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { LanguageChoice } from '../languages/language-choice';
import { useLanguages } from '../languages/use-languages';
import { changeSettings } from './change-settings';

export function LanguagesInUse({ settings: { ocr } }: { settings: GeneralSettings }): ReactNode {
  const { list } = useLanguages();
  return (
    <LanguageChoice
      label="Languages in use"
      codes={ocr.languages}
      installed={list?.languages ?? null}
      onChange={(languages) => changeSettings({ ocr: { ...ocr, languages } }, 'Languages')}
    />
  );
}
