import { Stethoscope } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DoctorCheck, Level } from '../../../shared/model/engine';
import { callEngine } from '../../engine-client/engine-client';
import { Button } from '../../parts/button';
import { StateLabel } from '../../parts/state-label';
import { attempt } from '../../state/toast-store';
import { t } from '../../../shared/words/words';
import { DiagnosticsButtons } from '../shell/diagnostics-buttons';
import styles from './check-up.module.css';

const WORDS: Readonly<Record<Level, readonly [tone: 'done' | 'waiting' | 'attention', word: string]>> = {
  ok: ['done', t('Fine')],
  warning: ['waiting', t('Look at it')],
  problem: ['attention', t('Problem')],
};

/** What is checked, by the name that `filemill doctor` has for it. */
const NAMES: Readonly<Record<string, string>> = {
  runtime: t('Runtime'),
  'data folder': t('Data folder'),
  disk: t('Disk'),
  store: t('Database'),
  'watch limits': t('Limits of watching'),
  watcher: t('Watching@@part'),
  worker: t('Workers'),
  archives: t('Archives'),
};

/** `filemill doctor`, in the window; and what someone who helps wants to see. */
export function CheckUp(): ReactNode {
  const [checks, setChecks] = useState<readonly DoctorCheck[] | null>(null);
  const [isRunning, setRunning] = useState(false);
  const run = async (): Promise<void> => {
    setRunning(true);
    await attempt(async () => setChecks((await callEngine('engine.doctor', {})).checks));
    setRunning(false);
  };
  return (
    <div className={styles.checkUp}>
      <div className={styles.buttons}>
        <Button icon={Stethoscope} disabled={isRunning} data-testid="doctor" onClick={() => void run()}>
          {isRunning ? t('Checking…') : t('Check now')}
        </Button>
        <DiagnosticsButtons />
      </div>
      <div role="status">
        <ul className={styles.checks} data-testid="doctor-checks">
          {checks?.map(({ name, level, sentence, hint }) => (
            <li key={name}>
              <StateLabel tone={WORDS[level][0]} label={WORDS[level][1]} />
              <span>
                <strong>{NAMES[name] ?? name}:</strong> {sentence} {hint}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
