import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { LanguageChoice } from '../languages/language-choice';
import { useLanguages } from '../languages/use-languages';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';

export function LanguagesInUse({ settings: { ocr } }: { settings: GeneralSettings }): ReactNode {
  const { list } = useLanguages();
  return (
    <LanguageChoice
      label={t('Languages in use')}
      codes={ocr.languages}
      installed={list?.languages ?? null}
      onChange={(languages) => changeSettings({ ocr: { ...ocr, languages } }, t('Languages'))}
    />
  );
}
