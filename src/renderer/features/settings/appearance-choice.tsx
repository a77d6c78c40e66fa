import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GeneralSettings } from '../../../shared/model/settings';
import styles from './appearance-choice.module.css';

type Appearance = GeneralSettings['appearance'];

const CHOICES = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

export function AppearanceChoice({ value, onChange }: { value: Appearance; onChange: (value: Appearance) => void }): ReactNode {
  return (
    <div className={styles.choice} role="radiogroup" aria-label="Appearance">
      {CHOICES.map(({ value: own, label, icon: Icon }) => (
        <label key={own} data-testid={`appearance-${own}`}>
          <input type="radio" name="appearance" checked={own === value} onChange={() => onChange(own)} />
          <Icon aria-hidden />
          {label}
        </label>
      ))}
    </div>
  );
}
