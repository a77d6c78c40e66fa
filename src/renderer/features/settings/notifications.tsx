import { useState, type ReactNode } from 'react';
import type { GeneralSettings, NotificationLevel } from '../../../shared/model/settings';
import { Select } from '../../parts/select';
import { Switch } from '../../parts/switch';
import { TextField } from '../../parts/text-field';
import { changeSettings } from './change-settings';
import { t } from '../../../shared/words/words';
import styles from './setting.module.css';

const LEVELS: readonly { value: NotificationLevel; label: string }[] = [
  { value: 'off', label: t('Off') },
  { value: 'problems', label: t('Problems only') },
  { value: 'summary', label: t('Summary: problems, and what was done') },
  { value: 'everything', label: t('Everything: also what came right by itself') },
];

export function Notifications({ settings: { notifications } }: { settings: GeneralSettings }): ReactNode {
  return (
    <Select
      label={t('Notifications of the system')}
      value={notifications.level}
      options={LEVELS}
      testId="notification-level"
      onChange={(level) => changeSettings({ notifications: { ...notifications, level } }, t('Notifications'))}
    />
  );
}

const NIGHT = { from: '22:00', to: '07:00' };
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

export function QuietHours({ settings: { notifications } }: { settings: GeneralSettings }): ReactNode {
  const [isWrong, setWrong] = useState(false);
  const { quietHours } = notifications;
  const set = (hours: typeof quietHours): void => changeSettings({ notifications: { ...notifications, quietHours: hours } }, t('Quiet hours'));
  const commit = (end: 'from' | 'to', text: string): void => {
    const time = text.trim().padStart(5, '0');
    setWrong(!TIME.test(time));
    if (TIME.test(time)) set({ ...(quietHours ?? NIGHT), [end]: time });
  };
  return (
    <>
      <Switch label={t('Keep quiet at times')} checked={quietHours !== null} onChange={(isOn) => set(isOn ? NIGHT : null)} />
      {quietHours === null ? null : (
        <>
          <span className={styles.field}>
            <TextField label={t('Quiet from')} value={quietHours.from} width={72} onCommit={(text) => commit('from', text)} />
            {t('to@@between two times')}
            <TextField label={t('Quiet to')} value={quietHours.to} width={72} onCommit={(text) => commit('to', text)} />
          </span>
          {isWrong ? (
            <p className={styles.problem} role="alert">
              {t('Give a time as 22:30.')}
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
