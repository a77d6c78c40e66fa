import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { LANGUAGES, tongueFor } from '../../../shared/words/languages';
import { t } from '../../../shared/words/words';
import { Select } from '../../parts/select';
import { changeSettings } from './change-settings';

/** Each by its own name, for those who do not read the one that is spoken. */
const OWN_NAMES = { en: 'English', de: 'Deutsch' } as const;

export function LanguageSetting({ settings }: { settings: GeneralSettings }): ReactNode {
  const systems = tongueFor('system', navigator.languages).language;
  const options = [
    { value: 'system' as const, label: t('As the system: {language}', { language: systems === 'pseudo' ? '' : OWN_NAMES[systems] }) },
    ...LANGUAGES.map((language) => ({ value: language, label: OWN_NAMES[language] })),
  ];
  const chosen = settings.language === 'pseudo' ? 'system' : settings.language;
  return <Select label={t('Language')} value={chosen} options={options} onChange={(language) => changeSettings({ language }, t('Language'))} testId="language" />;
}
