import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './appearance-choice.module.css';

const CHOICES = [
  { value: 'system', label: t('System'), icon: Monitor },
  { value: 'light', label: t('Light'), icon: Sun },
  { value: 'dark', label: t('Dark'), icon: Moon },
] as const;

export function AppearanceSetting({ settings }: { settings: GeneralSettings }): ReactNode {
  return (
    <div className={styles.choice} role="radiogroup" aria-label={t('Appearance')}>
      {CHOICES.map(({ value: own, label, icon: Icon }) => (
        <label key={own} data-testid={`appearance-${own}`}>
          <input
            type="radio"
            name="appearance"
            checked={own === settings.appearance}
            onChange={() => changeSettings({ appearance: own }, t('Appearance'))}
          />
          <Icon aria-hidden />
          {label}
        </label>
      ))}
    </div>
  );
}
