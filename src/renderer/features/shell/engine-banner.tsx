import { CircleAlert, LoaderCircle } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { callShell } from '../../engine-client/shell-client';
import { Button } from '../../parts/button';
import { useEngine } from '../../state/engine-store';
import { attempt } from '../../state/toast-store';
import { t } from '../../../shared/words/words';
import styles from './engine-banner.module.css';

/** Longer than an ordinary start takes. */
const SLOW_START_MS = 4_000;

/** Says that there is no engine and that what is shown is the last known state. */
export function EngineBanner(): ReactNode {
  const link = useEngine((state) => state.link);
  const error = useEngine((state) => state.error);
  const hasSnapshot = useEngine((state) => state.snapshot !== null);
  const isSlow = useAfter(SLOW_START_MS, link === 'connecting');

  if (link === 'connected' || (link === 'connecting' && !isSlow)) return null;
  const hasFailed = link === 'failed';
  const Icon = hasFailed ? CircleAlert : LoaderCircle;
  const words = hasFailed
    ? (error?.message ?? t('The engine has stopped.'))
    : link === 'connecting'
      ? t('The engine is starting…')
      : t('The engine is restarting…');
  return (
    <div className={styles.banner} data-failed={hasFailed} role="alert" data-testid="banner">
      <Icon aria-hidden className={hasFailed ? undefined : styles.turning} />
      <p>
        <strong>{words}</strong>{' '}
        {hasFailed && error?.hint ? error.hint : hasSnapshot ? t('What you see is the last known state; nothing is lost.') : ''}
      </p>
      {hasFailed || isSlow ? (
        <Button onClick={() => void attempt(() => callShell('engine.restart', {}))}>{t('Restart engine')}</Button>
      ) : null}
    </div>
  );
}

function useAfter(ms: number, isOn: boolean): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    setPast(false);
    if (!isOn) return undefined;
    const timer = setTimeout(() => setPast(true), ms);
    return () => clearTimeout(timer);
  }, [ms, isOn]);
  return isPast;
}
